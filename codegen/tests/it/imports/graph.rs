//! The dependencies between the files of a crate, from the paths in its code.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A path of modules and names from the root of the crate.
type ModulePath = Vec<String>;

/// The modules of a crate.
pub struct Crate {
    modules: BTreeMap<ModulePath, Module>,
    directory: PathBuf,
}

/// A module, in its own file or in the file of its parent.
struct Module {
    file: PathBuf,
    /// The names of the modules in it.
    children: BTreeSet<String>,
    /// Imports of `use` declarations: the path by the name in scope.
    imports: BTreeMap<String, ModulePath>,
    /// Names that are imported and not re-exported.
    private: BTreeSet<String>,
    /// Everything in the module except modules, tests and `use` declarations.
    code: TokenStream,
}

/// The files that each file uses, and the imported names.
pub type Uses = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

impl Crate {
    /// Parses the crate whose root is the file `root`, such as `src/lib.rs`.
    pub fn parse(root: &Path) -> Self {
        let directory = root.parent().unwrap().to_path_buf();
        let mut parsed = Crate { modules: BTreeMap::new(), directory };
        parsed.file(root, &parsed.directory.clone(), Vec::new());
        parsed
    }

    fn file(&mut self, file: &Path, children: &Path, module: ModulePath) {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let items = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display())).items;
        self.module(file, children, module, items);
    }

    fn module(&mut self, file: &Path, children: &Path, module: ModulePath, items: Vec<syn::Item>) {
        let names: BTreeSet<String> = items
            .iter()
            .filter_map(|item| match item {
                syn::Item::Mod(item) => Some(item.ident.to_string()),
                _ => None,
            })
            .collect();
        let scope = Scope { module: &module, children: &names };
        let (mut imports, mut private, mut code, mut nested) =
            (BTreeMap::new(), BTreeSet::new(), TokenStream::new(), Vec::new());
        for item in items {
            match item {
                syn::Item::Mod(item) if !is_test(&item.attrs) => nested.push(item),
                syn::Item::Mod(_) => {}
                syn::Item::Use(item) => {
                    let mut found = BTreeMap::new();
                    collect(&item.tree, &mut Vec::new(), &mut found);
                    if matches!(item.vis, syn::Visibility::Inherited) {
                        private.extend(found.keys().cloned());
                    }
                    imports.extend(found.into_iter().filter_map(|(name, path)| Some((name, scope.absolute(&path)?))));
                }
                item => item.to_tokens(&mut code),
            }
        }
        let parsed = Module { file: file.to_path_buf(), children: names, imports, private, code };
        self.modules.insert(module.clone(), parsed);
        for item in nested {
            let name = item.ident.to_string();
            let path: ModulePath = module.iter().cloned().chain([name.clone()]).collect();
            let folder = children.join(&name);
            match item.content {
                Some((_, items)) => self.module(file, &folder, path, items),
                None => {
                    let beside = children.join(format!("{name}.rs"));
                    let file = if beside.exists() { beside } else { folder.join("mod.rs") };
                    self.file(&file, &folder, path);
                }
            }
        }
    }

    /// Returns the files that each file uses.
    pub fn uses(&self) -> Uses {
        let mut uses = Uses::new();
        for (path, module) in &self.modules {
            let mut found = BTreeSet::new();
            let scope = Scope { module: path, children: &module.children };
            paths(module.code.clone(), &mut |segments| {
                found.extend(match module.imports.get(&segments[0]) {
                    Some(import) => Some(import.iter().chain(&segments[1..]).cloned().collect()),
                    None => scope.absolute(segments),
                });
            });
            let imported = module.imports.iter().filter(|(name, _)| module.private.contains(*name));
            found.extend(imported.map(|(_, path)| path.clone()));
            for used in found {
                let definition = self.definition(&used);
                let name = used.last().cloned().unwrap_or_default();
                if definition != module.file && !self.is_ancestor(&definition, path) {
                    uses.entry(self.name(&module.file))
                        .or_default()
                        .entry(self.name(&definition))
                        .or_default()
                        .insert(name);
                }
            }
        }
        uses
    }

    /// The file that defines the item at `path`, which may be re-exported.
    fn definition(&self, path: &[String]) -> PathBuf {
        let mut module = Vec::new();
        for (index, segment) in path.iter().enumerate() {
            let child: ModulePath = module.iter().cloned().chain([segment.clone()]).collect();
            if self.modules.contains_key(&child) {
                module = child;
            } else if let Some(import) = self.modules[&module].imports.get(segment) {
                return self.definition(&import.iter().chain(&path[index + 1..]).cloned().collect::<Vec<_>>());
            } else {
                break;
            }
        }
        self.modules[&module].file.clone()
    }

    /// Whether `file` has a parent of the module `path`, whose items are visible in it.
    fn is_ancestor(&self, file: &Path, path: &[String]) -> bool {
        (0..path.len()).any(|length| self.modules[&path[..length]].file == file)
    }

    fn name(&self, file: &Path) -> String {
        file.strip_prefix(&self.directory).unwrap().to_str().unwrap().replace('\\', "/")
    }
}

/// The location of a path.
struct Scope<'a> {
    module: &'a [String],
    children: &'a BTreeSet<String>,
}

impl Scope<'_> {
    /// The path from the root; `None` for a path into another crate.
    fn absolute(&self, path: &[String]) -> Option<ModulePath> {
        let mut base = match path[0].as_str() {
            "crate" => Vec::new(),
            "self" => self.module.to_vec(),
            "super" => self.module[..self.module.len() - 1].to_vec(),
            name if self.children.contains(name) => self.module.iter().cloned().chain([name.to_owned()]).collect(),
            _ => return None,
        };
        for segment in &path[1..] {
            match segment.as_str() {
                "super" => drop(base.pop()),
                "self" => {}
                name => base.push(name.to_owned()),
            }
        }
        Some(base)
    }
}

/// Adds each name that a `use` tree brings into scope, with the path it comes from.
fn collect(tree: &syn::UseTree, prefix: &mut Vec<String>, found: &mut BTreeMap<String, Vec<String>>) {
    match tree {
        syn::UseTree::Path(path) => {
            prefix.push(path.ident.to_string());
            collect(&path.tree, prefix, found);
            prefix.pop();
        }
        syn::UseTree::Name(name) => {
            let path: Vec<_> = prefix.iter().cloned().chain([name.ident.to_string()]).collect();
            let alias = path.iter().rev().find(|segment| *segment != "self").cloned().unwrap_or_default();
            found.insert(alias, path);
        }
        syn::UseTree::Rename(rename) => {
            let path = prefix.iter().cloned().chain([rename.ident.to_string()]).collect();
            found.insert(rename.rename.to_string(), path);
        }
        syn::UseTree::Glob(_) => drop(found.insert(format!("{}::*", prefix.join("::")), prefix.clone())),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| collect(tree, prefix, found)),
    }
}

/// Calls `found` with the segments of each path in the code. The content of `quote!` is skipped.
fn paths(code: TokenStream, found: &mut impl FnMut(&[String])) {
    let mut segments: Vec<String> = Vec::new();
    let (mut colons, mut quoted) = (0, false);
    for token in code {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '!' => {
                quoted = segments.last().is_some_and(|name| name == "quote");
                flush(&mut segments, found);
                continue;
            }
            TokenTree::Group(_) if quoted => {}
            TokenTree::Ident(ident) if colons == 2 && !segments.is_empty() => segments.push(ident.to_string()),
            TokenTree::Ident(ident) => {
                flush(&mut segments, found);
                segments.push(ident.to_string());
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => {
                colons += 1;
                continue;
            }
            TokenTree::Group(group) => {
                flush(&mut segments, found);
                paths(group.stream(), found);
            }
            _ => flush(&mut segments, found),
        }
        (colons, quoted) = (0, false);
    }
    flush(&mut segments, found);
}

fn flush(segments: &mut Vec<String>, found: &mut impl FnMut(&[String])) {
    if !segments.is_empty() {
        found(segments);
        segments.clear();
    }
}

/// Whether a module is for tests only: its condition names `test`.
fn is_test(attributes: &[syn::Attribute]) -> bool {
    let mut conditions = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    conditions.any(|attribute| {
        let mut found = false;
        paths(attribute.meta.to_token_stream(), &mut |path| found |= path == ["test"]);
        found
    })
}
