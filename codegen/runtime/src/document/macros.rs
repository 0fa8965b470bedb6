//! The tables with which the types of documents are read, written, displayed and compared.

/// Implements [`Structure`](crate::schema::Structure) for a structure of a document, and the traits that use it. All
/// its members are `Option`s, and its field `_unknown` has the unknown members.
///
/// A row is a member: its position, its field (`in boxed` if it is a box), its name in JSON, and its
/// [flags](crate::schema::Form).
#[doc(hidden)]
#[macro_export]
macro_rules! document_structure {
    (
        $name:ident, $text:literal;
        $($index:literal => $field:ident $(in $boxed:ident)?, $serialized_name:literal $($flag:ident)*;)*
    ) => {
        impl $crate::schema::Structure for $name {
            #[inline]
            fn default_value() -> Self {
                Self { $($field: None,)* _unknown: Vec::new() }
            }

            #[inline]
            fn schema(&self) -> &'static $crate::schema::Schema {
                &$crate::schema::Schema {
                    name: $text,
                    members: &[$($crate::schema::Member {
                        serialized_name: $serialized_name,
                        rust: stringify!($field),
                        form: $crate::schema::Form(0 $(| $crate::schema::Form::$flag)*),
                    }),*],
                }
            }

            #[inline]
            fn get(&self, index: usize) -> $crate::schema::ValueRef<'_> {
                match index {
                    $($index => $crate::schema$(::$boxed)?::Value::value_ref(&self.$field),)*
                    _ => $crate::schema::ValueRef::Absent,
                }
            }

            #[inline]
            fn value_mut(&mut self, index: usize) -> $crate::schema::ValueMut<'_> {
                match index {
                    $($index => $crate::schema$(::$boxed)?::Value::value_mut(&mut self.$field),)*
                    _ => $crate::schema::ValueMut::Nowhere,
                }
            }

            #[inline]
            fn hidden(&self) -> $crate::schema::Hidden<'_> {
                $crate::schema::Hidden::Unknown(&self._unknown)
            }

            #[inline]
            fn unknown_members_mut(&mut self) -> Option<&mut Vec<(String, String)>> {
                Some(&mut self._unknown)
            }

            #[inline]
            fn clear(&mut self, index: usize) {
                match index {
                    $($index => self.$field = None,)*
                    _ => {}
                }
            }
        }

        impl $name {
            /// The unknown members in their order: the name and the JSON text, without white space between the tokens.
            #[inline]
            pub fn unknown_members(&self) -> impl Iterator<Item = (&str, &str)> {
                self._unknown.iter().map(|(name, json)| (name.as_str(), json.as_str()))
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::schema::debug_structure(self, f)
            }
        }

        impl PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::schema::equal_structures(self, other)
            }
        }

        /// Writes JSON in one line, or with a line for each member for the format `{:#}`.
        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::document::display(self, f)
            }
        }

        /// Parses JSON.
        impl ::std::str::FromStr for $name {
            type Err = $crate::document::DocumentError;

            #[inline]
            fn from_str(json: &str) -> Result<Self, $crate::document::DocumentError> {
                $crate::document::parse(json)
            }
        }
    };
}

/// The conversions of a structure that is a whole document, for the setters of string members.
#[doc(hidden)]
#[macro_export]
macro_rules! document_root {
    ($name:ident) => {
        impl From<$name> for String {
            #[inline]
            fn from(document: $name) -> Self {
                $crate::document::to_text(&document)
            }
        }

        impl From<&$name> for String {
            #[inline]
            fn from(document: &$name) -> Self {
                $crate::document::to_text(document)
            }
        }
    };
}

/// Implements [`Union`](crate::schema::Union) for a union of a document, and `Debug` and `PartialEq` with it.
///
/// The key in brackets is the discriminator, if the objects of the variants have one. A row is a variant: its position,
/// its name (`in boxed` if its value is a box), its name in JSON, and its [flags](crate::schema::Form).
#[doc(hidden)]
#[macro_export]
macro_rules! document_union {
    (
        $name:ident, $text:literal $([$key:literal])?;
        $($index:literal => $variant:ident $(in $boxed:ident)?, $serialized_name:literal $($flag:ident)*;)*
    ) => {
        impl $crate::schema::Union for $name {
            #[inline]
            fn schema(&self) -> &'static $crate::schema::Schema {
                &$crate::schema::Schema {
                    name: $text,
                    members: &[$($crate::schema::Member {
                        serialized_name: $serialized_name,
                        rust: stringify!($variant),
                        form: $crate::schema::Form(0 $(| $crate::schema::Form::$flag)*),
                    }),*],
                }
            }

            #[inline]
            fn get(&self) -> Option<(usize, $crate::schema::ValueRef<'_>)> {
                match self {
                    $(Self::$variant(value) => Some(($index, $crate::schema$(::$boxed)?::Value::value_ref(value))),)*
                    Self::Unknown(_) => None,
                }
            }

            #[inline]
            fn set(
                &mut self,
                index: usize,
                read: $crate::schema::ReadValue<'_>,
            ) -> Result<(), $crate::schema::ReadError> {
                *self = match index {
                    $($index => Self::$variant($crate::schema$(::$boxed)?::read_new(read)?),)*
                    _ => return Ok(()),
                };
                Ok(())
            }

            $(
                #[inline]
                fn discriminator(&self) -> Option<&'static str> {
                    Some($key)
                }
            )?

            #[inline]
            fn unknown(&self) -> Option<&str> {
                match self {
                    Self::Unknown(object) => Some(object.as_json()),
                    _ => None,
                }
            }

            #[inline]
            fn set_unknown(&mut self, json: String) {
                *self = Self::Unknown($crate::document::UnknownObject::new(json));
            }
        }

        impl $crate::schema::Value for $name {
            #[inline]
            fn default_value() -> Self {
                Self::Unknown($crate::document::UnknownObject::new("{}".to_owned()))
            }

            #[inline]
            fn value_ref(&self) -> $crate::schema::ValueRef<'_> {
                $crate::schema::ValueRef::Union(self)
            }

            #[inline]
            fn value_mut(&mut self) -> $crate::schema::ValueMut<'_> {
                $crate::schema::ValueMut::Union(self)
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::schema::debug_union(self, f)
            }
        }

        impl PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::schema::equal_unions(self, other)
            }
        }
    };
}
