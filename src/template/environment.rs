//! The engine, set up for one rendering: strict, limited, and with an allow-list of everything.

use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Rest, Value, ValueOrKwargs};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, filters, functions, tests};

use super::arguments::Outcome;
use super::record::Record;
use super::session::Session;
use super::{blocks, formatter, looks};
use crate::model::Scheme;

/// Work that a rendering may do: a report of 100 pages takes well under a tenth of it (the engine counts
/// about one for an instruction or 64 bytes).
const FUEL: u64 = 20_000_000;

/// How deep includes and macros may nest; the engine counts ten and more for one of them.
const RECURSION: usize = 200;

/// White space: a line that holds nothing but a `{% … %}` tag leaves nothing behind, and a file keeps its
/// last line end, so that an include on a line of its own ends with one.
pub(super) fn syntax() -> SyntaxConfig {
    let mut builder = SyntaxConfig::builder();
    builder.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    builder.build().expect("the usual delimiters do not clash")
}

/// An environment whose functions, filters and formatter work on a session.
pub(super) fn environment(session: &Arc<Session>) -> Environment<'static> {
    let mut environment = Environment::empty();
    environment.set_syntax(syntax());
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_debug(true);
    environment.set_auto_reload(false);
    environment.set_fuel(Some(FUEL));
    environment.set_recursion_limit(RECURSION);
    // The name matters only in that it is not `None`: captured output is then marked as already printed.
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    let files = session.files.clone();
    environment.set_loader(move |name| Ok(files.text(name).map(str::to_owned)));
    let files = session.files.clone();
    environment.set_path_join_callback(move |name, _| files.resolve(name).into());
    let printing = session.clone();
    environment.set_formatter(move |output, state, value| formatter::print(&printing, output, state, value));
    add_filters(&mut environment);
    add_tests(&mut environment);
    looks::add(&mut environment, session);
    add_globals(&mut environment, session);
    super::functions::add(&mut environment, session);
    blocks::add(&mut environment, session);
    environment
}

fn add_filters(environment: &mut Environment<'static>) {
    environment.add_filter("batch", filters::batch);
    environment.add_filter("default", filters::default);
    environment.add_filter("first", filters::first);
    environment.add_filter("groupby", filters::groupby);
    environment.add_filter("last", filters::last);
    environment.add_filter("length", filters::length);
    environment.add_filter("list", filters::list);
    environment.add_filter("map", filters::map);
    environment.add_filter("max", filters::max);
    environment.add_filter("min", filters::min);
    environment.add_filter("reject", filters::reject);
    environment.add_filter("rejectattr", filters::rejectattr);
    environment.add_filter("select", filters::select);
    environment.add_filter("selectattr", filters::selectattr);
    environment.add_filter("slice", filters::slice);
    environment.add_filter("sort", filters::sort);
    environment.add_filter("unique", filters::unique);
}

fn add_tests(environment: &mut Environment<'static>) {
    environment.add_test("boolean", tests::is_boolean);
    environment.add_test("defined", tests::is_defined);
    environment.add_test("undefined", tests::is_undefined);
    environment.add_test("none", tests::is_none);
    environment.add_test("true", tests::is_true);
    environment.add_test("false", tests::is_false);
    environment.add_test("even", tests::is_even);
    environment.add_test("odd", tests::is_odd);
    environment.add_test("number", tests::is_number);
    environment.add_test("integer", tests::is_integer);
    environment.add_test("string", tests::is_string);
    environment.add_test("sequence", tests::is_sequence);
    environment.add_test("iterable", tests::is_iterable);
    environment.add_test("mapping", tests::is_mapping);
    environment.add_test("sameas", tests::is_sameas);
    environment.add_test("startingwith", tests::is_startingwith);
    environment.add_test("endingwith", tests::is_endingwith);
    environment.add_test("in", tests::is_in);
    for name in ["eq", "equalto", "=="] {
        environment.add_test(name, tests::is_eq);
    }
    for name in ["ne", "!="] {
        environment.add_test(name, tests::is_ne);
    }
    for name in ["lt", "lessthan", "<"] {
        environment.add_test(name, tests::is_lt);
    }
    for name in ["le", "<="] {
        environment.add_test(name, tests::is_le);
    }
    for name in ["gt", "greaterthan", ">"] {
        environment.add_test(name, tests::is_gt);
    }
    for name in ["ge", ">="] {
        environment.add_test(name, tests::is_ge);
    }
}

fn add_globals(environment: &mut Environment<'static>, session: &Arc<Session>) {
    let edition = &session.edition;
    let record = Record::new("edition", format!("{}/{}", edition.report, edition.year))
        .field("report", edition.report.as_str())
        .field("year", session.year(edition.year).into_value())
        .field("fiscal_year", session.fiscal_year(edition.fiscal_year).into_value())
        .field("as_of", session.date(edition.as_of).into_value())
        .field("has_rate", edition.rate.is_some())
        .field("language", session.locale.tag().as_str())
        .field("note", session.note(edition.note.as_ref(), "editions"));
    environment.add_global("edition", record.into_value());
    let country = &session.dataset.country;
    let record = Record::new("country", country.code.as_str())
        .field("code", country.code.as_str())
        .field("name", session.localized(&country.name, "country/name").into_value())
        .field("short_name", session.localized(&country.short_name, "country/short-name").into_value())
        .field("issuer", session.localized(&country.issuer, "country/issuer").into_value());
    environment.add_global("country", record.into_value());
    environment.add_global("schemes", Value::from_iter(Scheme::ALL.map(Scheme::as_str)));
    environment.add_function("range", functions::range);
    environment.add_function("namespace", functions::namespace);
}

/// Adds a function of ours that takes any arguments and reads them itself.
pub(super) fn add_function(
    environment: &mut Environment<'static>,
    name: &'static str,
    session: &Arc<Session>,
    function: fn(&Arc<Session>, Rest<ValueOrKwargs>) -> Outcome,
) {
    let session = session.clone();
    environment.add_function(name, move |values: Rest<ValueOrKwargs>| function(&session, values));
}
