### Words of the reports in English. Keys are the same in every language.


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
unit-sources = { $count ->
    [one] source
   *[other] sources
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
citation-page = [{ $number }, page { $page }]
citation-cell = [{ $number }, cell { $cell }]

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

test-signed = { $count } { $count ->
    [one] paper
   *[other] papers
}
