### Words of the reports in English. Keys are the same in every language.

# Numbers and dates as in international English: 17 July 2019.
format-locale = en-001

## Numbers and units

amount = { $number } { $unit }
amount-scaled = { $number } { $scale } { $unit }
amount-percent = { $number }%
unit-scaled = { $scale } { $unit }
qualifier-about = about { $amount }
qualifier-about-number = about { $number }
qualifier-up-to = up to { $amount }
value-not-available = not available
value-not-applicable = not applicable
scale-thousand = thousand
scale-million = million
scale-hundred-million = hundred million
scale-billion = billion

unit-JPY = yen
unit-USD = US dollars
unit-persons = { $count ->
    [one] person
   *[other] people
}
unit-students = { $count ->
    [one] student
   *[other] students
}
unit-experts = { $count ->
    [one] expert
   *[other] experts
}
unit-volunteers = { $count ->
    [one] volunteer
   *[other] volunteers
}
unit-projects = { $count ->
    [one] project
   *[other] projects
}
unit-commitments = { $count ->
    [one] commitment
   *[other] commitments
}
unit-loans = { $count ->
    [one] loan
   *[other] loans
}
unit-bridges = { $count ->
    [one] bridge
   *[other] bridges
}
unit-units = { $count ->
    [one] unit
   *[other] units
}
unit-regions = { $count ->
    [one] region
   *[other] regions
}
unit-offices = { $count ->
    [one] office
   *[other] offices
}
unit-programmes = { $count ->
    [one] programme
   *[other] programmes
}
unit-priority-areas = { $count ->
    [one] priority area
   *[other] priority areas
}
unit-years = { $count ->
    [one] year
   *[other] years
}
unit-km = { $count ->
    [one] kilometre
   *[other] kilometres
}
unit-percent = per cent

number-word-0 = no
number-word-1 = one
number-word-2 = two
number-word-3 = three
number-word-4 = four
number-word-5 = five
number-word-6 = six
number-word-7 = seven
number-word-8 = eight
number-word-9 = nine
number-word-10 = ten

## Dates and periods

date-year = { $year }
date-uncertain = { $date } (uncertain)
fiscal-year = JFY{ $year }
period-closed = { $start }–{ $end }
period-since = since { $start }
period-end-not-known = from { $start }, end not stated
period-until = until { $end }

## Keys of the data

status-signed = signed
status-ongoing = ongoing
status-completed = completed
status-under-preparation = in preparation
status-not-known = not known

scheme-training = Training in Japan
scheme-volunteers = Volunteers
scheme-technical-cooperation = Technical cooperation
scheme-experts = Experts
scheme-development-planning = Development planning
scheme-grant-aid = Grant aid
scheme-oda-loan = ODA loans

channel-jica = JICA
channel-mofa-with-jica = MOFA with JICA
channel-mofa = MOFA
channel-organisation = through { $organisation }

rate-kind-jica-monthly = JICA monthly rate
rate-kind-dac-annual = DAC annual rate

title-beginning-lost = { $title } (the beginning of the title is lost in the source)
citation = [{ $number }]
citation-line = [{ $number },{"\u00A0"}line{"\u00A0"}{ $line }]
citation-lines = [{ $number },{"\u00A0"}lines{"\u00A0"}{ $line }]
citation-pages = [{ $number },{"\u00A0"}pages{"\u00A0"}{ $page }]
citation-page = [{ $number },{"\u00A0"}page{"\u00A0"}{ $page }]
place-line = line { $line }
place-page = page { $page }
place-cell = cell { $cell }
citation-cell = [{ $number },{"\u00A0"}cell{"\u00A0"}{ $cell }]
list-separator = {", "}
instrument = { $kind } { $date }
instrument-undated = { $kind }
conflict-about-figure = figure
conflict-about-title = title
conflict-about-period = period
conflict-about-year = year
conflict-about-status = status
conflict-about-works = works
conflict-about-identity = identity
dispatch-term-long-term = long term
dispatch-term-short-term = short term
grant-subtype-project = project grant
grant-subtype-scholarship = scholarship
grant-subtype-cultural = cultural grant
grant-subtype-food-production = food production (2KR)
grant-subtype-non-project = non-project grant
grant-subtype-international-organisation = through an international organisation
grant-subtype-not-stated = not stated
chart-alt = { $caption }. { $series }
chart-alt-series = { $name }: first { $first } in { $first-category }, last { $last } in { $last-category }, largest { $largest } in { $largest-category } ({ $unit }).
chart-alt-point = { $category }: { $value } { $unit }.
chart-alt-unknown = { $name }: none known.

## Words that writers print by themselves

word-table = Table
word-chart = Figure
word-section = Section
word-contents = Contents
word-list-of-tables = Tables
word-notes = Notes
word-page-of = Page {"{page}"} of {"{pages}"}
word-skip-to-content = Skip to content
word-chart-data = Data of the chart
word-callout-note = Note
word-callout-important = Important
word-callout-warning = Warning
word-source = Source
word-back-to-text = Back to the text

## Stamps on finished files

stamp-draft = DRAFT
stamp-for-approval = For approval
stamp-final = Final
stamp-superseded = Superseded

### Templates: the words of annual-report and yearly-brief

annual-report-title = { $country }: annual report { $year }
annual-report-description = What the Japan International Cooperation Agency does in { $country }, as of { $date }, with the source of every number.
annual-report-running = { $country } · Annual report { $year }
annual-report-cover-title = Japan’s cooperation with { $country }
annual-report-cover-subtitle = Annual report { $year }
yearly-brief-title = { $country }: yearly brief { $fiscal_year }
yearly-brief-description = Known commitments and ongoing projects of Japan’s cooperation with { $country } in { $fiscal_year }.
yearly-brief-running = { $country } · Yearly brief { $fiscal_year }
yearly-brief-cover-title = Japan’s ODA to { $country }
yearly-brief-cover-subtitle = Yearly brief { $fiscal_year }

label-fiscal-year = Fiscal year
label-as-of = As of
label-basis = Basis of amounts
label-period = Period
label-coverage = Coverage
cover-basis = Commitments, and totals over all years as their source states them
coverage-partial = Partial, see notes
as-of = As of { $date }
fiscal-year-days = { $first } to { $last }

heading-at-a-glance = The year at a glance
heading-milestones = Milestones
heading-policy = Cooperation policy
heading-training = Training in Japan
heading-volunteers = Volunteers
heading-technical-cooperation = Technical cooperation
heading-experts = Experts
heading-development-planning = Development planning
heading-grant-aid = Grant aid
heading-grant-commitments = Japan’s ODA: grants by signature
heading-oda-loans = ODA loans
heading-statistics = Statistics
heading-amounts = Amounts by scheme
heading-commitment-years = Japan’s ODA: known commitments by fiscal year
heading-people = People
heading-data-notes = Notes on the data
heading-bases = How amounts are counted
heading-conflicts = Where sources disagree
source-publisher = . { $publisher }
source-date = , { $date }
heading-not-available = What is not available
heading-remarks = Remarks on projects and experts
heading-sources = Sources
heading-contacts = Contacts
heading-key-figures = Key figures
heading-brief-commitments = Japan’s ODA: commitments signed in { $fiscal_year }
heading-brief-ongoing = Projects ongoing on { $date }
heading-brief-notes = Notes

column-programme = Programme
column-project = Project
column-period = Period
column-fields = Fields
column-places = Places
column-status = Status
column-source = Source
column-field = Field
column-counterpart = Counterpart
column-signed = Signed
column-papers = Papers
column-million-jpy = Million yen
column-billion-jpy = Billion yen
column-million-usd = Million US dollars
column-share = Share, %
column-scheme = Scheme
column-output = Pays for
column-annual-limits = Limits by year, million yen
column-interest = Interest a year
column-repayment = Repayment
column-procurement = Procurement
column-people = People
column-number = Number
column-subject = Subject
column-printed = Printed here
column-other = Also stated
column-reason = Why
column-number-short = No.
column-document = Document
column-address = Address
column-contact = Contact
column-details = Details

caption-policy = Priority areas and programmes, { $period }
description-policy = Each priority area is a heading row, followed by its programmes.
caption-technical-cooperation = Technical cooperation projects
caption-development-planning = Development planning projects
caption-experts = Experts sent, by field
caption-grant-aid = Japan’s ODA: grant aid projects by channel
caption-grant-commitments = Japan’s ODA: known grant commitments by channel
caption-commitment-details = What single grants pay for, and how they are spread over years
caption-oda-loans = ODA loan projects
caption-loan-terms = ODA loans whose amount is known
caption-amounts = Amounts by scheme, all years
caption-people = People, all years
caption-conflicts = Statements that disagree
caption-sources = Documents cited
caption-contacts = The office
caption-brief-commitments = Japan’s ODA: known commitments of { $fiscal_year }
caption-brief-ongoing = Ongoing projects
chart-amounts = Amounts by scheme, all years
chart-people = People, all years
chart-commitment-years = Japan’s ODA: known commitments by fiscal year and channel

tile-trainees = People trained
tile-volunteers = Volunteers sent
tile-experts = Experts sent
tile-ongoing = Projects ongoing
tile-known-loans = ODA loans, sum of what is known
tile-known-grants = Grants with JICA, sum of what is known
tile-known-mofa = Grants of MOFA alone, sum of what is known
tile-known-organisations = Grants through international organisations, sum of what is known
tile-note-period = { $period }
tile-note-signatures = { $count } found, limits counted in full
milestones-description = Dated events in the cooperation with { $country }, the earliest first.

row-total = Total
row-known-sum = Sum of what is known
series-loans = ODA loans
series-grants = Grants with JICA
series-mofa = Grants of MOFA alone
series-organisations = Grants through international organisations
channel-group = { $channel ->
    [jica] Through JICA
    [mofa-with-jica] Through MOFA with JICA
    [mofa] Through MOFA alone
    [organisation] Through international organisations
   *[not-stated] Channel not stated
}
through-organisation = (through { $organisation })
mark-stated = , as stated
mark-limit = {"≤\u00A0"}
and-others = {" "}and others
caption-programme-training = Training in Japan: what the source says
caption-programme-volunteers = Volunteers: what the source says
note-programme = As the source states it.
not-stated = not stated
not-available = not available
date-not-stated = date not stated
loan-terms = { $repayment }, of which { $grace } of grace
terms-tied = tied (STEP)
terms-untied = untied

at-a-glance-note = The amounts and headcounts above add up all years of cooperation; they are not the figures of one year. Marks in square brackets, here and below, lead to the list of sources.
text-grant-commitments = The table lists every grant whose signature was found, including those that do not go through JICA: the ministry’s own, and those that international organisations carry out. The list is not complete, so its sums are sums of what is known.
text-conflicts = Where two sources disagree, or one source disagrees with itself, both statements are kept. The table says which one this report prints, and why.
text-not-available = The following is missing. None of it was estimated.
text-sources = Numbers in square brackets in this report refer to this list.
brief-coverage = Commitments are those found so far: the list is not complete, and no sum here is the total of { $fiscal_year }.

note-status = Status on { $date }, computed from the dates of each project. A day or month alone is that of the first signature. “As stated”: the dates do not decide, and the status is the source’s own.
note-experts = Numbers where the source gives one.
note-commitments = Commitment basis: the amount agreed at signature, or its limit (≤). Not complete.
note-amounts = Totals over all years, as the source states them. They are rounded there to one decimal.
note-amounts-rate = Totals over all years, as the source states them, rounded there to one decimal. Shares are rounded and may not add up. US dollars at JICA’s rate of { $date }, { $rate } to the dollar; amounts of earlier years were worth more or less at the time.
note-people = Totals over the period named. For experts the source names no period.
note-commitment-years = Commitment basis. Not complete: a year without a column is one for which nothing was found.
note-brief-ongoing = Ongoing by their dates. “Since” means that the source, which may be older than this day, knew no end.
note-contacts = As the source gives them; they may have changed since.
policy-aim = Main aim: { $aim }.

basis-text-commitment = Commitments are counted on the exchange-of-notes basis: the whole amount, or its limit, in the fiscal year in which it was signed. Some of it may be spent later, or never.
basis-text-papers = E/N is an exchange of notes, G/A a grant agreement, L/A a loan agreement, MOFA the Ministry of Foreign Affairs of Japan.
basis-text-cumulative = The totals by scheme add up all years. The source does not say on which basis.
basis-text-channel = “With JICA” means that JICA, or its predecessor, carries the grant out. Grants of the Ministry of Foreign Affairs alone and grants through international organisations are Japan’s ODA too, and are kept apart.
basis-text-fiscal-year = A Japanese fiscal year (JFY) begins in April of the year it is named after and ends in March of the next.
basis-text-status = The status of a project is computed from its dates as of { $date }.
basis-text-rate = Amounts in { $base } use the { $kind } of { $date }: { $rate } to one { $base }.
brief-note-yen-only = No exchange rate of the period is on record, so amounts are in yen only.
conflict-sentence = printed here: { $printed }; also stated: { $other }. { $reason }

missing-annual-series = A yearly series of disbursements by scheme.
missing-technical-cooperation = Amounts of technical cooperation by year or by project.
missing-commitments = Amounts of grants and loans other than those listed by signature.
missing-date = { $title }: date not stated

contact-office = Office
contact-head = Head of office
contact-person = Contact
contact-address = Address
contact-telephone = Telephone
contact-fax = Fax
contact-website = Web site
source-entry = [{ $number }]
source-secondary = (second-hand)

## Workbooks that an office fills in

workbook-title = Data of { $country }, { $year }: workbook to fill in
workbook-subject = Data for the annual report and the yearly brief
workbook-page = Page
workbook-unit = { $label }: unit
workbook-unit-help = What is counted, if need be with its scale: JPY, million JPY, billion JPY, USD, persons, percent, years. Choose from the list, or write another one in the same way.

workbook-wrong-title = This can not be imported
workbook-wrong-value = Please choose from the list, or write a value of the kind that the note at the heading of this column describes.
workbook-unusual-value = This is not in the list. Keep it if it is right, such as something that you add to another sheet of this workbook, or several entries with commas between them.

workbook-guide-sheet = Read me first
workbook-guide-purpose = This workbook holds what the reports on { $country } are made from. Fill in what is new for { $year } and correct what is wrong; the program then shows every difference before anything is changed.
workbook-guide-step-1 = 1.  Begin with the sheets of the yellow tabs, in the list below under “Every year”: the edition with its as-of date, the exchange rate, and the figures of the year. Then add projects and signed amounts that are new.
workbook-guide-step-2 = 2.  Write into the yellow cells. A row of which no yellow cell is filled in is left out, so what is not known yet can wait. New records go into the empty rows below the last one.
workbook-guide-step-3 = 3.  A heading with an asterisk must be filled in for every record. Rest the mouse on a heading to read what the column is for and how it is written. Many cells offer a list to choose from.
workbook-guide-step-4 = 4.  To correct a value, write over it. To remove a record, select the cells of its row and press Delete, so that nothing is left in it. Do not rename sheets, and leave headings as they are: they are locked. A code or id is the name of a record for ever; with another one it would be another record.
workbook-guide-step-5 = 5.  Save the workbook as .xlsx and send it back. The command “hokoku import { $file }” shows what is new, changed and removed; with “--apply” it writes that into the data.
workbook-guide-colours = What the colours mean
workbook-guide-key = Names the record. Keep it as it is, and give every new record one of its own.
workbook-guide-fill-in = To be filled in for { $year }.
workbook-guide-preprinted = Printed for { $year } from what is known. It may be changed.
workbook-guide-sheets = Sheet
workbook-guide-what = What it holds
workbook-guide-records = Records
workbook-guide-yearly = Every year
workbook-guide-as-needed = When something is new
workbook-guide-seldom = Seldom

workbook-table-editions = Editions
workbook-table-editions-help = One row for each issue of a report: its year, the day up to which it tells what is true, and the exchange rate that it uses.
workbook-table-rates = Exchange rates
workbook-table-rates-help = The rates that editions convert amounts with. Add the rate of the year here, and name it in the sheet of editions.
workbook-table-figures = Figures by year
workbook-table-figures-help = The numbers of each year: amounts by scheme, people trained and sent. Each with what it counts, when, and where it stands.
workbook-table-projects = Projects
workbook-table-projects-help = One row for each project, however often sources list it. What was signed for it stands in the sheet of commitments.
workbook-table-commitments = Commitments
workbook-table-commitments-help = The sums that were signed for projects, one row a sum, with the dates of the papers that sign it.
workbook-table-loan-terms = Terms of loans
workbook-table-loan-terms-help = Interest and repayment of loans, one row for each commitment that is a loan.
workbook-table-annual-limits = Annual limits
workbook-table-annual-limits-help = The parts by year of a commitment whose sum is spread over several years.
workbook-table-aliases = Other titles
workbook-table-aliases-help = Other titles that sources use for a project.
workbook-table-programmes = People programmes
workbook-table-programmes-help = What is known of training, volunteers and experts as a whole. How many people there were stands in the figures by year.
workbook-table-programme-fields = Fields of programmes
workbook-table-programme-fields-help = The fields in which people are trained or work, one a row, in the order in which they are printed.
workbook-table-dispatches = Dispatches of experts
workbook-table-dispatches-help = The posts to which experts were sent, one a row.
workbook-table-events = Events
workbook-table-events-help = Dated events of the cooperation.
workbook-table-record-figures = Figures of records
workbook-table-record-figures-help = Numbers of a project, programme or dispatch itself, such as the units that were delivered.
workbook-table-other-statements = Other statements
workbook-table-other-statements-help = What other sources say of a figure that is printed. They stand side by side with it.
workbook-table-conflicts = Conflicting texts
workbook-table-conflicts-help = Titles, years or other texts on which sources disagree, and why one of them is printed.
workbook-table-sources = Sources
workbook-table-sources-help = The documents that statements come from. Every new number needs one; add the document here first.
workbook-table-names = Names
workbook-table-names-help = Places, organisations and other names that are written the same everywhere.
workbook-table-policies = Cooperation policies
workbook-table-policies-help = The policies of the cooperation, each with the period in which it holds.
workbook-table-priority-areas = Priority areas
workbook-table-priority-areas-help = The priority areas of the policies.
workbook-table-policy-programmes = Policy programmes
workbook-table-policy-programmes-help = The programmes of the priority areas.
workbook-table-country = Country
workbook-table-country-help = How the country and the issuer of the reports are named.
workbook-table-offices = Offices
workbook-table-offices-help = The office, its head and the person to ask, as they are printed at the end of a report.
workbook-table-translations = Translations
workbook-table-translations-help = The texts of all sheets in other languages, one a row.

workbook-field-report = Report
workbook-help-report = The report that the edition is of, by its name in the list.
workbook-field-year = Year
workbook-help-year = The year in four digits.
workbook-help-editions-year = The year in the title of the report, in four digits.
workbook-help-figures-year = The year that the figure is stated for, in four digits.
workbook-field-fiscal-year = Fiscal year
workbook-help-fiscal-year = The Japanese fiscal year that the edition covers, such as JFY2023: from 1 April 2023 to 31 March 2024.
workbook-field-as-of = As of
workbook-help-as-of = The day, month or year at which the number was true: 2023-03-31, 2023-03 or 2023.
workbook-help-editions-as-of = The day up to which the report tells what is true, such as 2024-03-31. What was signed or stated later is not printed.
workbook-field-rate = Exchange rate
workbook-help-rate = The id of the rate in the sheet of exchange rates. Leave it empty to print amounts in their own currency only.
workbook-field-note = Note
workbook-help-note = What a reader should know. It is printed with the notes of the report.
workbook-field-id = Id
workbook-help-id = The name of the record for ever: small letters, digits and hyphens, such as north-road-2. No two records of a sheet have the same.
workbook-help-rates-id = The name of the rate for ever, such as jica-2024-03: its series, year and month.
workbook-help-figures-id = The name of the figure, the same in every year, such as trainees.
workbook-help-commitments-id = The name of the commitment within its project; usually the year of its signature, such as 2019.
workbook-help-record-figures-id = The name of the figure within its record, such as units.
workbook-field-base = Currency
workbook-help-base = The currency one unit of which is priced, such as USD.
workbook-field-quote = Priced in
workbook-help-quote = The currency of the price, such as JPY.
workbook-field-value = Value
workbook-help-value = The number alone; its unit stands in the next column. Where no source gives it, write “not available”; where the question does not arise, “not applicable”.
workbook-field-rates-value = Rate
workbook-help-rates-value = How many units of the second currency one unit of the first costs, such as 141.154.
workbook-field-kind = Kind
workbook-help-kind = Of which kind it is.
workbook-field-rates-kind = Series
workbook-help-rates-kind = Which series of rates it is of.
workbook-help-names-kind = What kind of name it is: place, road, organisation, programme or abbreviation.
workbook-field-date = Date
workbook-help-date = A day, month or year: 2023-08-31, 2023-08 or 2023. A question mark behind it says that it is uncertain.
workbook-help-rates-date = The month that the rate is for, such as 2024-03; of an annual rate the year.
workbook-help-sources-date = When the document was issued: 2023-08-31, 2023-08 or 2023. Leave it empty where that is not known.
workbook-field-sources = Sources
workbook-help-sources = The id of the document in the sheet of sources and the place in it, one a line: yearbook-2023 | page 12. Besides page there are line and cell.
workbook-field-label = What it counts
workbook-help-label = What the number counts, as it is printed beside it.
workbook-field-qualifier = Exactness
workbook-help-qualifier = Whether the number is exact, an approximation, or a limit. An empty cell means exact.
workbook-field-basis = Basis
workbook-help-basis = What an amount measures. Amounts of different bases are never added.
workbook-field-scheme = Scheme
workbook-help-scheme = The form of cooperation that it belongs to.
workbook-field-period = Period
workbook-help-period = From when to when: 2013/2016, or 2003-04/.. for what goes on, 2004/ where the end is not known, 2022 for one year.
workbook-field-coverage = Coverage
workbook-help-coverage = Whether all parts are known. The sum of an incomplete one is printed as a sum of what is known. An empty cell means complete.
workbook-field-chosen-because = Why this one
workbook-help-chosen-because = Why this value is printed and not another statement. Needed where there is one.
workbook-field-title = Title
workbook-help-title = The title as its source gives it. An official title is a name and keeps its spelling.
workbook-help-sources-title = The title of the document, or what it is where it has none.
workbook-help-aliases-title = Another title of the project.
workbook-help-dispatches-title = The field or post.
workbook-help-events-title = What happened.
workbook-field-title-state = State of the title
workbook-help-title-state = Whether the title is whole, its beginning is lost, or it is a description of ours because the source gives none. An empty cell means whole.
workbook-field-schemes = Schemes
workbook-help-schemes = The form of cooperation, chosen from the list; several with commas between them. The project is counted in the first.
workbook-field-grant-subtype = Kind of grant
workbook-help-grant-subtype = The kind of grant, for grant aid.
workbook-field-sector = Sector
workbook-help-sector = The purpose code of the DAC in five digits, such as 21020.
workbook-field-places = Places
workbook-help-places = Where it is, by ids of the sheet of names; several with commas between them: north, port.
workbook-field-counterpart = Counterpart
workbook-help-counterpart = The ministry or body that it is carried out with.
workbook-field-stated-years = Years stated
workbook-help-stated-years = A year or years that a source sets beside the project without saying what they are: 2002, or 2002/2004.
workbook-field-stated-status = Status stated
workbook-help-stated-status = What a source says of its state. The status that is printed is computed from the dates.
workbook-field-summary = Summary
workbook-help-summary = What the project does, in one or two sentences.
workbook-field-same-as = Perhaps the same as
workbook-help-same-as = The id of another project that may be the same one.
workbook-field-same-as-probable = Only probable
workbook-help-same-as-probable = TRUE where it is only probable that the two are the same.
workbook-field-same-as-reason = Why the same
workbook-help-same-as-reason = Why it is thought that the two are the same.
workbook-field-project = Project
workbook-help-project = The id of the project in the sheet of projects.
workbook-field-amount = Amount
workbook-help-amount = The number alone; its unit stands in the next column.
workbook-field-channel = Channel
workbook-help-channel = Through whom the money goes. Through an international organisation: the word through, a colon and its id in the sheet of names, such as through:unicef.
workbook-field-exchange-of-notes = E/N signed
workbook-help-exchange-of-notes = When notes were exchanged between the governments: 2019-07-17. Several with commas; undated where the source names the paper without a date.
workbook-field-grant-agreement = G/A signed
workbook-help-grant-agreement = When the grant agreement was signed: 2019-07-17. Several with commas; undated where the source names the paper without a date.
workbook-field-loan-agreement = L/A signed
workbook-help-loan-agreement = When the loan agreement was signed: 2019-07-17. Several with commas; undated where the source names the paper without a date.
workbook-field-record-of-discussions = R/D signed
workbook-help-record-of-discussions = When the record of discussions was signed: 2019-07-17. Several with commas; undated where the source names the paper without a date.
workbook-field-output = What it pays for
workbook-help-output = How many people or things the commitment pays for, such as 20 with the unit students.
workbook-field-commitment = Commitment
workbook-help-commitment = The id of the commitment in the sheet of commitments.
workbook-field-interest = Interest
workbook-help-interest = The interest a year, such as 0.1 with the unit percent.
workbook-field-repayment = Repayment
workbook-help-repayment = In what time the loan is repaid, such as 40 with the unit years.
workbook-field-grace = Grace period
workbook-help-grace = How much of that time is without repayment, such as 10 with the unit years.
workbook-field-tied = Tied
workbook-help-tied = TRUE where goods and services must come from Japan.
workbook-field-number = No.
workbook-help-number = The place in the list, from 1.
workbook-field-programme = Programme
workbook-help-programme = Training, volunteers or experts.
workbook-field-more-fields = And others
workbook-help-more-fields = TRUE where the source's list of fields ends with “etc.”. An empty cell means FALSE.
workbook-field-field = Field
workbook-help-field = The field of training or of work.
workbook-field-term = Term
workbook-help-term = long-term for more than a year, short-term for less; empty where the source does not say.
workbook-field-periods = Periods
workbook-help-periods = From when to when, one a line: 2013/2016, or 2003-04/.. for what goes on.
workbook-field-record = Belongs to
workbook-help-record = The record that it belongs to, by sheet and id: projects/north-road. Copy the words from another row.
workbook-field-about = About
workbook-help-about = What the sources disagree on: title, period, year, status, works or identity.
workbook-field-printed = What is printed
workbook-help-printed = The statement that is printed, in words.
workbook-field-printed-sources = Sources of that
workbook-help-printed-sources = Where the statement that is printed stands, one a line: yearbook-2023 | page 12.
workbook-field-other = The other statement
workbook-help-other = What the other source says, in words.
workbook-field-other-sources = Sources of the other
workbook-help-other-sources = Where the other statement stands, one a line: yearbook-2023 | page 12.
workbook-field-publisher = Publisher
workbook-help-publisher = Who issued the document.
workbook-field-address = Address
workbook-help-address = Where the document is on the web, whole.
workbook-help-offices-address = The address, one line of it a line.
workbook-field-date-note = How the date is known
workbook-help-date-note = How the date is known where the document does not state it.
workbook-field-sha256 = SHA-256
workbook-help-sha256 = The fingerprint of the file that was read. It is filled in by a person who has the file; otherwise leave it empty.
workbook-field-secondary = Second hand
workbook-help-secondary = TRUE where the document reports what somebody else issued. An empty cell means FALSE.
workbook-field-name = Name
workbook-help-name = The name as it is printed.
workbook-field-expansion = Stands for
workbook-help-expansion = What the name stands for, where it is an abbreviation.
workbook-field-aliases = Other forms
workbook-help-aliases = Other forms of the name that sources use, one a line.
workbook-field-policy = Policy
workbook-help-policy = The id of the policy in the sheet of policies.
workbook-field-priority-area = Priority area
workbook-help-priority-area = The id of the priority area within its policy.
workbook-field-short-name = Short name
workbook-help-short-name = The name of the country as a title, without an article.
workbook-field-issuer = Issuer
workbook-help-issuer = Who issues the reports.
workbook-field-head-title = Title of the head
workbook-help-head-title = The post of the head of the office.
workbook-field-head = Head
workbook-help-head = The name of the head of the office.
workbook-field-contact = Person to ask
workbook-help-contact = The name of the person to ask.
workbook-field-contact-title = Post of that person
workbook-help-contact-title = The post of the person to ask.
workbook-field-telephone = Telephone
workbook-help-telephone = The telephone number as it is printed.
workbook-field-fax = Fax
workbook-help-fax = The fax number as it is printed.
workbook-field-website = Web site
workbook-help-website = The address of the office on the web.
workbook-field-text-of = Text of
workbook-help-text-of = The text that is translated, by the path of its record and field: projects/north-road/title.
workbook-field-language = Language
workbook-help-language = The tag of the language.
workbook-field-text = Text
workbook-help-text = The text in that language.
workbook-field-translation = Standing
workbook-help-translation = Whether the translation is official, was read by a speaker, or is a draft.

workbook-code-exact = exact
workbook-code-about = about
workbook-code-up-to = up to
workbook-code-commitment = Commitment
workbook-code-gross-disbursement = Gross disbursement
workbook-code-net-disbursement = Net disbursement
workbook-code-cumulative = Cumulative
workbook-code-count = Count
workbook-code-training = { scheme-training }
workbook-code-volunteers = { scheme-volunteers }
workbook-code-technical-cooperation = { scheme-technical-cooperation }
workbook-code-experts = { scheme-experts }
workbook-code-development-planning = { scheme-development-planning }
workbook-code-grant-aid = { scheme-grant-aid }
workbook-code-oda-loan = { scheme-oda-loan }
workbook-code-complete = complete
workbook-code-partial = in part
workbook-code-jica-monthly = { rate-kind-jica-monthly }
workbook-code-dac-annual = { rate-kind-dac-annual }
workbook-code-whole = whole
workbook-code-beginning-lost = beginning lost
workbook-code-descriptive = our description
workbook-code-under-preparation = { status-under-preparation }
workbook-code-signed = { status-signed }
workbook-code-ongoing = { status-ongoing }
workbook-code-completed = { status-completed }
workbook-code-project = Project grant
workbook-code-scholarship = Scholarship (JDS)
workbook-code-cultural = Cultural grant
workbook-code-food-production = Food production (2KR)
workbook-code-non-project = Non-project grant
workbook-code-international-organisation = Through an international organisation
workbook-code-not-stated = not stated
workbook-code-jica = { channel-jica }
workbook-code-mofa-with-jica = { channel-mofa-with-jica }
workbook-code-mofa = { channel-mofa }
workbook-code-official = official
workbook-code-reviewed = reviewed
workbook-code-draft = draft
workbook-code-not-available = { value-not-available }
workbook-code-not-applicable = { value-not-applicable }
