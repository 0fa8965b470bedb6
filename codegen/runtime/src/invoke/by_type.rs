//! A cache with one value for each operation, which is identified by the type of its input.

use std::{
    any::TypeId,
    sync::{PoisonError, RwLock},
};

/// The cached values: a list, since there are at most as many as operations.
pub(super) struct ByType<T>(RwLock<Vec<(TypeId, T)>>);

impl<T: Clone> ByType<T> {
    pub(super) const fn new() -> Self {
        Self(RwLock::new(Vec::new()))
    }

    /// The value for a type. The first call creates it.
    pub(super) fn get_or_insert(&self, key: TypeId, create: impl FnOnce() -> T) -> T {
        // A panic while the lock is held does not leave an invalid list behind.
        if let Some(value) = find(&self.0.read().unwrap_or_else(PoisonError::into_inner), key) {
            return value;
        }
        let mut values = self.0.write().unwrap_or_else(PoisonError::into_inner);
        // Another thread may have created it in between.
        if let Some(value) = find(&values, key) {
            return value;
        }
        let value = create();
        values.push((key, value.clone()));
        value
    }
}

fn find<T: Clone>(values: &[(TypeId, T)], key: TypeId) -> Option<T> {
    for (known, value) in values {
        if *known == key {
            return Some(value.clone());
        }
    }
    None
}
