//! What the gateway's own document says of its operations.

use std::collections::BTreeMap;

use jsonschema::Validator;
use serde_json::{Value, json};

/// The document, by the names of its operations.
pub struct Document(BTreeMap<String, Operation>);

pub struct Operation {
    pub method: String,
    pub path: String,
    pub parameters: Vec<Parameter>,
    /// Media types of its body, with what a body of each must be.
    pub media: Vec<(String, Validator)>,
    pub is_signed: bool,
    statuses: Vec<String>,
    /// What it says of a request that comes again.
    pub repeat: String,
    /// What it says of what must come before.
    pub order: String,
}

pub struct Parameter {
    pub name: String,
    pub place: String,
    pub is_required: bool,
    /// The only value that it may have.
    pub fixed: Option<String>,
    is_number: bool,
    schema: Validator,
}

impl Document {
    pub fn read(served: &Value) -> Self {
        let mut operations = BTreeMap::new();
        for (path, methods) in served["paths"].as_object().unwrap() {
            for (method, said) in methods.as_object().unwrap() {
                let name = said["operationId"].as_str().unwrap().to_owned();
                operations.insert(name, Operation::read(served, path, method, said));
            }
        }
        Self(operations)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub fn of(&self, name: &str) -> &Operation {
        &self.0[name]
    }

    /// Names of parameters that may be left out, with how many operations have them.
    pub fn optional(&self) -> BTreeMap<&str, u64> {
        let mut names = BTreeMap::new();
        for parameter in self.0.values().flat_map(|operation| &operation.parameters) {
            if !parameter.is_required {
                *names.entry(parameter.name.as_str()).or_default() += 1;
            }
        }
        names
    }
}

impl Operation {
    fn read(served: &Value, path: &str, method: &str, said: &Value) -> Self {
        let parameters = said["parameters"].as_array().unwrap().iter().map(|parameter| {
            let pointer = parameter["$ref"].as_str().unwrap().trim_start_matches('#');
            Parameter::read(served, served.pointer(pointer).unwrap())
        });
        let content = said["requestBody"]["content"].as_object().into_iter().flatten();
        let word = |name: &str| said[name].as_str().unwrap_or("not said").to_owned();
        Self {
            method: method.to_uppercase(),
            path: path.to_owned(),
            parameters: parameters.collect(),
            media: content
                .map(|(media, said)| (media.clone(), validator(served, &said["schema"])))
                .collect(),
            is_signed: said["security"].as_array().is_some_and(|it| !it.is_empty()),
            statuses: said["responses"].as_object().unwrap().keys().cloned().collect(),
            repeat: word("x-nopho-repeat"),
            order: word("x-nopho-order"),
        }
    }

    pub fn describes(&self, status: u16) -> bool {
        self.statuses.contains(&status.to_string())
    }
}

impl Parameter {
    fn read(served: &Value, said: &Value) -> Self {
        let word = |name: &str| said[name].as_str().unwrap().to_owned();
        Self {
            name: word("name"),
            place: word("in"),
            is_required: said["required"] == json!(true),
            fixed: said["schema"]["const"].as_str().map(str::to_owned),
            is_number: said["schema"]["type"] == "integer",
            schema: validator(served, &said["schema"]),
        }
    }

    /// Whether a value is one of those that the document names.
    pub fn is_fit(&self, value: &str) -> bool {
        let number = value.parse::<u64>().ok().filter(|_| self.is_number);
        self.schema.is_valid(&number.map_or_else(|| json!(value), |number| json!(number)))
    }
}

fn validator(served: &Value, schema: &Value) -> Validator {
    let schemas = &served["components"]["schemas"];
    let whole = json!({ "components": { "schemas": schemas }, "allOf": [schema] });
    jsonschema::draft202012::new(&whole).unwrap()
}
