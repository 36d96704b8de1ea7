//! The functions of the template language, by family.

mod algebra;
mod citations;
mod commitments;
mod conflicts;
mod country;
mod figures;
mod notes;
mod people;
mod projects;
mod texts;
mod undated;

use std::sync::Arc;

use minijinja::Environment;

use super::environment::add_function;
use super::session::Session;

/// Adds all of them.
pub(super) fn add(environment: &mut Environment<'static>, session: &Arc<Session>) {
    add_function(environment, "message", session, texts::message);
    add_function(environment, "has_message", session, texts::has_message);
    add_function(environment, "link", session, texts::link);
    add_function(environment, "narrative", session, texts::narrative);
    add_function(environment, "has_narrative", session, texts::has_narrative);
    add_function(environment, "figure", session, figures::figure);
    add_function(environment, "has_figure", session, figures::has_figure);
    add_function(environment, "projects", session, projects::projects);
    add_function(environment, "commitments", session, commitments::commitments);
    add_function(environment, "commitment_years", session, commitments::commitment_years);
    add_function(environment, "people", session, people::people);
    add_function(environment, "dispatches", session, people::dispatches);
    add_function(environment, "events", session, people::events);
    add_function(environment, "policy", session, country::policy);
    add_function(environment, "office", session, country::office);
    add_function(environment, "rate", session, country::rate);
    add_function(environment, "conflicts", session, conflicts::conflicts);
    add_function(environment, "undated", session, undated::undated);
    add_function(environment, "noted", session, notes::noted);
    add_function(environment, "total", session, algebra::total);
    add_function(environment, "count", session, algebra::count);
    add_function(environment, "share", session, algebra::share);
    add_function(environment, "difference", session, algebra::difference);
    add_function(environment, "convert", session, algebra::convert);
    add_function(environment, "cite", session, citations::cite);
    add_function(environment, "sources", session, citations::sources);
}
