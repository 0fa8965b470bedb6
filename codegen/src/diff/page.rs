//! The documentation of the rules.

use super::{Rule, Semver, Verdicts, smithy};

/// The rules as a page of documentation.
pub fn page() -> String {
    let mut page = String::from(
        "# Rules of `cargo xtask diff`\n\n\
         Generated from the rules in `codegen/src/diff`; a test checks that this page is current.\n\n\
         *Wire* is whether clients of the old model still work with a service of the new one, and whether the service \
         still accepts their requests. *Rust* is whether programs that compile with the old crate compile with the new \
         one: not always (`major`), yes, with new items or warnings (`minor`), yes (`patch`). `--rules FILE` takes a TOML \
         file that overrides verdicts:\n\n\
         ```toml\n[AddedDeprecatedTrait]\nrust = \"patch\"\n```\n\n",
    );
    let major = Rule::ALL.iter().filter(|rule| rule.verdicts().rust == Semver::Major).count();
    page.push_str(&format!(
        "There are {} rules, {major} of them `major`. Two checks confirm their verdicts for Rust, on the crates \
         generated from a pair of models for each. The compiler agrees with all of them, with a program for each. The \
         public items that rustdoc finds (`cargo xtask test --only semver`) agree with all but `AddedDeprecatedTrait`, \
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
