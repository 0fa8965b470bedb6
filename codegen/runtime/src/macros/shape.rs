//! Macros for the traits with which shapes are read, written, displayed and compared.

/// Implements [`Structure`](crate::schema::Structure) for a structure, and `Debug` and `PartialEq` with it.
///
/// A row is a member: its position, its field (`in boxed` if it is a box), the field's default value if that is not
/// `None`, its name on the wire, and its [flags](crate::schema::Form). A field that is not a member is in braces with
/// its
/// [kind](crate::schema::Hidden).
#[doc(hidden)]
#[macro_export]
macro_rules! structure {
    (
        $name:ident, $text:literal $({ $hidden:ident: $kind:ident })?;
        $($index:literal => $field:ident $(in $boxed:ident)? $(= $blank:expr)?, $serialized_name:literal $($flag:ident)*;)*
    ) => {
        impl $crate::schema::Structure for $name {
            #[inline]
            fn default_value() -> Self {
                Self { $($field: None $(.unwrap_or($blank))?,)* $($hidden: Default::default())? }
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

            $(
                #[inline]
                fn hidden(&self) -> $crate::schema::Hidden<'_> {
                    $crate::schema::Hidden::$kind(&self.$hidden)
                }
            )?
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
    };
}

/// The structure in which a builder stores its members, if some are not `Option`s in the structure itself.
///
/// A row is a field and its type inside the `Option`, and `SENSITIVE` if `Debug` must not display it. The metadata of
/// an error is in braces.
#[doc(hidden)]
#[macro_export]
macro_rules! builder_fields {
    (
        $name:ident, $builder:literal $({ $meta:ident })?;
        $($field:ident: $type:ty $(, $sensitive:ident)?;)*
    ) => {
        /// The members of a structure that is being built.
        #[doc(hidden)]
        #[derive(Clone, PartialEq)]
        pub struct $name {
            $($field: Option<$type>,)*
            $($meta: $crate::error::ErrorMetadata,)?
        }

        impl $crate::schema::BuilderState for $name {
            #[inline]
            fn unset() -> Self {
                Self { $($field: None,)* $($meta: Default::default())? }
            }

            #[inline]
            fn debug_builder(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let mut output = f.debug_struct($builder);
                $(output.field(
                    $crate::schema::field_name(stringify!($field)),
                    $crate::builder_fields!(@value self.$field $($sensitive)?),
                );)*
                $(output.field("meta", &(self.$meta != Default::default()).then_some(&self.$meta));)?
                output.finish()
            }
        }
    };
    (@value $self:ident.$field:ident) => { &$self.$field };
    (@value $self:ident.$field:ident SENSITIVE) => { &$crate::schema::Redacted };
}

/// Implements [`Union`](crate::schema::Union) for a union, and `Debug` and `PartialEq` with it.
///
/// A row is a variant: its position, its name (`in boxed` if its value is a box, `as unit` if it has no value), its
/// name on the wire, and its [flags](crate::schema::Form).
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    (
        $name:ident, $text:literal;
        $($index:literal => $variant:ident $(in $boxed:ident)? $(as $unit:ident)?, $serialized_name:literal $($flag:ident)*;)*
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
                    $($crate::union!(@pattern $variant value $($unit)?) => {
                        Some(($index, $crate::union!(@view value $(in $boxed)? $($unit)?)))
                    })*
                    Self::Unknown => None,
                }
            }

            #[inline]
            fn set(
                &mut self,
                index: usize,
                read: $crate::schema::ReadValue<'_>,
            ) -> Result<(), $crate::schema::ReadError> {
                *self = match index {
                    $($index => $crate::union!(@read $variant read $(in $boxed)? $($unit)?),)*
                    _ => Self::Unknown,
                };
                Ok(())
            }
        }

        impl $crate::schema::Value for $name {
            #[inline]
            fn default_value() -> Self {
                Self::Unknown
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
    (@pattern $variant:ident $value:ident) => { Self::$variant($value) };
    (@pattern $variant:ident $value:ident unit) => { Self::$variant };
    (@view $value:ident $(in $boxed:ident)?) => { $crate::schema$(::$boxed)?::Value::value_ref($value) };
    (@view $value:ident unit) => { $crate::schema::ValueRef::Absent };
    (@read $variant:ident $read:ident $(in $boxed:ident)?) => {
        Self::$variant($crate::schema$(::$boxed)?::read_new($read)?)
    };
    (@read $variant:ident $read:ident unit) => {{
        $read($crate::schema::ValueMut::Nowhere)?;
        Self::$variant
    }};
}

/// Implements [`Enumeration`](crate::schema::Enumeration) for an enumeration, and conversions from and to strings.
///
/// A row is a variant with its string. With `SENSITIVE` after the name, `Debug` and `Display` do not contain the
/// string.
#[doc(hidden)]
#[macro_export]
macro_rules! enumeration {
    ($name:ident; $($text:literal => $variant:ident;)*) => {
        $crate::enumeration!(@values $name; $($text => $variant;)*);

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(self.as_str(), f)
            }
        }
    };
    ($name:ident SENSITIVE; $($text:literal => $variant:ident;)*) => {
        $crate::enumeration!(@values $name; $($text => $variant;)*);

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&$crate::schema::Redacted, f)
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&$crate::schema::Redacted, f)
            }
        }
    };
    (@values $name:ident; $($text:literal => $variant:ident;)*) => {
        impl Eq for $name {}

        impl From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    other => Self::Unknown(other.into()),
                }
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> Result<Self, ::std::convert::Infallible> {
                Ok(Self::from(text))
            }
        }

        impl AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::schema::Value for $name {
            #[inline]
            fn default_value() -> Self {
                Self::from("")
            }

            #[inline]
            fn value_ref(&self) -> $crate::schema::ValueRef<'_> {
                $crate::schema::ValueRef::Enumeration(self)
            }

            #[inline]
            fn value_mut(&mut self) -> $crate::schema::ValueMut<'_> {
                $crate::schema::ValueMut::Enumeration(self)
            }
        }

        impl $crate::schema::Enumeration for $name {
            #[inline]
            fn text(&self) -> &str {
                self.as_str()
            }

            #[inline]
            fn set(&mut self, text: &str) {
                *self = Self::from(text);
            }
        }

        impl $crate::schema::Key for $name {
            #[inline]
            fn from_text(text: String) -> Self {
                Self::from(text.as_str())
            }
        }
    };
}
