//! The functions of the rules: the standard library and those of AWS.

use super::{Function, RuleExpr, RuleExprKind, RuleType, construct, lowering::Lowering, report::Version};

/// A function with ordinary arguments: its types and whether its result may be unset.
struct Signature {
    name: &'static str,
    function: Function,
    arguments: &'static [RuleType],
    result: RuleType,
    nullable: bool,
    since: Version,
}

const fn signature(
    name: &'static str,
    function: Function,
    arguments: &'static [RuleType],
    result: RuleType,
    nullable: bool,
) -> Signature {
    Signature { name, function, arguments, result, nullable, since: Version::V1_0 }
}

const SIGNATURES: &[Signature] = &[
    signature(
        "aws.isVirtualHostableS3Bucket",
        Function::IsVirtualHostableS3Bucket,
        &[RuleType::String, RuleType::Boolean],
        RuleType::Boolean,
        false,
    ),
    signature("aws.parseArn", Function::ParseArn, &[RuleType::String], RuleType::Arn, true),
    signature("aws.partition", Function::Partition, &[RuleType::String], RuleType::Partition, true),
    signature(
        "isValidHostLabel",
        Function::IsValidHostLabel,
        &[RuleType::String, RuleType::Boolean],
        RuleType::Boolean,
        false,
    ),
    signature("parseURL", Function::ParseUrl, &[RuleType::String], RuleType::Url, true),
    Signature {
        since: Version::V1_1,
        ..signature(
            "split",
            Function::Split,
            &[RuleType::String, RuleType::String, RuleType::Integer],
            RuleType::StringArray,
            false,
        )
    },
    signature(
        "substring",
        Function::Substring,
        &[RuleType::String, RuleType::Integer, RuleType::Integer, RuleType::Boolean],
        RuleType::String,
        true,
    ),
    signature("uriEncode", Function::UriEncode, &[RuleType::String], RuleType::String, false),
];

/// The fields of types: the name in the rules, the name in Rust, and the type.
const FIELDS: &[(RuleType, &str, &str, RuleType)] = &[
    (RuleType::Partition, "name", "name", RuleType::String),
    (RuleType::Partition, "dnsSuffix", "dns_suffix", RuleType::String),
    (RuleType::Partition, "dualStackDnsSuffix", "dual_stack_dns_suffix", RuleType::String),
    (RuleType::Partition, "supportsFIPS", "supports_fips", RuleType::Boolean),
    (RuleType::Partition, "supportsDualStack", "supports_dual_stack", RuleType::Boolean),
    (RuleType::Partition, "implicitGlobalRegion", "implicit_global_region", RuleType::String),
    (RuleType::Url, "scheme", "scheme", RuleType::String),
    (RuleType::Url, "authority", "authority", RuleType::String),
    (RuleType::Url, "path", "path", RuleType::String),
    (RuleType::Url, "normalizedPath", "normalized_path", RuleType::String),
    (RuleType::Url, "isIp", "is_ip", RuleType::Boolean),
    (RuleType::Arn, "partition", "partition", RuleType::String),
    (RuleType::Arn, "service", "service", RuleType::String),
    (RuleType::Arn, "region", "region", RuleType::String),
    (RuleType::Arn, "accountId", "account_id", RuleType::String),
    (RuleType::Arn, "resourceId", "resource_id", RuleType::StringArray),
];

/// A call with these arguments; `None` after reporting an error.
pub fn call(cx: &mut Lowering<'_, '_>, name: &str, values: Vec<RuleExpr>, at: &str) -> Option<RuleExpr> {
    if let Some(signature) = SIGNATURES.iter().find(|signature| signature.name == name) {
        return standard(cx, signature, values, at);
    }
    match name {
        "isSet" => {
            let [value] = counted(cx, name, values, at)?;
            Some(construct::is_set(value))
        }
        "not" => {
            let [value] = counted(cx, name, values, at)?;
            cx.expect(value, RuleType::Boolean, at).map(construct::not)
        }
        "booleanEquals" => equals(cx, name, RuleType::Boolean, values, at),
        "stringEquals" => equals(cx, name, RuleType::String, values, at),
        "coalesce" => coalesce(cx, values, at),
        "ite" => if_then_else(cx, values, at),
        _ => {
            let problem = format!("the function `{name}` does not exist");
            cx.report.rule(at, problem, "use a function of the rules engine's version 1.1");
            None
        }
    }
}

/// `getAttr` and `{value#path}`.
pub fn attribute(cx: &mut Lowering<'_, '_>, value: RuleExpr, path: &str, at: &str) -> Option<RuleExpr> {
    let mut value = value;
    for part in path.split('.') {
        let (key, index) = match part.split_once('[') {
            Some((key, index)) => (key, Some(index)),
            None => (part, None),
        };
        if !key.is_empty() {
            value = cx.expect_set(value, at)?;
            let Some((.., field, ty)) = FIELDS.iter().find(|(of, name, ..)| *of == value.ty && *name == key) else {
                let problem = format!("{} has no attribute `{key}`", value.ty.noun());
                cx.report.rule(at, problem, "correct the path");
                return None;
            };
            value = RuleExpr { kind: RuleExprKind::Field(Box::new(value), field), ty: *ty, nullable: false };
        }
        let Some(index) = index else { continue };
        let Some(index) = index.strip_suffix(']').and_then(|index| index.parse().ok()) else {
            cx.report.rule(at, format!("`{path}` has no index between its brackets"), "correct the path");
            return None;
        };
        value = cx.expect(value, RuleType::StringArray, at)?;
        value = RuleExpr { kind: RuleExprKind::Index(Box::new(value), index), ty: RuleType::String, nullable: true };
    }
    Some(value)
}

fn counted<const N: usize>(
    cx: &mut Lowering<'_, '_>,
    name: &str,
    values: Vec<RuleExpr>,
    at: &str,
) -> Option<[RuleExpr; N]> {
    let count = values.len();
    let counted = <[RuleExpr; N]>::try_from(values).ok();
    if counted.is_none() {
        wrong_count(cx, name, N, count, at);
    }
    counted
}

fn wrong_count(cx: &mut Lowering<'_, '_>, name: &str, expected: usize, found: usize, at: &str) {
    let problem = format!("`{name}` takes {expected} arguments, found {found}");
    cx.report.rule(at, problem, "correct `argv`");
}

fn since(cx: &mut Lowering<'_, '_>, name: &str, version: Version, at: &str) {
    if cx.version < version {
        let problem = format!("`{name}` is not part of version 1.0");
        cx.report.rule(at, problem, "declare version \"1.1\"");
    }
}

fn standard(cx: &mut Lowering<'_, '_>, signature: &Signature, values: Vec<RuleExpr>, at: &str) -> Option<RuleExpr> {
    since(cx, signature.name, signature.since, at);
    if values.len() != signature.arguments.len() {
        wrong_count(cx, signature.name, signature.arguments.len(), values.len(), at);
        return None;
    }
    let mut checked = Vec::with_capacity(values.len());
    for (i, (value, ty)) in values.into_iter().zip(signature.arguments).enumerate() {
        let at = format!("{at}.argv[{i}]");
        checked.push(cx.expect(value, *ty, &at).and_then(|value| counts_up(cx, value, &at)));
    }
    let values: Vec<RuleExpr> = checked.into_iter().collect::<Option<_>>()?;
    if signature.function == Function::Split && values[1].kind == RuleExprKind::String(String::new()) {
        cx.report.rule(at, "the delimiter of `split` is empty", "use a delimiter that is not empty");
        return None;
    }
    let kind = RuleExprKind::Call(signature.function, values);
    Some(RuleExpr { kind, ty: signature.result, nullable: signature.nullable })
}

/// Integers are positions and counts, so they must not be negative.
fn counts_up(cx: &mut Lowering<'_, '_>, value: RuleExpr, at: &str) -> Option<RuleExpr> {
    if matches!(value.kind, RuleExprKind::Integer(number) if number < 0) {
        cx.report.rule(at, "expected zero or more", "use zero or a positive integer");
        return None;
    }
    Some(value)
}

fn equals(cx: &mut Lowering<'_, '_>, name: &str, ty: RuleType, values: Vec<RuleExpr>, at: &str) -> Option<RuleExpr> {
    let [left, right] = counted(cx, name, values, at)?;
    let (left, right) = (cx.expect(left, ty, at), cx.expect(right, ty, at));
    Some(construct::equals(left?, right?))
}

fn coalesce(cx: &mut Lowering<'_, '_>, values: Vec<RuleExpr>, at: &str) -> Option<RuleExpr> {
    since(cx, "coalesce", Version::V1_1, at);
    if values.len() < 2 {
        cx.report.rule(at, "`coalesce` takes two arguments or more", "correct `argv`");
        return None;
    }
    let ty = same_type(cx, &values, at)?;
    // Values after one that is always set are never used.
    let end = values.iter().position(|value| !value.nullable).map_or(values.len(), |i| i + 1);
    let mut values = values;
    values.truncate(end);
    if values.len() == 1 {
        return values.pop();
    }
    let nullable = values.iter().all(|value| value.nullable);
    Some(RuleExpr { kind: RuleExprKind::Coalesce(values), ty, nullable })
}

fn if_then_else(cx: &mut Lowering<'_, '_>, values: Vec<RuleExpr>, at: &str) -> Option<RuleExpr> {
    since(cx, "ite", Version::V1_1, at);
    let values: [RuleExpr; 3] = counted(cx, "ite", values, at)?;
    let ty = same_type(cx, &values[1..], at)?;
    let nullable = values[1..].iter().any(|value| value.nullable);
    let [condition, then, otherwise] = values;
    let condition = cx.expect(condition, RuleType::Boolean, &format!("{at}.argv[0]"))?;
    Some(RuleExpr { kind: RuleExprKind::IfThenElse(Box::new([condition, then, otherwise])), ty, nullable })
}

/// Only strings and booleans can be alternatives.
fn same_type(cx: &mut Lowering<'_, '_>, values: &[RuleExpr], at: &str) -> Option<RuleType> {
    let ty = values[0].ty;
    if let Some(other) = values.iter().find(|value| value.ty != ty) {
        let problem = format!("the alternatives are {} and {}", ty.noun(), other.ty.noun());
        cx.report.rule(at, problem, "use alternatives of the same type");
        return None;
    }
    if !matches!(ty, RuleType::String | RuleType::Boolean) {
        let problem = format!("{} cannot be an alternative", ty.noun());
        cx.report.rule(at, problem, "use strings or booleans");
        return None;
    }
    Some(ty)
}
