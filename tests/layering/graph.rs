//! Our crates and what each of them names in its `Cargo.toml`, read from `cargo metadata`.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{Dependency, DependencyKind, Metadata, Package};

/// The workspace, each crate under the name of its folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    pub crates: BTreeMap<String, Crate>,
}

/// What one crate names. A build script's dependencies count as the program's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Crate {
    pub ours: BTreeSet<String>,
    pub ours_in_tests: BTreeSet<String>,
    /// Third-party crates with their switched-on features; `default` is among them unless declined.
    pub foreign: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    pub fn of(metadata: &Metadata) -> Self {
        let packages = metadata.workspace_packages();
        let folders: BTreeMap<_, _> =
            packages.iter().map(|package| (package.name.to_string(), folder(package))).collect();
        let crates = packages.iter().map(|package| (folder(package), Crate::of(package, &folders)));
        Self { crates: crates.collect() }
    }
}

impl Crate {
    fn of(package: &Package, folders: &BTreeMap<String, String>) -> Self {
        let mut named = Self::default();
        for dependency in &package.dependencies {
            let in_tests = dependency.kind == DependencyKind::Development;
            match folders.get(&dependency.name) {
                Some(ours) if in_tests => named.ours_in_tests.insert(ours.clone()),
                Some(ours) => named.ours.insert(ours.clone()),
                None if in_tests => false,
                None => {
                    let features = named.foreign.entry(dependency.name.clone()).or_default();
                    features.extend(features_of(dependency));
                    true
                }
            };
        }
        named
    }
}

fn folder(package: &Package) -> String {
    let folder = package.manifest_path.parent().and_then(|path| path.file_name());
    folder.unwrap_or(package.name.as_str()).to_owned()
}

fn features_of(dependency: &Dependency) -> impl Iterator<Item = String> {
    let default = dependency.uses_default_features.then(|| "default".to_owned());
    dependency.features.iter().cloned().chain(default)
}
