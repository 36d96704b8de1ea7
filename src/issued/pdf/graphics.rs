//! Follows the operators of a page far enough to know where it draws (ISO 32000-1, clauses 8 and 9).
//!
//! Clipping is passed over, so that a box may be too large but never too small. Nothing is drawn.

use std::collections::BTreeMap;
use std::ptr;

use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Object, Stream};

use super::content::{Budget, Operators, form_operators};
use super::fonts::FontMetrics;
use super::geometry::{Matrix, Rect};
use super::page::{Page, finite, rectangle};

/// How deep forms may stand in forms.
const MOST_LEVELS: usize = 12;
/// Most states that are kept at a time.
const MOST_STATES: usize = 4_096;

#[derive(Clone)]
struct State {
    to_page: Matrix,
    font: Option<usize>,
    size: f64,
    character_spacing: f64,
    word_spacing: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl State {
    fn new(to_page: Matrix) -> State {
        State {
            to_page,
            font: None,
            size: 0.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

/// A walk along the content of one page. Boxes are in the page's user space.
pub(super) struct Walk<'a> {
    document: &'a Document,
    /// Boxes around shown strings.
    pub(super) texts: Vec<Rect>,
    /// Boxes around painted paths and pictures; whether it is only lines around the box.
    pub(super) shapes: Vec<(Rect, bool)>,
    /// Whether all of the content was followed.
    pub(super) is_whole: bool,
    fonts: Vec<FontMetrics>,
    /// Fonts that have been read, by their place in memory, as one may have no number of its own.
    known_fonts: BTreeMap<*const Dictionary, usize>,
    /// The operators of forms that have been read, in the same way.
    known_forms: BTreeMap<*const Stream, Operators>,
    budget: &'a mut Budget,
}

impl<'a> Walk<'a> {
    pub(super) fn new(document: &'a Document, budget: &'a mut Budget) -> Walk<'a> {
        Walk {
            document,
            texts: Vec::new(),
            shapes: Vec::new(),
            is_whole: true,
            fonts: vec![FontMetrics::unknown()],
            known_fonts: BTreeMap::new(),
            known_forms: BTreeMap::new(),
            budget,
        }
    }

    pub(super) fn follow_page(&mut self, page: &Page, operations: &[Operation]) {
        let resources = page.inherited(self.document, b"Resources").and_then(|(_, object)| object.as_dict().ok());
        self.follow(operations, resources, Matrix::IDENTITY, MOST_LEVELS);
    }

    fn follow(&mut self, operations: &[Operation], resources: Option<&'a Dictionary>, to_page: Matrix, levels: usize) {
        let mut saved: Vec<State> = Vec::new();
        let mut state = State::new(to_page);
        let (mut text, mut line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        let mut path: Option<Rect> = None;
        for Operation { operator, operands } in operations {
            if !self.can_spend(1 + operands.len()) {
                return;
            }
            let number = |index: usize| operands.get(index).and_then(finite).unwrap_or_default();
            match operator.as_str() {
                "q" if saved.len() < MOST_STATES => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.to_page = matrix(operands).then(&state.to_page),
                "BT" => (text, line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                "Tf" => {
                    state.font = operands.first().and_then(|name| self.font(resources, name.as_name().ok()?));
                    state.size = number(1);
                }
                "Tc" => state.character_spacing = number(0),
                "Tw" => state.word_spacing = number(0),
                "Tz" => state.stretch = number(0) / 100.0,
                "TL" => state.leading = number(0),
                "Ts" => state.rise = number(0),
                "Tm" => (text, line) = (matrix(operands), matrix(operands)),
                "Td" | "TD" => {
                    if operator == "TD" {
                        state.leading = -number(1);
                    }
                    line = Matrix::translation(number(0), number(1)).then(&line);
                    text = line;
                }
                "T*" | "'" | "\"" => {
                    line = Matrix::translation(0.0, -state.leading).then(&line);
                    text = line;
                    if operator == "\"" {
                        (state.word_spacing, state.character_spacing) = (number(0), number(1));
                    }
                    if let Some(Object::String(shown, _)) = operands.last() {
                        self.show(&state, &mut text, shown);
                    }
                }
                "Tj" => {
                    if let Some(Object::String(shown, _)) = operands.first() {
                        self.show(&state, &mut text, shown);
                    }
                }
                "TJ" => {
                    let list = operands.first().and_then(|list| list.as_array().ok()).map_or(&[][..], Vec::as_slice);
                    if !self.can_spend(list.len()) {
                        return;
                    }
                    for item in list {
                        match item {
                            Object::String(shown, _) => self.show(&state, &mut text, shown),
                            other => {
                                let back = finite(other).unwrap_or_default() / 1000.0 * state.size;
                                let runs_down = self.metrics(&state).is_some_and(|metrics| metrics.up.is_some());
                                let (x, y) = if runs_down { (0.0, -back) } else { (-back * state.stretch, 0.0) };
                                text = Matrix::translation(x, y).then(&text);
                            }
                        }
                    }
                }
                "m" | "l" => extend(&mut path, &state, &[(number(0), number(1))]),
                "c" => {
                    extend(&mut path, &state, &[(number(0), number(1)), (number(2), number(3)), (number(4), number(5))])
                }
                "v" | "y" => extend(&mut path, &state, &[(number(0), number(1)), (number(2), number(3))]),
                "re" => {
                    let (x, y, width, height) = (number(0), number(1), number(2), number(3));
                    let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
                    extend(&mut path, &state, &corners);
                }
                "S" | "s" => self.shapes.extend(path.take().map(|path| (path, true))),
                "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" => {
                    self.shapes.extend(path.take().map(|path| (path, operator.starts_with(['B', 'b']))));
                }
                "n" => path = None,
                "BI" => self.picture(&state),
                "Do" => {
                    if let Some(Object::Name(name)) = operands.first() {
                        self.draw(resources, name, &state, levels);
                    }
                }
                _ => {}
            }
        }
    }

    fn picture(&mut self, state: &State) {
        self.shapes.push((state.to_page.bounds(&Rect::at(0.0, 0.0, 1.0, 1.0)), false));
    }

    fn draw(&mut self, resources: Option<&'a Dictionary>, name: &[u8], state: &State, levels: usize) {
        let document = self.document;
        let found = resources
            .and_then(|resources| resources.get_deref(b"XObject", document).and_then(Object::as_dict).ok())
            .and_then(|objects| objects.get_deref(name, document).and_then(Object::as_stream).ok());
        let Some(object) = found else { return };
        match object.dict.get_deref(b"Subtype", document).and_then(Object::as_name) {
            Ok(b"Image") => self.picture(state),
            Ok(b"Form") if levels > 0 => {
                let own = object.dict.get_deref(b"Matrix", document).and_then(Object::as_array);
                let to_page = own.map(|own| matrix(own)).unwrap_or(Matrix::IDENTITY).then(&state.to_page);
                let operators = self.operators(object);
                let own = object.dict.get_deref(b"Resources", document).and_then(Object::as_dict).ok();
                let (texts, shapes) = (self.texts.len(), self.shapes.len());
                self.follow(&operators.known, own.or(resources), to_page, levels - 1);
                // A form draws nothing outside of its box.
                let bounds =
                    object.dict.get_deref(b"BBox", document).ok().and_then(|bounds| rectangle(document, bounds));
                if let Some(bounds) = bounds.map(|bounds| to_page.bounds(&bounds)) {
                    let inside: Vec<Rect> =
                        self.texts.drain(texts..).filter_map(|rect| rect.intersection(&bounds)).collect();
                    self.texts.extend(inside);
                    let inside: Vec<(Rect, bool)> = self
                        .shapes
                        .drain(shapes..)
                        .filter_map(|(rect, is_frame)| Some((rect.intersection(&bounds)?, is_frame)))
                        .collect();
                    self.shapes.extend(inside);
                }
            }
            Ok(b"Form") => self.is_whole = false,
            Ok(_) | Err(_) => {}
        }
    }

    /// Whether so much work is left. What is left out for want of it is not known.
    fn can_spend(&mut self, work: usize) -> bool {
        let can = self.budget.spend(work).is_some();
        self.is_whole &= can;
        can
    }

    fn operators(&mut self, form: &'a Stream) -> Operators {
        if let Some(known) = self.known_forms.get(&ptr::from_ref(form)) {
            return known.clone();
        }
        let operators = form_operators(self.document, form, self.budget);
        self.is_whole &= operators.is_whole;
        self.known_forms.insert(ptr::from_ref(form), operators.clone());
        operators
    }

    fn font(&mut self, resources: Option<&'a Dictionary>, name: &[u8]) -> Option<usize> {
        let document = self.document;
        let fonts = resources?.get_deref(b"Font", document).and_then(Object::as_dict).ok()?;
        let font = fonts.get_deref(name, document).and_then(Object::as_dict).ok()?;
        if let Some(known) = self.known_fonts.get(&ptr::from_ref(font)) {
            return Some(*known);
        }
        let metrics = FontMetrics::read(document, font);
        let index = if self.can_spend(metrics.size()) { self.fonts.len() } else { 0 };
        self.known_fonts.insert(ptr::from_ref(font), index);
        if index > 0 {
            self.fonts.push(metrics);
        }
        Some(index)
    }

    fn metrics(&self, state: &State) -> Option<&FontMetrics> {
        self.fonts.get(state.font.unwrap_or(0))
    }

    fn show(&mut self, state: &State, text: &mut Matrix, shown: &[u8]) {
        if !self.can_spend(1 + shown.len()) {
            return;
        }
        let Some(metrics) = self.metrics(state) else { return };
        let length = |of: &dyn Fn(f64) -> f64| -> f64 {
            let spaced = metrics.characters(shown).map(|character| {
                let word = if character.is_space { state.word_spacing } else { 0.0 };
                of(character.width) * state.size + state.character_spacing + word
            });
            spaced.sum()
        };
        let (end, bounds) = match metrics.up {
            None => {
                let across = length(&|width| width) * state.stretch;
                let (top, bottom) = (metrics.ascent * state.size, metrics.descent * state.size);
                ((across, 0.0), Rect::of_corners((0.0, bottom + state.rise), (across, top + state.rise)))
            }
            // The line runs down through the middle of its characters, which are taken as square.
            Some(up) => {
                let (along, half) = (length(&|_| up), 0.5 * state.size);
                ((0.0, along), Rect::of_corners((-half, along), (half, 0.0)))
            }
        };
        let bounds = text.then(&state.to_page).bounds(&bounds);
        if bounds.is_finite() && !shown.is_empty() {
            self.texts.push(bounds);
        }
        *text = Matrix::translation(end.0, end.1).then(text);
    }
}

fn extend(path: &mut Option<Rect>, state: &State, points: &[(f64, f64)]) {
    for point in points {
        let point = state.to_page.apply(*point);
        let point = Rect::of_corners(point, point);
        *path = Some(path.map_or(point, |path| path.with(&point)));
    }
}

fn matrix(operands: &[Object]) -> Matrix {
    match operands.iter().map(finite).collect::<Option<Vec<f64>>>().as_deref() {
        Some([a, b, c, d, e, f]) => Matrix([*a, *b, *c, *d, *e, *f]),
        _ => Matrix::IDENTITY,
    }
}
