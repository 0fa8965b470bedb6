//! The span around a call, under the name that the official crates give it: filters and exporters go by it.
//!
//! A name belongs to a callsite, which the macros of `tracing` make at compile time. One for each operation would cost every
//! build, so an operation's callsite is made at its first call with a subscriber and kept for the process.

use super::Operation;
use crate::service;
use std::{
    any::{TypeId, type_name},
    sync::{
        OnceLock, PoisonError, RwLock,
        atomic::{AtomicU8, Ordering},
    },
};
use tracing::{Level, Metadata, Span, Value};
use tracing_core::{
    Interest, Kind,
    callsite::{self, Callsite, Identifier},
    dispatcher,
    field::FieldSet,
};

const FIELDS: &[&str] = &["rpc.service", "rpc.method", "sdk_invocation_id", "rpc.system"];

/// The callsites of the operations that were called.
static CALLSITES: RwLock<Vec<(TypeId, &'static OperationCallsite)>> = RwLock::new(Vec::new());

/// The span of one call of an operation.
pub(crate) fn of<I: Operation>() -> Span {
    make(TypeId::of::<I>(), I::NAME, type_name::<I>())
}

fn make(input: TypeId, operation: &'static str, input_name: &'static str) -> Span {
    if !tracing::level_enabled!(Level::DEBUG) {
        return Span::none();
    }
    let callsite = callsite(input, operation, input_name);
    let metadata: &'static Metadata<'static> = callsite.known_metadata();
    if !callsite.is_enabled() {
        return Span::none();
    }
    // It tells the calls of one operation from each other.
    let invocation_id = fastrand::u32(1_000_000..10_000_000);
    let values: [Option<&dyn Value>; FIELDS.len()] =
        [Some(&service::SDK_ID), Some(&operation), Some(&invocation_id), Some(&"aws-api")];
    Span::new(metadata, &metadata.fields().value_set_all(&values))
}

fn callsite(input: TypeId, operation: &'static str, input_name: &'static str) -> &'static OperationCallsite {
    // A panic with the lock held leaves a complete list behind.
    for (known, callsite) in CALLSITES.read().unwrap_or_else(PoisonError::into_inner).iter() {
        if *known == input {
            return callsite;
        }
    }
    let mut callsites = CALLSITES.write().unwrap_or_else(PoisonError::into_inner);
    for (known, callsite) in callsites.iter() {
        if *known == input {
            return callsite;
        }
    }
    let callsite = OperationCallsite::register(operation, input_name);
    callsites.push((input, callsite));
    callsite
}

/// A callsite that lives as long as the process: there are as many as operations at most.
struct OperationCallsite {
    metadata: OnceLock<Metadata<'static>>,
    /// What the subscribers last said of it.
    interest: AtomicU8,
}

const NEVER: u8 = 0;
const SOMETIMES: u8 = 1;
const ALWAYS: u8 = 2;

impl OperationCallsite {
    fn register(operation: &'static str, input_name: &'static str) -> &'static Self {
        let interest = AtomicU8::new(SOMETIMES);
        let callsite: &'static Self = Box::leak(Box::new(Self { metadata: OnceLock::new(), interest }));
        let name: &'static str = Box::leak(format!("{}.{operation}", service::SDK_ID).into_boxed_str());
        // The module of the operation, as the macros have it.
        let module = input_name.rfind(':').map_or(input_name, |end| input_name[..end].trim_end_matches(':'));
        let fields = FieldSet::new(FIELDS, Identifier(callsite));
        let metadata = Metadata::new(name, module, Level::DEBUG, None, None, Some(module), fields, Kind::SPAN);
        callsite.metadata.get_or_init(|| metadata);
        callsite::register(callsite);
        callsite
    }

    fn known_metadata(&self) -> &Metadata<'static> {
        self.metadata.get_or_init(|| unreachable!("it is set before anybody sees the callsite"))
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
