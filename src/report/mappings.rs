//! Files of `data/<country>/mappings/`, and the words that all of them may use.

use std::collections::BTreeSet;

use crate::dataset::read_yaml;
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::spreadsheet::mapping::{LoadedMapping, Mapping};
use crate::spreadsheet::schema::{TableSchema, tables};
use crate::spreadsheet::value::Words;

use super::project::{DATA, QUANTITIES, below};
use super::{Project, sha256_hex};

/// The mappings of a country, in order of path, with the problems of those that are left out.
pub fn mappings(project: &Project, code: &str) -> (Vec<LoadedMapping>, Vec<Diagnostic>) {
    let (mut loaded, mut problems) = (Vec::new(), Vec::new());
    let schemas = tables();
    let folder = format!("{DATA}{code}/mappings/");
    for file in below(&project.files, &folder).filter(|file| file.path.ends_with(".yaml")) {
        let (mapping, found) = read_yaml::<Mapping>(&file.path, &file.bytes);
        problems.extend(found);
        let Some(mapping) = mapping else { continue };
        let found = contradictions(&mapping, &schemas);
        let is_good = found.is_empty();
        problems.extend(found.into_iter().map(|(message, hint)| {
            Diagnostic::error(Code::BAD_MAPPING, Place::file(&file.path), message).with_hint(hint)
        }));
        if is_good {
            loaded.push(LoadedMapping { path: file.path.clone(), sha256: sha256_hex(&file.bytes), mapping });
        }
    }
    (loaded, problems)
}

/// Words of scales, units and eras, and the problems of their file. A project without the file has none.
pub fn words(project: &Project) -> (Words, Vec<Diagnostic>) {
    let Some(file) = project.file(QUANTITIES) else {
        return (Words::default(), Vec::new());
    };
    let (words, problems) = read_yaml(&file.path, &file.bytes);
    (words.unwrap_or_default(), problems)
}

/// What a mapping says that cannot be: what, and what to do.
fn contradictions(mapping: &Mapping, schemas: &[TableSchema]) -> Vec<(String, String)> {
    let Some(schema) = schemas.iter().find(|schema| schema.name == mapping.target) else {
        let names: Vec<&str> = schemas.iter().map(|schema| schema.name).collect();
        let hint = match nearest(&mapping.target, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("name one of `{}`", names.join("`, `")),
        };
        return vec![(format!("there is no table `{}`", mapping.target), hint)];
    };
    let mut found = Vec::new();
    let known: Vec<&str> = schema.fields.iter().map(|field| field.name).collect();
    let mut own: BTreeSet<&str> = BTreeSet::new();
    let unknown = |name: &str| {
        let hint = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("name one of `{}`", known.join("`, `")),
        };
        (format!("the table `{}` has no field `{name}`", schema.name), hint)
    };
    for field in &mapping.fields {
        // A column of scales and units is no value of its own.
        if !field.kind.is_unit() && schema.field(&field.name).is_none() {
            found.push(unknown(&field.name));
        }
        if !own.insert(&field.name) {
            found.push((format!("the field `{}` is described twice", field.name), "describe it once".to_owned()));
        }
    }
    for (name, value) in &mapping.constants {
        match schema.field(name) {
            None => found.push(unknown(name)),
            Some(_) if own.contains(name.as_str()) => found.push((
                format!("the field `{name}` has a column and is a constant"),
                "take it out of `constants` or of `fields`".to_owned(),
            )),
            Some(field) => found.extend(field.kind.parse(value).err().map(|error| {
                (format!("the constant `{name}` is not of its kind: {error}"), "write the value so".to_owned())
            })),
        }
    }
    let beside = mapping.fields.iter().filter_map(|field| field.unit_from.as_ref());
    let totals = mapping.rows.totals.iter().map(|totals| &totals.when.column);
    for name in mapping.rows.key.iter().chain(beside).chain(totals).filter(|name| !own.contains(name.as_str())) {
        let hint = match nearest(name, own.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "add it to `fields`".to_owned(),
        };
        found.push((format!("the mapping has no field `{name}`, which one of its rules names"), hint));
    }
    let given = |name: &str| own.contains(name) || mapping.constants.contains_key(name);
    let missing: Vec<&str> = schema.primary_key().map(|field| field.name).filter(|name| !given(name)).collect();
    if !missing.is_empty() {
        let message = format!("no column and no constant gives `{}`, by which records are known", missing.join("`, `"));
        found.push((message, "add a field for it".to_owned()));
    }
    found
}
