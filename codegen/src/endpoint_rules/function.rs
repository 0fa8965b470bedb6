//! The functions of the rules: the standard library and those of AWS.

use super::{Expr, ExprKind, Function, Type, construct, lowering::Lowering, report::Version};

/// A function with ordinary arguments: its types and whether its result may be unset.
struct Signature {
    name: &'static str,
    function: Function,
    arguments: &'static [Type],
    result: Type,
    nullable: bool,
    since: Version,
}

const fn signature(
    name: &'static str,
    function: Function,
    arguments: &'static [Type],
    result: Type,
    nullable: bool,
) -> Signature {
    Signature { name, function, arguments, result, nullable, since: Version::V1_0 }
}

const SIGNATURES: &[Signature] = &[
    signature(
        "aws.isVirtualHostableS3Bucket",
        Function::IsVirtualHostableS3Bucket,
        &[Type::String, Type::Boolean],
        Type::Boolean,
        false,
    ),
    signature("aws.parseArn", Function::ParseArn, &[Type::String], Type::Arn, true),
    signature("aws.partition", Function::Partition, &[Type::String], Type::Partition, true),
    signature("isValidHostLabel", Function::IsValidHostLabel, &[Type::String, Type::Boolean], Type::Boolean, false),
    signature("parseURL", Function::ParseUrl, &[Type::String], Type::Url, true),
    Signature {
        since: Version::V1_1,
        ..signature("split", Function::Split, &[Type::String, Type::String, Type::Integer], Type::StringArray, false)
    },
    signature(
        "substring",
        Function::Substring,
        &[Type::String, Type::Integer, Type::Integer, Type::Boolean],
        Type::String,
        true,
    ),
    signature("uriEncode", Function::UriEncode, &[Type::String], Type::String, false),
];

/// The fields of types: the name in the rules, the name in Rust, and the type.
const FIELDS: &[(Type, &str, &str, Type)] = &[
    (Type::Partition, "name", "name", Type::String),
    (Type::Partition, "dnsSuffix", "dns_suffix", Type::String),
    (Type::Partition, "dualStackDnsSuffix", "dual_stack_dns_suffix", Type::String),
    (Type::Partition, "supportsFIPS", "supports_fips", Type::Boolean),
    (Type::Partition, "supportsDualStack", "supports_dual_stack", Type::Boolean),
    (Type::Partition, "implicitGlobalRegion", "implicit_global_region", Type::String),
    (Type::Url, "scheme", "scheme", Type::String),
    (Type::Url, "authority", "authority", Type::String),
    (Type::Url, "path", "path", Type::String),
    (Type::Url, "normalizedPath", "normalized_path", Type::String),
    (Type::Url, "isIp", "is_ip", Type::Boolean),
    (Type::Arn, "partition", "partition", Type::String),
    (Type::Arn, "service", "service", Type::String),
    (Type::Arn, "region", "region", Type::String),
    (Type::Arn, "accountId", "account_id", Type::String),
    (Type::Arn, "resourceId", "resource_id", Type::StringArray),
];

/// A call with these arguments; `None` after reporting an error.
pub fn call(cx: &mut Lowering<'_, '_>, name: &str, values: Vec<Expr>, at: &str) -> Option<Expr> {
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
            cx.expect(value, Type::Boolean, at).map(construct::not)
        }
        "booleanEquals" => equals(cx, name, Type::Boolean, values, at),
        "stringEquals" => equals(cx, name, Type::String, values, at),
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
pub fn attribute(cx: &mut Lowering<'_, '_>, value: Expr, path: &str, at: &str) -> Option<Expr> {
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
            value = Expr { kind: ExprKind::Field(Box::new(value), field), ty: *ty, nullable: false };
        }
        let Some(index) = index else { continue };
        let Some(index) = index.strip_suffix(']').and_then(|index| index.parse().ok()) else {
            cx.report.rule(at, format!("`{path}` has no index between its brackets"), "correct the path");
            return None;
        };
        value = cx.expect(value, Type::StringArray, at)?;
        value = Expr { kind: ExprKind::Index(Box::new(value), index), ty: Type::String, nullable: true };
    }
    Some(value)
}

fn counted<const N: usize>(cx: &mut Lowering<'_, '_>, name: &str, values: Vec<Expr>, at: &str) -> Option<[Expr; N]> {
    let count = values.len();
    let counted = <[Expr; N]>::try_from(values).ok();
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

fn standard(cx: &mut Lowering<'_, '_>, signature: &Signature, values: Vec<Expr>, at: &str) -> Option<Expr> {
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
    let values: Vec<Expr> = checked.into_iter().collect::<Option<_>>()?;
    if signature.function == Function::Split && values[1].kind == ExprKind::String(String::new()) {
        cx.report.rule(at, "the delimiter of `split` is empty", "use a delimiter that is not empty");
        return None;
    }
    let kind = ExprKind::Call(signature.function, values);
    Some(Expr { kind, ty: signature.result, nullable: signature.nullable })
}

/// Integers are positions and counts, so they must not be negative.
fn counts_up(cx: &mut Lowering<'_, '_>, value: Expr, at: &str) -> Option<Expr> {
    if matches!(value.kind, ExprKind::Integer(number) if number < 0) {
        cx.report.rule(at, "expected zero or more", "use zero or a positive integer");
        return None;
    }
    Some(value)
}

fn equals(cx: &mut Lowering<'_, '_>, name: &str, ty: Type, values: Vec<Expr>, at: &str) -> Option<Expr> {
    let [left, right] = counted(cx, name, values, at)?;
    let (left, right) = (cx.expect(left, ty, at), cx.expect(right, ty, at));
    Some(construct::equals(left?, right?))
}

fn coalesce(cx: &mut Lowering<'_, '_>, values: Vec<Expr>, at: &str) -> Option<Expr> {
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
    Some(Expr { kind: ExprKind::Coalesce(values), ty, nullable })
}

fn if_then_else(cx: &mut Lowering<'_, '_>, values: Vec<Expr>, at: &str) -> Option<Expr> {
    since(cx, "ite", Version::V1_1, at);
    let values: [Expr; 3] = counted(cx, "ite", values, at)?;
    let ty = same_type(cx, &values[1..], at)?;
    let nullable = values[1..].iter().any(|value| value.nullable);
    let [condition, then, otherwise] = values;
    let condition = cx.expect(condition, Type::Boolean, &format!("{at}.argv[0]"))?;
    Some(Expr { kind: ExprKind::IfThenElse(Box::new([condition, then, otherwise])), ty, nullable })
}

/// Only strings and booleans can be alternatives.
fn same_type(cx: &mut Lowering<'_, '_>, values: &[Expr], at: &str) -> Option<Type> {
    let ty = values[0].ty;
    if let Some(other) = values.iter().find(|value| value.ty != ty) {
        let problem = format!("the alternatives are {} and {}", ty.noun(), other.ty.noun());
        cx.report.rule(at, problem, "use alternatives of the same type");
        return None;
    }
    if !matches!(ty, Type::String | Type::Boolean) {
        let problem = format!("{} cannot be an alternative", ty.noun());
        cx.report.rule(at, problem, "use strings or booleans");
        return None;
    }
    Some(ty)
}
