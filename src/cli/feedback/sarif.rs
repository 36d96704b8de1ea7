//! SARIF 2.1.0 (OASIS Standard, 27 March 2020): problems as results, kinds of problems as rules.
//!
//! Files are relative to the root of the repository (3.4.4, `%SRCROOT%`). A problem without a place is a notification of
//! the run (3.58), since GitHub refuses results without a location; so are failures of the machine. GitHub takes 25,000
//! results and shows 5,000 of them, those of level error first.

use serde::Serialize;

use crate::cli::exit::Exit;
use crate::diagnostic::{CODES, Code, Diagnostic, Place, Severity};

use super::{Outcome, Root};

/// Where the schema stands that a reader can hold the file against.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name of the root of the repository, as code scanning tools write it.
const SOURCE_ROOT: &str = "%SRCROOT%";

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    invocations: [Invocation; 1],
    /// Columns count characters (3.14.17).
    column_kind: &'static str,
    results: Vec<SarifResult>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: Code,
    short_description: Text,
    full_description: Text,
    help: Text,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    exit_code: u8,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    #[serde(skip_serializing_if = "Option::is_none")]
    descriptor: Option<Descriptor>,
    level: &'static str,
    message: Text,
}

#[derive(Serialize)]
struct Descriptor {
    id: Code,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: Code,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Text>,
}

/// The outcome as a SARIF file.
pub(super) fn json(outcome: &Outcome, root: &Root, exit: Exit) -> Vec<u8> {
    let codes: Vec<Code> = CODES
        .iter()
        .map(|(code, _)| *code)
        .filter(|code| outcome.problems.iter().any(|problem| problem.code == *code))
        .collect();
    let mut results = Vec::new();
    let mut notifications = Vec::new();
    for problem in &outcome.problems {
        match &problem.place {
            Some(place) => results.push(result(problem, place, &codes, root)),
            None => notifications.push(Notification {
                descriptor: Some(Descriptor { id: problem.code }),
                level: level(problem.severity),
                message: message(problem),
            }),
        }
    }
    let failure =
        |text: &String| Notification { descriptor: None, level: "error", message: Text { text: text.clone() } };
    notifications.extend(outcome.failures.iter().map(failure));
    let version = env!("CARGO_PKG_VERSION");
    let driver = Driver {
        name: "Hokoku",
        version,
        semantic_version: version,
        rules: codes.iter().map(|code| rule(*code)).collect(),
    };
    let invocation = Invocation {
        // A run that found problems has done its work (3.20.14).
        execution_successful: matches!(exit, Exit::Done | Exit::Findings),
        exit_code: exit.code(),
        tool_execution_notifications: notifications,
    };
    let run = Run { tool: Tool { driver }, invocations: [invocation], column_kind: "unicodeCodePoints", results };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    let mut bytes = serde_json::to_vec_pretty(&log).expect("the log has text keys and no failing field");
    bytes.push(b'\n');
    bytes
}

fn rule(code: Code) -> Rule {
    let text = crate::diagnostic::explanation(code.as_str()).expect("every code has its explanation");
    let first = text.split_once(". ").map_or_else(|| text.to_owned(), |(first, _)| format!("{first}."));
    let help = format!("{text} `hokoku explain {code}` says this too.");
    Rule {
        id: code,
        short_description: Text { text: first },
        full_description: Text { text: text.to_owned() },
        help: Text { text: help },
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// The sentence and the hints, one a line.
fn message(problem: &Diagnostic) -> Text {
    let lines: Vec<&str> = std::iter::once(&problem.message).chain(&problem.hints).map(String::as_str).collect();
    Text { text: lines.join("\n") }
}

fn result(problem: &Diagnostic, place: &Place, codes: &[Code], root: &Root) -> SarifResult {
    let file = root.file(problem, place);
    let is_below_root = !file.starts_with(['/', '.']) && !file.contains(':');
    let region = (place.line > 0).then(|| Region {
        start_line: place.line,
        start_column: (place.column > 0).then_some(place.column),
        snippet: problem.excerpt.as_ref().map(|line| Text { text: line.to_string() }),
    });
    let artifact_location = ArtifactLocation { uri: uri(&file), uri_base_id: is_below_root.then_some(SOURCE_ROOT) };
    SarifResult {
        rule_id: problem.code,
        rule_index: codes
            .iter()
            .position(|code| *code == problem.code)
            .expect("the rules are the codes of all problems"),
        level: level(problem.severity),
        message: message(problem),
        locations: [Location { physical_location: PhysicalLocation { artifact_location, region } }],
    }
}

/// A path as a URI reference: all but unreserved characters and slashes is written in percent (RFC 3986, 2.1 and 4.2).
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let start = if path.starts_with('/') { "file://" } else { "" };
    path.bytes().fold(start.to_owned(), |mut uri, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::feedback::outcome::sample;

    #[test]
    fn problems_are_results_of_rules_and_failures_are_notifications() {
        let text = String::from_utf8(json(&sample(), &Root::default(), Exit::Bug)).unwrap();
        insta::assert_snapshot!(text, @r##"
        {
          "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
          "version": "2.1.0",
          "runs": [
            {
              "tool": {
                "driver": {
                  "name": "Hokoku",
                  "version": "0.1.0",
                  "semanticVersion": "0.1.0",
                  "rules": [
                    {
                      "id": "not-found",
                      "shortDescription": {
                        "text": "A country, report, edition, language or file that was asked for or is referred to is not in the project."
                      },
                      "fullDescription": {
                        "text": "A country, report, edition, language or file that was asked for or is referred to is not in the project. `hokoku list` shows what there is."
                      },
                      "help": {
                        "text": "A country, report, edition, language or file that was asked for or is referred to is not in the project. `hokoku list` shows what there is. `hokoku explain not-found` says this too."
                      }
                    },
                    {
                      "id": "unknown-key",
                      "shortDescription": {
                        "text": "A key is not one that this kind of record has."
                      },
                      "fullDescription": {
                        "text": "A key is not one that this kind of record has. It is refused, since a mistyped key would otherwise lose its value silently."
                      },
                      "help": {
                        "text": "A key is not one that this kind of record has. It is refused, since a mistyped key would otherwise lose its value silently. `hokoku explain unknown-key` says this too."
                      }
                    },
                    {
                      "id": "typed-year",
                      "shortDescription": {
                        "text": "A year was typed where it reads like a quantity."
                      },
                      "fullDescription": {
                        "text": "A year was typed where it reads like a quantity."
                      },
                      "help": {
                        "text": "A year was typed where it reads like a quantity. `hokoku explain typed-year` says this too."
                      }
                    }
                  ]
                }
              },
              "invocations": [
                {
                  "executionSuccessful": false,
                  "exitCode": 101,
                  "toolExecutionNotifications": [
                    {
                      "descriptor": {
                        "id": "not-found"
                      },
                      "level": "error",
                      "message": {
                        "text": "the project has no report `x`\nlook"
                      }
                    },
                    {
                      "level": "error",
                      "message": {
                        "text": "cannot write `timings.json`: disk full"
                      }
                    }
                  ]
                }
              ],
              "columnKind": "unicodeCodePoints",
              "results": [
                {
                  "ruleId": "typed-year",
                  "ruleIndex": 2,
                  "level": "warning",
                  "message": {
                    "text": "a year is typed"
                  },
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "data/xyz/narrative/a%20b.md",
                          "uriBaseId": "%SRCROOT%"
                        },
                        "region": {
                          "startLine": 7
                        }
                      }
                    }
                  ]
                },
                {
                  "ruleId": "unknown-key",
                  "ruleIndex": 1,
                  "level": "error",
                  "message": {
                    "text": "this record has no key `<valeu>`\ndid you mean `value`?"
                  },
                  "locations": [
                    {
                      "physicalLocation": {
                        "artifactLocation": {
                          "uri": "data/xyz/rates.yaml",
                          "uriBaseId": "%SRCROOT%"
                        },
                        "region": {
                          "startLine": 3,
                          "startColumn": 5,
                          "snippet": {
                            "text": "  - <valeu>: 1"
                          }
                        }
                      }
                    }
                  ]
                }
              ]
            }
          ]
        }
        "##);
    }

    #[test]
    fn a_path_becomes_a_reference() {
        assert_eq!(uri("data/x y/é.yaml"), "data/x%20y/%C3%A9.yaml");
        assert_eq!(uri("/elsewhere/a.yaml"), "file:///elsewhere/a.yaml");
    }
}
