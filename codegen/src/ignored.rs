//! Counts what a front end leaves out of a model, by kind.

use crate::diagnostics::Visible;
use std::{collections::BTreeMap, fmt};

/// One kind of key, trait or value that was left out of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// The kind, such as a key or a trait.
    pub what: String,
    /// How many there are.
    pub count: usize,
    /// Why the model does not need it.
    pub reason: String,
    /// The name of the first shape, member or operation that has it.
    pub first: String,
}

impl fmt::Display for Ignored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, count, reason, first } = self;
        write!(f, "{count} × {}: {reason} (first: {})", Visible(what), Visible(first))
    }
}

/// Counts what is left out.
#[derive(Debug, Default)]
pub(crate) struct Tally(BTreeMap<String, Ignored>);

impl Tally {
    /// Counts one of the kind `what`, found at `subject`.
    pub fn add(&mut self, what: &str, subject: &str, reason: &str) {
        match self.0.get_mut(what) {
            Some(ignored) => ignored.count += 1,
            None => {
                let (reason, first) = (reason.to_owned(), subject.to_owned());
                self.0.insert(what.to_owned(), Ignored { what: what.to_owned(), count: 1, reason, first });
            }
        }
    }

    /// One entry for each kind, sorted by kind.
    pub fn into_ignored(self) -> Vec<Ignored> {
        self.0.into_values().collect()
    }
}
