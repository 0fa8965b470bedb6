//! Values of recursive shapes, which are boxed.

use super::{ReadError, ReadValue, ValueMut, ValueRef};

/// [`Value`](super::Value) for boxes. It is a separate trait, because the compiler cannot exclude that a box implements
/// [`Structure`](super::Structure), and all structures are values.
pub trait Value {
    /// A reference to read from.
    fn value_ref(&self) -> ValueRef<'_>;

    /// A reference to write to.
    fn value_mut(&mut self) -> ValueMut<'_>;
}

impl<T: super::Value> Value for Box<T> {
    fn value_ref(&self) -> ValueRef<'_> {
        (**self).value_ref()
    }

    fn value_mut(&mut self) -> ValueMut<'_> {
        (**self).value_mut()
    }
}

impl<T: super::Value> Value for Option<Box<T>> {
    fn value_ref(&self) -> ValueRef<'_> {
        self.as_ref().map_or(ValueRef::Absent, Value::value_ref)
    }

    fn value_mut(&mut self) -> ValueMut<'_> {
        self.get_or_insert_with(|| Box::new(T::default_value())).value_mut()
    }
}

/// [`read_new`](super::read_new) for boxes.
pub fn read_new<T: super::Value>(read: ReadValue<'_>) -> Result<Box<T>, ReadError> {
    super::read_new(read).map(Box::new)
}
