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
citation-line = [{ $number }, line { $line }]
citation-lines = [{ $number }, lines { $line }]
citation-pages = [{ $number }, pages { $page }]
citation-page = [{ $number }, page { $page }]
place-line = line { $line }
place-page = page { $page }
place-cell = cell { $cell }
citation-cell = [{ $number }, cell { $cell }]
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
mark-limit = {"≤ "}
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
