//! The rules as documentation.

use super::{Rule, Semver, Verdicts, smithy};

/// The rules as a page of documentation.
pub fn page() -> String {
    let mut page = String::from(
        "# Rules of `cargo xtask diff`\n\n\
         Made from the rules in `codegen/src/diff`; a test compares the two.\n\n\
         *Wire* says whether clients of the old model still understand a service of the new one, and the service what \
         programs send as before. *Rust* says whether programs that compile with the old crate compile with the new \
         one: not always (`major`), yes and there is more to use (`minor`), yes (`patch`). `--rules FILE` takes a TOML \
         file that decides otherwise:\n\n\
         ```toml\n[AddedDeprecatedTrait]\nrust = \"patch\"\n```\n\n",
    );
    let major = Rule::ALL.iter().filter(|rule| rule.verdicts().rust == Semver::Major).count();
    page.push_str(&format!(
        "There are {} rules, {major} of them `major`. Two witnesses confirm what they say of Rust, on the crates \
         generated from a pair of models for each. The compiler, by a program for each, agrees with all. The public \
         items that rustdoc finds (`cargo xtask test --only semver`) agree with all but `AddedDeprecatedTrait`, \
         because attributes are not compared.\n\n\
         | rule | wire | Rust | why |\n|---|---|---|---|\n",
        Rule::ALL.len()
    ));
    for rule in Rule::ALL {
        let Verdicts { wire, rust } = rule.verdicts();
        page.push_str(&format!("| `{}` | {wire} | {rust} | {} |\n", rule.id(), rule.reason()));
    }
    page.push_str(&smithy::table());
    page
}
