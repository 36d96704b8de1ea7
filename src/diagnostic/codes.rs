//! The codes of diagnostics, each with the text that `hokoku explain` prints.
//!
//! A new code comes with its explanation here and with a case that shows it.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The stable name of a kind of problem, in kebab-case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

impl Code {
    /// The name as it is printed and asked for.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let known = CODES.iter().find(|(code, _)| code.as_str() == name);
        known.map(|(code, _)| *code).ok_or_else(|| de::Error::custom(format!("there is no code `{name}`")))
    }
}

macro_rules! codes {
    ($($constant:ident $name:literal $text:literal;)+) => {
        impl Code {
            $(#[doc = $text] pub const $constant: Code = Code($name);)+
        }
        /// Every code with its explanation, in the order in which a build can meet them.
        pub const CODES: &[(Code, &str)] = &[$((Code::$constant, $text),)+];
    };
}

codes! {
    MISSING_DIRECTORY "missing-directory" "A folder that the command needs is not there. A project has `data/` with one folder a country and `report-templates/`. Run the command inside the project or name it with `--project DIR`.";
    NOT_FOUND "not-found" "A country, report, edition, language or file that was asked for or is referred to is not in the project. `hokoku list` shows what there is.";
    REFERENCE_DOCUMENT "reference-document" "The file of `--reference-doc` can not be taken as a reference: it is not a Word document or template (`.docx`, `.dotx`), is damaged, protected by a password, too large, or in the strict variant of the format. Open it in Word or LibreOffice and save it as a Word document (`.docx`). As a warning: a part of it (its paper, a header, a footer) can not be taken, and the report has its own instead. As a note: the contents show the pages of the PDF, and with other paper and styles the pages are others until Word counts them anew (F9).";
    UNREADABLE_FILE "unreadable-file" "A file of the project is not UTF-8 text or could not be read as text. Save it as UTF-8.";
    UNKNOWN_FILE "unknown-file" "A file in a country's folder has a name that nothing reads, so what it holds would be lost silently: a YAML file, or a narrative whose section no template asks for. The names are `country.yaml`, `policy.yaml`, `sources.yaml`, `rates.yaml`, `people.yaml`, `editions.yaml`, `names.yaml`, `provenance.yaml`, `register.yaml`, and any file in `projects/`, `mappings/` and (named by its year) `figures/`.";
    YAML_SYNTAX "yaml-syntax" "The file is not valid YAML 1.2. The place is where the reader could not go on; the cause often stands a line earlier (a quote that is not closed, a tab, wrong indentation).";
    UNKNOWN_KEY "unknown-key" "A key is not one that this kind of record has. It is refused, since a mistyped key would otherwise lose its value silently.";
    DUPLICATE_KEY "duplicate-key" "A mapping has the same key twice, so one of the values would be lost. YAML 1.2 refuses it.";
    MISSING_KEY "missing-key" "A record lacks a key that it must have.";
    WRONG_TYPE "wrong-type" "A value has another shape than this key takes: a list where a text is wanted, say.";
    INVALID_VALUE "invalid-value" "A value is of the right shape, but not one that this key takes.";
    INVALID_AMOUNT "invalid-amount" "An amount is a number, an optional scale and a unit: `27.8 billion JPY`, `289 persons`. Decimal point, no thousands separator.";
    CHART_EDITED "chart-edited" "Values of a chart were changed in a Word report. Charts are not read back, so the change is not imported.";
    IMPOSSIBLE_COUNT "impossible-count" "A count is negative, has a fraction although its things come whole, or its least is more than its most.";
    INVALID_DATE "invalid-date" "A date is a day, month or year of EDTF level 1 (`2019-07-17`, `2009-09`, `1996`), with `?` where it is uncertain (`2017-03?`), or a Japanese fiscal year (`JFY2020`). It is never completed.";
    INVALID_PERIOD "invalid-period" "A period is two dates with a slash, as in EDTF: `2013/2016`; `..` is an open side, an empty side is one that is not known: `2003-04/..`, `2004/`.";
    REVERSED_PERIOD "reversed-period" "A period ends before it begins.";
    DUPLICATE_ID "duplicate-id" "Two records of the same kind have the same id. An id names one thing for ever, so that a printed number can be traced back.";
    DANGLING_REFERENCE "dangling-reference" "A record refers to an id that no record has.";
    MISSING_TRANSLATION "missing-translation" "A text does not exist in the language of the edition. The report is not built with a gap in it.";
    CONFLICT_WITHOUT_REASON "conflict-without-reason" "Statements that disagree stand side by side, but the data does not say why the printed one was chosen.";
    STATUS_CONTRADICTION "status-contradiction" "A source states a status that the dates contradict as of that source's date. The computed status is printed; the contradiction is shown in the notes on the data.";
    SUSPICIOUS_PERIOD "suspicious-period" "A period covers no time (`2015/2015` written as a range), which is often a slip of the source.";
    YEAR_CONTRADICTION "year-contradiction" "The year that a source states for a project differs from the year and fiscal year of its signed commitments.";
    UNDATED_FIGURE "undated-figure" "A figure has neither a period nor an as-of date. It counts from the date of its source and is printed as `date not stated`.";
    UNEXPLAINED_FIGURE "unexplained-figure" "A figure of the data has no source. Every number must say where it comes from.";
    TEMPLATE_SYNTAX "template-syntax" "The template is not valid MiniJinja at this place.";
    TEMPLATE_ERROR "template-error" "The template failed while it was rendered: an undefined name, a wrong argument, a filter that is not allowed, too much work.";
    TYPED_DIGIT "typed-digit" "A digit was typed into a narrative or a template. Numbers are printed through `{{ … }}`, so that they keep their source. Exempt are dates and years, names held in `names.yaml`, addresses, telephone numbers and numbers of sections.";
    TYPED_YEAR "typed-year" "A year was typed where it reads like a quantity.";
    FIGURE_AS_TEXT "figure-as-text" "A figure was turned into plain text (by `~`, `join` or a text filter) and would lose its source. Print it by itself.";
    FIGURE_COMPARED "figure-compared" "A figure was compared or calculated with as if it were a number. Compare `figure.value`, calculate with `total`, `share`, `difference`, `convert`.";
    FORGED_FIGURE "forged-figure" "A link to a figure was written by hand. Only `{{ … }}` may print a figure.";
    VALUE_OUTSIDE_TEXT "value-outside-text" "A printed value landed where Markdown is not text (a code span, a link destination, an attribute), where it could not be escaped.";
    MARKDOWN_UNSUPPORTED "markdown-unsupported" "The Markdown has a construct that the Document cannot hold, so no format could show it.";
    LINK_REFUSED "link-refused" "A link has a scheme other than https, http, mailto or tel.";
    BROKEN_CROSS_REFERENCE "broken-cross-reference" "A cross reference `[](#id)` names an id that the report does not have.";
    SKIPPED_HEADING "skipped-heading" "A heading is more than one level below the one before it, or the first heading is not of level 1; screen readers lose the way.";
    INACCESSIBLE "inaccessible" "A reader who cannot see the page would miss something: the report has no title, a chart or image no alternative text, a column no heading, a link no words. Give the block function or the Markdown what it lacks.";
    BLOCK_ARGUMENT "block-argument" "A block function (`table`, `chart`, `key_figures`, …) was called with an argument that it does not take or that has the wrong shape.";
    UNKNOWN_MESSAGE "unknown-message" "A message key is not in the locale file of the language.";
    LOCALE_ERROR "locale-error" "A locale file is not valid Fluent, or a message could not be formatted.";
    THEME_ERROR "theme-error" "A file of the theme could not be used: a token missing or malformed in `theme.yaml`, or an error in `theme.typ`.";
    MISSING_GLYPH "missing-glyph" "No available font has a character that the report prints. It would show as an empty box, so the report is not written. Give a folder with a font that has it: `--font-dir DIR`.";
    DEEP_LIST "deep-list" "A list stands in nine others. Word files have nine levels of lists, so that deeper items stand at the ninth there; PDF and HTML show them all.";
    UNWRITABLE_CHARACTER "unwritable-character" "A text holds a character that XML 1.0 has no place for, such as a control. The Word file is written without it; a file with it would be damaged.";
    MISSING_FONT "missing-font" "A font family that the theme asks for is not available.";
    PDF_STANDARD "pdf-standard" "The PDF would not keep PDF/UA-1 or PDF/A-3a.";
    TYPESETTING "typesetting" "Typst could not typeset the report.";
    IMPORT_FORMAT "import-format" "The file to import is not one that can be read: another kind of file, one protected by a password, or a Word file that is not a report of this program or has lost its store of figures.";
    IMPORT_MISMATCH "import-mismatch" "The file to import belongs to another country, edition, language or project than it is imported into.";
    UNKNOWN_FIGURE "unknown-figure" "The file to import has a value for a figure that the data does not have (any more). Build the report anew and correct that.";
    EDITED_TWICE "edited-twice" "The file to import says two things of one figure: at two places, in two looks, or in its text and in its store. Which is meant is not guessed; nothing is written.";
    UNREADABLE_VALUE "unreadable-value" "An edited figure is not written as the report prints such a figure, so that what it means would be a guess. Write it with the same unit and the same marks.";
    DERIVED_FIGURE_EDITED "derived-figure-edited" "A figure that is calculated (a total, a share, a conversion) was edited in a report. It has no place in the data; correct what it is made of.";
    ROUNDED_FIGURE_EDITED "rounded-figure-edited" "An edited figure was printed with fewer digits than the data has. What was typed takes its place, and the digits that were not printed are lost.";
    IMPORT_CONFLICT "import-conflict" "A figure was edited in a report, or a value in a workbook, and meanwhile changed in the data too. What it was, what was entered and what it is now are shown; which is right is for a person to say.";
    FIGURE_TAKEN_OUT "figure-taken-out" "A figure that the report printed stands nowhere in its text any more: its sentence was deleted, or somebody typed over the number and its control. What was typed instead belongs to no figure and is not compared.";
    IMPORT_REFUSED "import-refused" "With the imported values the data would break one of its rules. Nothing was written.";
    EDIT_REFUSED "edit-refused" "A value of a YAML file cannot be changed by the program: it is not there any more, an anchor or alias shares it with another place, or it is written in a way that people rarely use. Nothing was written. Write the value out, or edit the file by hand.";
    UNREADABLE_PDF "unreadable-pdf" "The file is no PDF, is cut off, or is damaged so that its objects can't be found. Nothing is written, since a stamp on it might not be seen or might hide the damage. `qpdf FILE.pdf REPAIRED.pdf` mends many such files.";
    ENCRYPTED_PDF "encrypted-pdf" "The PDF is encrypted, with a password or only against changes. A stamp would have to be encrypted too. Stamp the file before it is encrypted.";
    SIGNED_PDF "signed-pdf" "The PDF has a digital signature. Any change, a stamp too, would make it void. Stamp first, then sign; `--show` and `verify` work on signed files.";
    CHANGED_AFTER_STAMP "changed-after-stamp" "The file bears a stamp, but another program has changed it since, so the stamp can't be replaced without losing or hiding those changes. Where the original is still in the file, `hokoku stamp FILE.pdf --remove` gives it back.";
    NOT_STAMPED "not-stamped" "The file bears no stamp of this program.";
    STAMP_NOTE "stamp-note" "The note of a stamp takes at most three lines in the margin of a page.";
    CROWDED_PAGE "crowded-page" "The margins of a page leave no room for the mark, not even for a smaller one, so it covers some of what is on the page. `--pages first` leaves the other pages free.";
    UNKNOWN_CONTENT "unknown-content" "The content of a page is so long, or written in such a way, that not all of it was followed, so the mark may cover some of what is on the page. Look at the result.";
    ISSUED_FILE_CHANGED "issued-file-changed" "A file of the register has another SHA-256 than when it was issued. Put the issued file back; if the change was meant, stamp the new file, which gives it an entry of its own.";
    ISSUED_FILE_MISSING "issued-file-missing" "A file of the register is not where the register says. Put it back, or correct the path of its entry.";
    ISSUED_FILE "issued-file" "The file stands in the register and is as it was issued. Only a stamp of the same edition in the same language that is entered there too may take its place; anything else gets a name of its own.";
    REGISTER_PATH "register-path" "The register names files by their path below the project, so a file that is issued must lie there, under a name that every system takes: without `\\` and `:`. It must not lie where `build` writes its reports, since the next build would write over it; a folder such as `issued/` is a good place.";
    DUPLICATE_OUTPUT "duplicate-output" "Two jobs would write the same file.";
    UNREADABLE_WORKBOOK "unreadable-workbook" "The file is no spreadsheet that can be read: it is something else than its name says, is protected by a password, damaged, or too large. Workbooks (`.xlsx`, `.xlsm`, `.xlsb`, `.xls`, `.ods`) and text in columns (`.csv`, `.tsv`) are recognised by their content.";
    DAMAGED_WORKBOOK "damaged-workbook" "A part of the spreadsheet contradicts itself or could not be read, so values would be lost or mixed up. A spreadsheet program that opens the file and saves it anew often mends it.";
    DUPLICATE_CELL "duplicate-cell" "The file holds the same cell twice. Programs show the one or the other, so which value is meant is not known.";
    GUESSED_ENCODING "guessed-encoding" "The text file is not UTF-8 and has no byte order mark, so its encoding was guessed by the frequency of letters. Look at the line that the message shows, and confirm with `encoding:` in the mapping or with `--encoding`.";
    GUESSED_DELIMITER "guessed-delimiter" "More than one character could stand between the columns of the text file. Say which one does with `delimiter:` in the mapping.";
    NO_MAPPING "no-mapping" "No mapping in `data/<country>/mappings/` fits the file: none names one of its sheets or tables, and for a text file none has its header. `--propose-mapping` writes one to look through.";
    BAD_MAPPING "bad-mapping" "The mapping contradicts itself: a rule names a field that it does not have, or an expression is not valid.";
    UNMAPPED_SHEET "unmapped-sheet" "A sheet has cells, and no mapping fits it. Nothing is left out silently: write a mapping, or declare the sheet as ignored.";
    UNMAPPED_COLUMN "unmapped-column" "A column has cells, and no field of the mapping is it. Add its label to a field, or declare the column as ignored.";
    MISSING_COLUMN "missing-column" "A field that every row must have has no column.";
    DUPLICATE_HEADER "duplicate-header" "Two columns have the label of the same field, so which one is meant is not known.";
    HIDDEN_CELLS "hidden-cells" "A row, a column or the sheet is hidden, so a person who looks at the sheet does not see what would be imported. The mapping says what is to be done: `hidden: error`, `warn` or `include`.";
    CELL_NOTE "cell-note" "Somebody wrote a note (comment) beside a cell. Notes are not imported, so what it says, such as that a number is preliminary, must be looked at by a person.";
    MERGED_CELLS "merged-cells" "Merged cells among the rows: only the first cell has a value, whatever the sheet seems to show.";
    CELLS_OUTSIDE "cells-outside" "Cells stand behind the end of the table that the mapping describes.";
    TYPE_ERROR "type-error" "The cell does not hold what its field is: a text where a number is expected, a number with decimals where a whole one is, a number that may mean two things. Nothing is guessed or rounded.";
    CONSTRAINT_ERROR "constraint-error" "The number is outside of the limits that the mapping gives.";
    ENUM_ERROR "enum-error" "The text is none of the codes of its field, and none of the texts that stand for one.";
    UNIT_CONTRADICTION "unit-contradiction" "The cell, its number format or the column of units says another unit or scale than the field in the mapping, so the number may mean two things.";
    UNKNOWN_REFERENCE "unknown-reference" "The cell names a record that is not there, neither by id nor by name.";
    MISSING_VALUE "missing-value" "A field that every row must have has no value in this row.";
    UNIQUE_ERROR "unique-error" "Two rows have the same value in a field in which no two may.";
    DUPLICATE_ROW "duplicate-row" "Two rows have the same key, so one would overwrite the other.";
    ERROR_CELL "error-cell" "The cell holds an error of the spreadsheet program, such as `#REF!` or `#SPILL!`.";
    FORMULA "formula" "The cell holds a formula, and the mapping allows none.";
    UNCACHED_FORMULA "uncached-formula" "The file does not have the result of a formula: the program that wrote it did not calculate. Some programs write 0 instead, and mark the file.";
    REMOVAL "removal" "A record or value stands in the data, and the workbook does not have it (any more): its row was deleted, its cell emptied, or the sheet is only a part of its table. Nothing is taken out of the data without `--allow-removals`; a mapping of a sheet that is a part says `rows: {absent: keep}`.";
    SHOWN_AS_DAY "shown-as-day" "A number stands where a number is wanted, but its number format shows it as a day, so a person sees another thing than what is imported.";
    DAY_NOT_SHOWN "day-not-shown" "The cell holds a day, but its number format shows only the month or the year, so a person does not see the day that is imported.";
    TIME_OF_DAY "time-of-day" "A date has a time of day, which is not imported.";
    TOTAL_MISMATCH "total-mismatch" "A total is not the sum of its rows, or a row that the mapping takes for totals has no number that could be compared and may be a record. Totals are verified and never imported.";
    MORE_FINDINGS "more-findings" "A sheet has more findings than are shown.";
    UNBALANCED_IMPORT "unbalanced-import" "Every cell that is not empty is imported, header, verified total, ignored or in a finding. The counts of this import do not add up, which is a bug of Hokoku.";
    UNPORTABLE_NAME "unportable-name" "A file of a report would have a name that some systems can not hold: the name of a device on Windows (`aux`, `con`, `nul`), a character that Windows refuses, a dot or a space at the end. Rename the folder of the country or of the report.";
    MANIFEST_DAMAGED "manifest-damaged" "The manifest of a shard is not as `build --shard` writes it: it is cut short, was changed, or has the name of another shard. Run that shard again.";
    SHARD_MISSING "shard-missing" "The folder does not hold the manifest of every shard, so it is not known what became of the reports of the others. Run the missing shard into the folder, or bring its files there.";
    SHARD_CONFLICT "shard-conflict" "The manifests of the shards do not belong together: they are of different plans, versions of the program, inputs or dates, or two have the same file. Run all shards anew, with the same program, options and files.";
    FILE_CONFLICT "file-conflict" "A file is not what the manifest of its shard says: it is missing or has other content. Run that shard again, or bring its files there again.";
    REPORT_MISSING "report-missing" "A shard did not make a file of its plan, because its data or template has errors, or the program or the disk failed; its own messages say why. The joined manifest lists what there is.";
    OUTPUT_DIFFERS "output-differs" "`build --check` found that a file of the output folder is not what the data gives now: it is missing, has other content, or is not made by any report. Run `hokoku build` into that folder and look at what changed.";
    CACHE_UNUSABLE "cache-unusable" "The cache of finished files could not be used. Reports are made all the same, only slower. Name a folder that can be written with `HOKOKU_CACHE_DIR`, or say `--no-cache`.";
}

/// The explanation of a code by its name.
pub fn explanation(name: &str) -> Option<&'static str> {
    CODES.iter().find(|(code, _)| code.as_str() == name).map(|(_, text)| *text)
}
