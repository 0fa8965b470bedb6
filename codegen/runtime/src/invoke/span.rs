//! The span of a call, with the same name as in the official crates, since filters and exporters depend on it.
//!
//! A name belongs to a callsite, which the macros of `tracing` create at compile time. One for each operation would
//! increase compile time, so an operation's callsite is created by its first call with a subscriber, and cached for the
//! process.

use super::{Operation, by_type::ByType};
use crate::service::Service;
use std::{
    any::{TypeId, type_name},
    sync::{
        OnceLock,
        atomic::{AtomicU8, Ordering},
    },
};
pub use tracing::Span;
use tracing::{Level, Metadata, Value};
use tracing_core::{
    Interest, Kind,
    callsite::{self, Callsite, Identifier},
    dispatcher,
    field::FieldSet,
};

const FIELDS: &[&str] = &["rpc.service", "rpc.method", "sdk_invocation_id", "rpc.system"];

/// The callsites of the operations that were called.
static CALLSITES: ByType<&'static OperationCallsite> = ByType::new();

/// The span of one call of an operation.
pub fn of<I: Operation>() -> Span {
    make(TypeId::of::<I>(), I::Service::INFO.sdk_id, I::NAME, type_name::<I>())
}

fn make(input: TypeId, service: &'static str, operation: &'static str, input_name: &'static str) -> Span {
    if !tracing::level_enabled!(Level::DEBUG) {
        return Span::none();
    }
    let callsite = callsite(input, service, operation, input_name);
    let metadata: &'static Metadata<'static> = callsite.known_metadata();
    if !callsite.is_enabled() {
        return Span::none();
    }
    // It distinguishes the calls of one operation.
    let invocation_id = fastrand::u32(1_000_000..10_000_000);
    let values: [Option<&dyn Value>; FIELDS.len()] =
        [Some(&service), Some(&operation), Some(&invocation_id), Some(&"aws-api")];
    Span::new(metadata, &metadata.fields().value_set_all(&values))
}

fn callsite(
    input: TypeId,
    service: &str,
    operation: &'static str,
    input_name: &'static str,
) -> &'static OperationCallsite {
    CALLSITES.get_or_insert(input, || OperationCallsite::register(service, operation, input_name))
}

/// A callsite, which is never freed: there is at most one for each operation.
struct OperationCallsite {
    metadata: OnceLock<Metadata<'static>>,
    /// The latest interest of the subscribers.
    interest: AtomicU8,
}

const NEVER: u8 = 0;
const SOMETIMES: u8 = 1;
const ALWAYS: u8 = 2;

impl OperationCallsite {
    fn register(service: &str, operation: &'static str, input_name: &'static str) -> &'static Self {
        let interest = AtomicU8::new(SOMETIMES);
        let callsite: &'static Self = Box::leak(Box::new(Self { metadata: OnceLock::new(), interest }));
        let name: &'static str = Box::leak(format!("{service}.{operation}").into_boxed_str());
        // The module of the operation, as in the macros of `tracing`.
        let module = input_name.rfind(':').map_or(input_name, |end| input_name[..end].trim_end_matches(':'));
        let fields = FieldSet::new(FIELDS, Identifier(callsite));
        let metadata = Metadata::new(name, module, Level::DEBUG, None, None, Some(module), fields, Kind::SPAN);
        callsite.metadata.get_or_init(|| metadata);
        callsite::register(callsite);
        callsite
    }

    fn known_metadata(&self) -> &Metadata<'static> {
        self.metadata.get_or_init(|| unreachable!("it is set before the callsite is used"))
    }

    fn is_enabled(&'static self) -> bool {
        match self.interest.load(Ordering::Relaxed) {
            NEVER => false,
            ALWAYS => true,
            _ => dispatcher::get_default(|subscriber| subscriber.enabled(self.known_metadata())),
        }
    }
}

impl Callsite for OperationCallsite {
    fn set_interest(&self, interest: Interest) {
        let interest = if interest.is_never() {
            NEVER
        } else if interest.is_always() {
            ALWAYS
        } else {
            SOMETIMES
        };
        self.interest.store(interest, Ordering::Relaxed);
    }

    fn metadata(&self) -> &Metadata<'_> {
        self.known_metadata()
    }
}
