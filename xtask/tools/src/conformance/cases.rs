//! The cases: operations, regions, inputs and responses.

use dms_codegen::model::{Member, Model, Operation, ShapeKind};
use dms_codegen::smithy::ShapeId;
use fastrand::Rng;
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};

use super::input::{Maker, Style};
use super::response::{Response, Writer};
use super::value::Value;

/// Regions of several partitions, and one that does not exist.
const REGIONS: [&str; 6] = ["eu-west-1", "us-east-1", "cn-north-1", "us-gov-west-1", "us-iso-east-1", "mars-north-1"];

/// The request ID in all responses.
pub const REQUEST_ID: &str = "7a0b2f6e-5d0c-4f6b-9a53-0d9be6a6f001";

/// The origin of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The n-th systematic case of an operation.
    Systematic(usize),
    /// A random case with this seed.
    Seed(u64),
}

/// A call and its response.
#[derive(Debug, Clone)]
pub struct Case<'m> {
    /// The operation.
    pub operation: &'m Operation,
    /// The origin of the case.
    pub origin: Origin,
    /// The region.
    pub region: &'static str,
    /// Whether a FIPS endpoint is used.
    pub fips: bool,
    /// Whether a dual-stack endpoint is used.
    pub dual_stack: bool,
    /// The input.
    pub input: Value,
    /// The response.
    pub response: Response,
}

/// Returns the systematic cases of an operation, and then this number of random ones.
pub fn of<'m>(
    model: &'m Model,
    operation: &'m Operation,
    seed: u64,
    count: u64,
) -> impl Iterator<Item = Case<'m>> + use<'m> {
    let rounds = (0..rounds(model, operation)).map(Style::All);
    let styles = [Style::Required, Style::Empty].into_iter().chain(rounds).enumerate();
    let systematic = styles.map(move |(index, style)| make(model, operation, Origin::Systematic(index), style));
    let seeds = (0..count).map(move |index| Origin::Seed(seed.wrapping_add(index)));
    systematic.chain(seeds.map(move |origin| make(model, operation, origin, Style::Random)))
}

fn make<'m>(model: &'m Model, operation: &'m Operation, origin: Origin, style: Style) -> Case<'m> {
    let seed = if let Origin::Seed(seed) = origin { seed } else { 0 };
    let digest = Sha256::digest(format!("{seed} {}", operation.id.name()));
    let mut rng = Rng::with_seed(digest.iter().take(8).fold(0, |bits, byte| (bits << 8) | u64::from(*byte)));
    let is_random = style == Style::Random;
    let region = REGIONS[if is_random { rng.usize(..REGIONS.len()) } else { 0 }];
    let (fips, dual_stack) = (is_random && rng.u8(..8) == 0, is_random && rng.u8(..8) == 0);
    let mut maker = Maker::new(model, rng.fork(), style);
    let input = operation.input.as_ref().map_or(Value::Object(vec![]), |input| maker.value(input, None));
    let response = Writer::new(model, rng.fork(), style).response(operation);
    Case { operation, origin, region, fips, dual_stack, input, response }
}

/// Returns the number of rounds until every choice in input and output was made.
fn rounds(model: &Model, operation: &Operation) -> usize {
    let ends = [&operation.input, &operation.output];
    ends.into_iter().flatten().map(|end| rounds_of(model, end, &mut vec![])).max().unwrap_or(1)
}

/// All members of a structure choose in the same round; shapes below a member of a union only when it is chosen.
fn rounds_of<'m>(model: &'m Model, id: &'m ShapeId, above: &mut Vec<&'m ShapeId>) -> usize {
    if above.contains(&id) {
        return 1;
    }
    above.push(id);
    let mut most =
        |members: &'m [Member]| members.iter().map(|member| rounds_of(model, &member.target, above)).max().unwrap_or(1);
    let rounds = match &model.shape(id).kind {
        ShapeKind::Enum(values) => values.len(),
        ShapeKind::IntEnum(values) => values.len(),
        ShapeKind::Boolean => 2,
        ShapeKind::Union(members) => members.len() * most(members),
        ShapeKind::Structure(members) => most(members),
        ShapeKind::List(member) => rounds_of(model, &member.target, above),
        ShapeKind::Map { value, .. } => rounds_of(model, &value.target, above),
        _ => 1,
    };
    above.pop();
    rounds
}

impl Case<'_> {
    /// Returns the name of the case in failures.
    pub fn name(&self) -> String {
        let name = self.operation.id.name();
        match self.origin {
            Origin::Systematic(index) => format!("{name}, systematic case {index}"),
            Origin::Seed(seed) => format!("{name}, seed {seed}"),
        }
    }

    /// Returns the command that repeats the case.
    pub fn command(&self) -> String {
        let chance = match self.origin {
            Origin::Systematic(_) => "--cases 0".to_owned(),
            Origin::Seed(seed) => format!("--seed {seed} --cases 1"),
        };
        format!("cargo xtask conformance --operation {} {chance}", self.operation.id.name())
    }

    /// Returns the line that asks a client to make the call with this form of the input.
    pub fn line(&self, input: &Json) -> Json {
        let headers = json!({ "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": REQUEST_ID });
        json!({
            "operation": self.operation.id.name(),
            "region": self.region,
            "fips": self.fips,
            "dual_stack": self.dual_stack,
            "input": input,
            "response": { "status": self.response.status, "headers": headers, "body": self.response.body },
        })
    }
}
