//! The manifests of all shards of a plan joined into that of one run.
//!
//! Joining proves that the shards belong together and are complete and disjoint: all are there, all speak of the same
//! plan, version, inputs and dates, no file is of two, every file of the plan was made by its shard, and every file on
//! the disk has the bytes that its shard wrote. What was not made is told and left out, as one run would have left it
//! out; where the shards do not belong together nothing is joined, and a manifest of an earlier run does not stay where
//! it would speak of files that are others now.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};

use crate::diagnostic::{Code, Diagnostic, Place, sort};
use crate::host;
use crate::report::{Input, sha256_hex};

use super::Shard;
use super::manifest::{Entry, MANIFEST, ShardManifest, Written};

/// The largest manifest that is read: some 100,000 files.
const MOST_BYTES: u64 = 64_000_000;

/// What joining gave.
#[derive(Debug, Default)]
pub struct Merged {
    /// The manifest of all; `None` where the shards do not belong together or nothing was written.
    pub manifest: Option<Vec<u8>>,
    /// How many shards there are.
    pub shards: usize,
    /// How many files the manifest lists.
    pub files: usize,
    /// Where there is none: what became of an earlier one.
    pub earlier: Earlier,
    /// What is missing or wrong, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// What became of the manifest of an earlier run, where shards could not be joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Earlier {
    /// There is none.
    #[default]
    Absent,
    /// It stands as it was: what it says of the files is still true, or there are no shards.
    Kept,
    /// It was taken away, since the files are not what it says.
    TakenAway,
}

/// The manifest of a shard with the place that problems name.
struct Part {
    file: String,
    shard: Shard,
    manifest: ShardManifest,
}

/// Joins the manifests of the shards in a folder.
///
/// # Errors
///
/// If the folder, or a file in it, can not be read, or an untrue manifest not be taken away.
pub fn merge(folder: &Path) -> Result<Merged, host::Error> {
    let names = host::list_tree(folder)?;
    let mut files = Vec::new();
    for name in names.iter().filter(|name| Shard::of_manifest(name).is_some()) {
        files.push((name.as_str(), host::read_file(&folder.join(name), MOST_BYTES)?));
    }
    let mut merged = hold_against_disk(folder, join(&files, &names));
    if merged.manifest.is_none() {
        merged.earlier = earlier(folder, !files.is_empty())?;
    }
    Ok(merged)
}

/// Joins what belongs together, if the files are there as the shards say.
fn hold_against_disk(folder: &Path, mut merged: Joined) -> Merged {
    for problem in &mut merged.diagnostics {
        if let Some(place) = &mut problem.place {
            place.file = folder.join(&*place.file).display().to_string().replace('\\', "/").into();
        }
    }
    let Some(written) = merged.written.take() else { return merged.without_manifest() };
    let mut conflicts = Vec::new();
    for entry in &written.artifacts {
        conflicts.extend(conflict(folder, entry));
    }
    let is_sound = conflicts.is_empty();
    merged.diagnostics.extend(conflicts);
    sort(&mut merged.diagnostics);
    if !is_sound || written.artifacts.is_empty() {
        return merged.without_manifest();
    }
    let Joined { shards, diagnostics, .. } = merged;
    let manifest = Some(written.to_json());
    Merged { files: written.artifacts.len(), manifest, shards, diagnostics, earlier: Earlier::Absent }
}

/// Looks after the manifest of an earlier run where none is written. Beside shards it would pass for theirs, so it is taken
/// away unless all that it says of the files is true. A file that is no manifest of ours stays.
fn earlier(folder: &Path, has_shards: bool) -> Result<Earlier, host::Error> {
    let path = folder.join(MANIFEST);
    if !host::has_file(&path) {
        return Ok(Earlier::Absent);
    }
    let found: Option<Written> = serde_json::from_slice(&host::read_file(&path, MOST_BYTES)?).ok();
    let is_true = found.is_none_or(|found| found.artifacts.iter().all(|entry| conflict(folder, entry).is_none()));
    if is_true || !has_shards {
        return Ok(Earlier::Kept);
    }
    host::remove(&path)?;
    Ok(Earlier::TakenAway)
}

/// What is wrong with a file on the disk.
fn conflict(folder: &Path, entry: &Entry) -> Option<Diagnostic> {
    let path = folder.join(&entry.path);
    let message = if !host::has_file(&path) {
        "the file is missing"
    } else if host::read_sized(&path, entry.bytes).is_some_and(|bytes| sha256_hex(&bytes) == entry.sha256) {
        return None;
    } else {
        "the file is not what the manifest of its shard says"
    };
    let place = Place::file(path.display().to_string().replace('\\', "/"));
    let hint = "run its shard again into this folder, or bring its files here again";
    Some(Diagnostic::error(Code::FILE_CONFLICT, place, message).with_hint(hint))
}

/// What the manifests alone say.
#[derive(Default)]
struct Joined {
    written: Option<Written>,
    shards: usize,
    diagnostics: Vec<Diagnostic>,
}

impl Joined {
    fn without_manifest(self) -> Merged {
        Merged { shards: self.shards, diagnostics: self.diagnostics, ..Merged::default() }
    }
}

/// Joins the manifests of shards by their names. `names` are all files of the folder, for hints.
fn join(files: &[(&str, Vec<u8>)], names: &[String]) -> Joined {
    if files.is_empty() {
        return Joined { diagnostics: vec![nothing_there(names)], ..Joined::default() };
    }
    let mut diagnostics = Vec::new();
    let parts: Vec<Part> = files
        .iter()
        .filter_map(|(name, bytes)| read(name, bytes).map_err(|problem| diagnostics.push(problem)).ok())
        .collect();
    if diagnostics.is_empty() {
        diagnostics.extend(of_several_plans(&parts));
    }
    if diagnostics.is_empty() {
        diagnostics.extend(missing_shards(&parts));
        diagnostics.extend(differences(&parts));
        diagnostics.extend(strangers(&parts));
    }
    let shards = parts.first().map_or(0, |part| part.shard.count());
    if !diagnostics.is_empty() {
        sort(&mut diagnostics);
        return Joined { written: None, shards, diagnostics };
    }
    diagnostics.extend(several_builds(&parts));
    diagnostics.extend(missing_files(&parts));
    let (written, conflicts) = unite(parts);
    let written = Some(written).filter(|_| conflicts.is_empty());
    diagnostics.extend(conflicts);
    sort(&mut diagnostics);
    Joined { written, shards, diagnostics }
}

fn nothing_there(names: &[String]) -> Diagnostic {
    let problem = Diagnostic::error(Code::SHARD_MISSING, None, "the folder holds no manifest of a shard");
    let is_below = |name: &&String| name.rsplit_once('/').is_some_and(|(_, name)| Shard::of_manifest(name).is_some());
    match names.iter().find(is_below) {
        Some(below) => problem.with_hint(format!("bring the files of all shards into one folder; one is at `{below}`")),
        None => problem.with_hint("name the folder that `hokoku build --shard` wrote to"),
    }
}

fn read(name: &str, bytes: &[u8]) -> Result<Part, Diagnostic> {
    let shard = Shard::of_manifest(name).expect("only files of such names are read");
    let manifest: ShardManifest = serde_json::from_slice(bytes).map_err(|error| {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let place = Place::new(name, number(error.line()), number(error.column()));
        let text = error.to_string();
        let words = text.split(" at line ").next().unwrap_or_default();
        let problem =
            Diagnostic::error(Code::MANIFEST_DAMAGED, place, format!("this is no manifest of a shard: {words}"));
        problem.with_hint(format!("run `hokoku build --shard {shard}` again"))
    })?;
    if manifest.shard != shard.to_string() {
        let message = format!("the file says that it is of shard `{}`", manifest.shard);
        let problem = Diagnostic::error(Code::MANIFEST_DAMAGED, Place::file(name), message);
        return Err(
            problem.with_hint(format!("run `hokoku build --shard {shard}` again, and do not rename its manifest"))
        );
    }
    // Components alone pass over `.` and nothing between two slashes, and a file would have two names.
    let is_plain = |path: &str| {
        let is_whole = path.split(['/', '\\']).all(|part| !matches!(part, "" | "."));
        is_whole && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
    };
    if let Some(entry) = manifest.artifacts.iter().find(|entry| !is_plain(&entry.path)) {
        let message = format!("`{}` is no path below the folder", entry.path);
        return Err(Diagnostic::error(Code::MANIFEST_DAMAGED, Place::file(name), message));
    }
    // No shard would have to make such a file, so it would be missed by none.
    if let Some(planned) = manifest.plan.files.iter().find(|planned| Shard::new(planned.shard, shard.count()).is_none())
    {
        let message = format!("`{}` is to be made by shard {} of {}", planned.path, planned.shard, shard.count());
        let problem = Diagnostic::error(Code::MANIFEST_DAMAGED, Place::file(name), message);
        return Err(problem.with_hint(format!("run `hokoku build --shard {shard}` again")));
    }
    Ok(Part { file: name.to_owned(), shard, manifest })
}

/// Shards of other numbers of parts, which an earlier run has left.
fn of_several_plans(parts: &[Part]) -> Option<Diagnostic> {
    let counts: BTreeSet<usize> = parts.iter().map(|part| part.shard.count()).collect();
    if counts.len() < 2 {
        return None;
    }
    let counts: Vec<String> = counts.iter().map(usize::to_string).collect();
    let message = format!("the folder holds shards of several plans, of {} parts", counts.join(" and of "));
    let names: Vec<String> = counts.iter().map(|count| format!("`manifest.*-of-{count}.json`")).collect();
    let problem = Diagnostic::error(Code::SHARD_CONFLICT, None, message);
    Some(problem.with_hint(format!("remove those of the earlier run: {}", names.join(" or "))))
}

fn missing_shards(parts: &[Part]) -> Vec<Diagnostic> {
    let Some(first) = parts.first() else { return Vec::new() };
    let all = (1..=first.shard.count()).filter_map(|index| Shard::new(index, first.shard.count()));
    let missing = all.filter(|shard| parts.iter().all(|part| part.shard != *shard));
    let report = |shard: Shard| {
        let mut files = first.manifest.plan.files.iter().filter(|file| file.shard == shard.index());
        let of_its = match (files.next(), files.count()) {
            (None, _) => "it has no files".to_owned(),
            (Some(file), 0) => format!("its file is `{}`", file.path),
            (Some(file), more) => format!("its files are `{}` and {more} more", file.path),
        };
        let message = format!("`{}` is missing; {of_its}", shard.manifest());
        let hint = format!("run `hokoku build --shard {shard}` into this folder, or bring its files here");
        Diagnostic::error(Code::SHARD_MISSING, None, message).with_hint(hint)
    };
    missing.map(report).collect()
}

/// In what shards differ from the first.
fn differences(parts: &[Part]) -> Vec<Diagnostic> {
    let Some((first, others)) = parts.split_first() else { return Vec::new() };
    let report = |part: &Part| {
        let (one, other) = (&first.manifest, &part.manifest);
        let date = |date: &Option<String>| date.clone().unwrap_or_else(|| "that of each edition".to_owned());
        let (what, found, expected) = if one.hokoku != other.hokoku {
            ("version of the program", other.hokoku.clone(), one.hokoku.clone())
        } else if one.plan.timestamp != other.plan.timestamp {
            ("date", date(&other.plan.timestamp), date(&one.plan.timestamp))
        } else if one.plan.inputs_sha256 != other.plan.inputs_sha256 {
            match differing_input(one, other) {
                Some(path) => ("inputs", format!("another `{path}`"), "the same".to_owned()),
                None => ("inputs", "others".to_owned(), "the same".to_owned()),
            }
        } else if one.plan.files != other.plan.files {
            let count = |manifest: &ShardManifest| format!("{} files, divided so", manifest.plan.files.len());
            ("plan", format!("{} otherwise", count(other)), count(one))
        } else {
            return None;
        };
        let message = format!("this shard has another {what} than `{}`: {found}, not {expected}", first.file);
        let problem = Diagnostic::error(Code::SHARD_CONFLICT, Place::file(&part.file), message);
        Some(problem.with_hint("run all shards anew, with the same program, options, costs and files"))
    };
    others.iter().filter_map(report).collect()
}

/// Shards of different builds of one version. Those of other systems are others too, and write the same; so this is said and
/// hinders nothing.
fn several_builds(parts: &[Part]) -> Option<Diagnostic> {
    let mut builds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for part in parts {
        if let Some(program) = &part.manifest.program_blake3 {
            builds.entry(program).or_default().push(format!("`{}`", part.file));
        }
    }
    if builds.len() < 2 {
        return None;
    }
    let mut groups: Vec<String> = builds.values().map(|names| names.join(", ")).collect();
    groups.sort();
    let message = format!(
        "the shards were made by {} builds of the program: {}",
        builds.len(),
        groups.join(" by one, ") + " by another"
    );
    let hint = "if their machines have one operating system and processor, run all shards anew with the same program";
    Some(Diagnostic::warning(Code::SHARD_CONFLICT, None, message).with_hint(hint))
}

/// The first input that both name with different hashes.
fn differing_input<'a>(one: &'a ShardManifest, other: &ShardManifest) -> Option<&'a str> {
    let is_other =
        |input: &&Input| other.inputs.iter().any(|found| found.path == input.path && found.sha256 != input.sha256);
    one.inputs.iter().find(is_other).map(|input| input.path.as_str())
}

/// Files that a shard lists and that the plan does not give to it, so that they could be in two.
fn strangers(parts: &[Part]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for part in parts {
        let makers: BTreeMap<&str, usize> =
            part.manifest.plan.files.iter().map(|file| (file.path.as_str(), file.shard)).collect();
        let mut seen = BTreeSet::new();
        for entry in &part.manifest.artifacts {
            let is_twice = !seen.insert(&entry.path);
            let message = match makers.get(entry.path.as_str()) {
                Some(maker) if *maker == part.shard.index() && !is_twice => continue,
                Some(maker) if *maker == part.shard.index() => format!("`{}` is listed twice", entry.path),
                Some(maker) => format!("`{}` is listed here, but shard {maker} makes it", entry.path),
                None => format!("`{}` is listed here and is no file of the plan", entry.path),
            };
            let problem = Diagnostic::error(Code::SHARD_CONFLICT, Place::file(&part.file), message);
            found.push(problem.with_hint(format!("run `hokoku build --shard {}` again", part.shard)));
        }
    }
    found
}

/// Files of the plan that their shard has not made, and shards that met errors besides.
fn missing_files(parts: &[Part]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for part in parts {
        let ShardManifest { plan, artifacts, errors, .. } = &part.manifest;
        let own = plan.files.iter().filter(|file| file.shard == part.shard.index());
        let made: BTreeSet<&str> = artifacts.iter().map(|entry| entry.path.as_str()).collect();
        let missing = own.filter(|file| !made.contains(file.path.as_str()));
        let hint = format!("see what its run said, mend it, and run all shards anew; this one is {}", part.shard);
        let report =
            |message| Diagnostic::error(Code::REPORT_MISSING, Place::file(&part.file), message).with_hint(&hint);
        let before = found.len();
        found.extend(missing.map(|file| report(format!("`{}` was not made", file.path))));
        if found.len() == before && *errors > 0 {
            let errors = if *errors == 1 { "1 error".to_owned() } else { format!("{errors} errors") };
            found.push(report(format!("the shard met {errors}, so the plan itself may lack reports")));
        }
    }
    found
}

/// All artifacts and inputs, and the inputs of which shards say different things.
fn unite(parts: Vec<Part>) -> (Written, Vec<Diagnostic>) {
    let mut written =
        Written { hokoku: super::manifest::VERSION.to_owned(), artifacts: Vec::new(), inputs: Vec::new() };
    let mut conflicts = Vec::new();
    for Part { file, manifest, .. } in parts {
        for input in &manifest.inputs {
            if written.inputs.iter().any(|other| other.path == input.path && other.sha256 != input.sha256) {
                let message = format!("this shard was made from another `{}` than an earlier one", input.path);
                let problem = Diagnostic::error(Code::SHARD_CONFLICT, Place::file(&file), message);
                conflicts.push(problem.with_hint("run all shards anew, with the same files"));
            }
        }
        // A shard that wrote nothing used nothing.
        if !manifest.artifacts.is_empty() {
            written.inputs.extend(manifest.inputs);
            written.inputs.sort();
            written.inputs.dedup();
        }
        written.hokoku = manifest.hokoku;
        written.artifacts.extend(manifest.artifacts);
    }
    written.artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    (written, conflicts)
}

#[cfg(test)]
mod tests;
