//! Paths of types and modules of the crate.

use super::names::Ident;
use std::fmt;

/// The path of a type of the crate.
#[derive(Debug, Clone, PartialEq)]
pub struct TypePath {
    /// Modules from the crate's root.
    pub modules: Vec<Ident>,
    /// The type's name.
    pub name: Ident,
}

impl TypePath {
    /// The file that defines the type, below the crate's directory.
    pub fn file(&self) -> String {
        let modules: Vec<_> = self.modules.iter().map(Ident::as_str).collect();
        match modules.first() {
            Some(&"types") => module_file(&format!("{}/{}", modules.join("/"), self.name.own_module().as_str())),
            _ => module_file(&modules.join("/")),
        }
    }
}

/// The file of a module, named from the crate's root with `/` between its parts.
pub fn module_file(module: &str) -> String {
    format!("src/{module}.rs")
}

/// The path from the crate's root.
impl fmt::Display for TypePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("crate")?;
        self.modules.iter().chain([&self.name]).try_for_each(|part| write!(f, "::{part}"))
    }
}
