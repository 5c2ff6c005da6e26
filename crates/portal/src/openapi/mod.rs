//! The description of the protocol (`OpenAPI` 3.1), kept by hand beside the types of `wire` and held
//! true by tests: every route is in it and every answer that a test gets fits it.

/// The document.
pub const DOCUMENT: &str = include_str!("openapi.json");
