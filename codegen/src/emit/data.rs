//! The tables for the feature `serde`: all types and all operations.

use super::documents;
use crate::plan::{Plan, field::Field, operation::Operation, paginator::Paginator};
use crate::tokens;
use proc_macro2::TokenStream;
use quote::quote;

/// `data_impls.rs`
pub fn emit(plan: &Plan) -> TokenStream {
    let of_operations = plan.operations.iter().flat_map(|operation| {
        [&operation.input, &operation.output].map(|structure| (&structure.path, Some(&operation.shape)))
    });
    let types = of_operations.chain(plan.types()).map(|(path, shape)| {
        let (cfg, path) = (tokens::cfg(&plan.features.of(shape)), tokens::relative_path(path));
        quote!(#cfg data!(#path);)
    });
    let errors = plan.errors.iter().map(|error| {
        let path = tokens::relative_path(&error.path);
        match &error.code {
            Some(code) => quote!(data!(#path, #code);),
            None => quote!(data!(#path);),
        }
    });
    // The sort order of ids differs from that of names if there are several namespaces.
    let mut operations: Vec<&Operation> = plan.operations.iter().collect();
    operations.sort_by(|a, b| a.serialized_name.cmp(&b.serialized_name));
    let operations = operations.into_iter().map(|it| {
        let (cfg, operation) = (tokens::cfg(&plan.features.of(&it.shape)), operation(it));
        quote!(#cfg #operation)
    });
    let documents = documents::data(&plan.documents);
    quote! {
        #![doc = " The types and operations for the feature `serde`."]

        #[allow(unused_imports, reason = "a model may have no types")]
        use crate::{data::data, operation, types};

        #(#types)*
        #(#errors)*

        #documents

        #[doc = " All operations, sorted by name."]
        pub(crate) static OPERATIONS: &[crate::call_json::operation::JsonOperation] = &[#(#operations),*];
    }
}

fn operation(operation: &Operation) -> TokenStream {
    let input = tokens::path(&operation.input.path);
    let pages = operation.paginator.as_ref().map(|paginator| {
        let pages = pages(paginator);
        quote!(.paginated(#pages))
    });
    quote!(crate::call_json::operation::JsonOperation::new::<#input>() #pages)
}

fn pages(paginator: &Paginator) -> TokenStream {
    let token = &paginator.input_token.serialized_name;
    let next = path(&paginator.output_token);
    let lists = paginator.lists.iter().map(|list| path(list));
    quote!(crate::call_json::operation::JsonPages { token: #token, next: #next, items: &[#(#lists),*] })
}

/// The names on the wire on the path to a value.
fn path(fields: &[Field]) -> TokenStream {
    let names = fields.iter().map(|field| &field.serialized_name);
    quote!(&[#(#names),*])
}
