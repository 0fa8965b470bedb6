//! The values of recursive shapes, which stand in boxes.

use super::{ReadError, ReadSlot, Slot, View};

/// [`Value`](super::Value) for boxes. It is a trait of its own because a box may be a structure, as far as the compiler
/// knows, and structures are values.
pub trait Value {
    /// The value to read from.
    fn view(&self) -> View<'_>;

    /// The place to write to.
    fn slot(&mut self) -> Slot<'_>;
}

impl<T: super::Value> Value for Box<T> {
    fn view(&self) -> View<'_> {
        (**self).view()
    }

    fn slot(&mut self) -> Slot<'_> {
        (**self).slot()
    }
}

impl<T: super::Value> Value for Option<Box<T>> {
    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Absent, Value::view)
    }

    fn slot(&mut self) -> Slot<'_> {
        self.get_or_insert_with(|| Box::new(T::blank())).slot()
    }
}

/// [`read_new`](super::read_new) for boxes.
pub(crate) fn read_new<T: super::Value>(read: ReadSlot<'_>) -> Result<Box<T>, ReadError> {
    super::read_new(read).map(Box::new)
}
