//! Builders: setters on the generic builder.

use super::member;
use crate::plan::{
    field::{Field, Literal, Presence},
    role::Role,
    structure::Structure,
    types::Type,
};
use crate::tokens;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The builder of a structure.
pub fn emit(structure: &Structure) -> TokenStream {
    let fields = structure.has_builder_fields().then(|| builder_fields(structure));
    let alias = alias(structure);
    let methods = methods(structure);
    quote!(#fields #alias #methods)
}

/// The name of the structure in which the builder stores its members, in the file that defines it.
fn shape_of_builder(structure: &Structure) -> proc_macro2::Ident {
    tokens::local(&structure.builder_fields())
}

/// The alias for the builder, in the file of the structure; the `builders` modules export it.
fn alias(structure: &Structure) -> TokenStream {
    let name = tokens::ident(&structure.builder.name);
    let shape = shape_of_builder(structure);
    let generic = generic(structure);
    let doc = tokens::doc(&format!("A builder of {}.", structure.path.name.link()));
    quote! {
        #doc
        pub type #name = crate::builder::#generic<#shape>;
    }
}

/// The members of a structure, all of them optional, for a builder of required members.
fn builder_fields(structure: &Structure) -> TokenStream {
    let (name, builder_name) = (shape_of_builder(structure), structure.builder.name.as_str());
    let meta = matches!(structure.role, Role::Error(_)).then(|| quote!({ meta }));
    let rows = structure.fields.iter().map(|field| {
        let (ident, ty) = (tokens::ident(&field.ident), tokens::boxed(tokens::ty(&field.ty), field.boxed));
        let sensitive = field.leaf.sensitive.then(|| quote!(, SENSITIVE));
        quote!(#ident: #ty #sensitive)
    });
    quote! {
        crate::macros::builder_fields! {
            #name, #builder_name #meta;
            #(#rows;)*
        }
    }
}

/// The name of the generic builder.
fn generic(structure: &Structure) -> proc_macro2::Ident {
    format_ident!("{}", if structure.role == Role::Input { "InputBuilder" } else { "ShapeBuilder" })
}

/// The setters of an input are available in every mode of its builder; `build` is for the builder without a client.
fn methods(structure: &Structure) -> TokenStream {
    let shape = shape_of_builder(structure);
    let generic = generic(structure);
    let setters = structure.fields.iter().map(|field| setter(field, structure.role));
    let error_setters = matches!(structure.role, Role::Error(_)).then(error_setters);
    let build = build(structure);
    if structure.role != Role::Input {
        return quote! {
            impl crate::builder::#generic<#shape> {
                #(#setters)*
                #error_setters
                #build
            }
        };
    }
    let setters = (!structure.fields.is_empty()).then(|| {
        quote! {
            impl<M> crate::builder::#generic<#shape, M> {
                #(#setters)*
            }
        }
    });
    quote! {
        #setters

        impl crate::builder::#generic<#shape> {
            #build
        }
    }
}

/// The setters of an input are generic over the mode of its builder, and are therefore inlined.
fn setter(field: &Field, role: Role) -> TokenStream {
    let doc = tokens::doc(&field.docs);
    let deprecated = tokens::deprecated(field.deprecated.as_ref());
    let ident = tokens::ident(&field.ident);
    let set_doc = tokens::doc(&format!("Sets or clears [`{0}`](Self::{0}).", field.ident.as_str()));
    let get_doc = tokens::doc(&format!("The value of [`{0}`](Self::{0}) so far.", field.ident.as_str()));
    let set = tokens::prefixed("set_", &field.ident);
    let get = tokens::prefixed("get_", &field.ident);
    let (optional, stored) = (tokens::rust_type(&field.optional_type()), tokens::rust_type(&field.stored_type()));
    let parameters = field.setter_parameters().into_iter().map(|(name, ty)| {
        let (name, ty) = (format_ident!("{name}"), tokens::rust_type(&ty));
        quote!(#name: #ty)
    });
    let assign = assign(field);
    let inline = (role != Role::Input).then(|| quote!(#[inline]));
    let set_inline = inline.as_ref().filter(|_| !field.has_generic_setter());
    let value = if field.boxed { quote!(input.map(Box::new)) } else { quote!(input) };
    quote! {
        #doc
        #deprecated
        #set_inline
        pub fn #ident(mut self, #(#parameters),*) -> Self {
            #assign
            self
        }

        #set_doc
        #deprecated
        #inline
        pub fn #set(mut self, input: #optional) -> Self {
            self.shape.#ident = #value;
            self
        }

        #get_doc
        #deprecated
        #inline
        pub fn #get(&self) -> #stored {
            &self.shape.#ident
        }
    }
}

/// The body of a setter: a list's appends an item, a map's adds an entry.
fn assign(field: &Field) -> TokenStream {
    let ident = tokens::ident(&field.ident);
    match &field.ty {
        Type::List(item) => {
            let value = argument(item, quote!(input));
            quote!(self.shape.#ident.get_or_insert_default().push(#value);)
        }
        Type::Map(key, value) => {
            let (key, value) = (argument(key, quote!(k)), argument(value, quote!(v)));
            quote!(self.shape.#ident.get_or_insert_default().insert(#key, #value);)
        }
        other => {
            let value = argument(other, quote!(input));
            let value = if field.boxed { quote!(Box::new(#value)) } else { value };
            quote!(self.shape.#ident = Some(#value);)
        }
    }
}

/// The value of an argument.
fn argument(ty: &Type, name: TokenStream) -> TokenStream {
    if *ty == Type::String { quote!(#name.into()) } else { name }
}

fn build(structure: &Structure) -> TokenStream {
    let name = tokens::local(&structure.path.name);
    let doc = build_doc(structure);
    let value = if structure.has_builder_fields() { assemble(structure) } else { quote!(self.shape) };
    let (ty, value) = if structure.is_fallible() {
        (quote!(Result<#name, crate::error::BuildError>), quote!(Ok(#value)))
    } else {
        (quote!(#name), value)
    };
    let fields = structure.has_builder_fields().then(|| quote!(let fields = self.shape;));
    quote! {
        #doc
        #[inline]
        pub fn build(self) -> #ty {
            #fields
            #value
        }
    }
}

fn build_doc(structure: &Structure) -> TokenStream {
    let link = structure.path.name.link();
    let required = structure.fields.iter().filter(|field| field.presence == Presence::Required);
    let required: Vec<_> = required.map(|field| format!("`{}`", field.ident)).collect();
    let errors = match structure.role {
        _ if !required.is_empty() => format!("\n\n# Errors\n\nWithout {}.", required.join(" and ")),
        Role::Input => "\n\n# Errors\n\nNever: members are not checked before the request is sent.".to_owned(),
        _ => String::new(),
    };
    tokens::doc(&format!("Builds the {link}.{errors}"))
}

fn assemble(structure: &Structure) -> TokenStream {
    let name = tokens::local(&structure.path.name);
    let shape = structure.path.name.as_str();
    let fields = structure.fields.iter().map(|field| {
        let ident = tokens::ident(&field.ident);
        let text = field.ident.as_str();
        match &field.presence {
            Presence::Optional => quote!(#ident: fields.#ident),
            Presence::Required => {
                let details = format!("{text} was not set but is required to build {shape}");
                quote!(#ident: crate::error::require(fields.#ident, #text, #details)?)
            }
            Presence::Default(Literal::Zero) => {
                quote!(#ident: fields.#ident.unwrap_or_else(crate::schema::Value::default_value))
            }
            Presence::Default(literal) => {
                let default = member::default(&field.ty, literal);
                match &field.ty {
                    Type::Copy(_) => quote!(#ident: fields.#ident.unwrap_or(#default)),
                    _ => quote!(#ident: fields.#ident.unwrap_or_else(|| #default)),
                }
            }
        }
    });
    let hidden = match structure.role {
        Role::Output => quote!(_request_id: None,),
        Role::Error(_) => quote!(meta: fields.meta,),
        Role::Input | Role::Type | Role::Document { .. } => TokenStream::new(),
    };
    quote!(#name { #(#fields,)* #hidden })
}

/// The setters with which tests and mocks create errors with a code and a message.
fn error_setters() -> TokenStream {
    quote! {
        #[doc = " The error's code, message and request id."]
        #[inline]
        pub fn meta(mut self, meta: crate::error::ErrorMetadata) -> Self {
            self.shape.meta = meta;
            self
        }

        #[doc = " The error's code, message and request id."]
        #[inline]
        pub fn set_meta(&mut self, meta: Option<crate::error::ErrorMetadata>) -> &mut Self {
            self.shape.meta = meta.unwrap_or_default();
            self
        }
    }
}
