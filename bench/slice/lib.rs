//! Has the client built with the features of some groups of operations.
