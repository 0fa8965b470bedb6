//! What a front end leaves out of a model, counted by kind.

use crate::diagnostics::Visible;
use std::{collections::BTreeMap, fmt};

/// One kind of thing that was left out of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// What it is, such as the key or the trait.
    pub what: String,
    /// How often it was found.
    pub count: usize,
    /// Why the model does not need it.
    pub reason: String,
    /// Where it was found first: the name of a shape, a member or an operation.
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
    /// Counts a thing of the kind `what` that was found at `place`.
    pub fn add(&mut self, what: &str, place: &str, reason: &str) {
        match self.0.get_mut(what) {
            Some(ignored) => ignored.count += 1,
            None => {
                let (reason, first) = (reason.to_owned(), place.to_owned());
                self.0.insert(what.to_owned(), Ignored { what: what.to_owned(), count: 1, reason, first });
            }
        }
    }

    /// One entry for each kind, sorted by what it is.
    pub fn into_ignored(self) -> Vec<Ignored> {
        self.0.into_values().collect()
    }
}
