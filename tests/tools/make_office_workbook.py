"""Makes the workbook of the invented office, `tests/cases/invented-country/office-2021.xlsx`, as an office keeps its own:
a heading of two rows with merged cells, amounts in million yen, a total, a mark for what is not known.

usage: python make_office_workbook.py FILE.xlsx
The same version of openpyxl makes the same bytes.
"""
import datetime
import io
import sys
import zipfile

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

MADE = datetime.datetime(2022, 4, 11, 9, 0)
THIN = Side(style="thin", color="B8C4CE")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD = PatternFill("solid", fgColor="DCE6EE")
TOTAL = PatternFill("solid", fgColor="F3F6F8")


def heading(sheet, title, widths):
    sheet["A1"] = title
    sheet["A1"].font = Font(name="Calibri", bold=True, size=14)
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)


def row(sheet, number, values, font=None, fill=None):
    for column, value in enumerate(values, 1):
        cell = sheet.cell(number, column, value)
        cell.border = BOX
        cell.alignment = Alignment(wrap_text=True, vertical="center" if fill else "top")
        if font:
            cell.font = font
        if fill:
            cell.fill = fill
        if isinstance(value, (datetime.date, datetime.datetime)):
            cell.number_format = "dd.mm.yyyy"


def grant_aid(sheet):
    heading(sheet, "Cooperation Office Velmar: grant aid, as of 31 March 2022", [38, 12, 14, 14, 16, 12, 14, 22])
    bold = Font(name="Calibri", bold=True)
    row(sheet, 3, ["Project", "Code", "Signed", None, "Amount, million yen", "Limit?", "Through", "Source"], bold, HEAD)
    row(sheet, 4, [None, None, "E/N", "G/A", None, None, None, None], bold, HEAD)
    sheet.merge_cells("C3:D3")
    for column in "ABEFGH":
        sheet.merge_cells(f"{column}3:{column}4")
    day = datetime.date
    rows = [
        ["Project for the Harbour of Port Velm", "notes", day(2020, 6, 10), day(2020, 6, 12), 1240.5, "limit", "JICA", "notes-2020"],
        ["School meals on the islands", "notes", "2020-11", None, 96, "exact", "UNICEF", "yearbook | page 11"],
        ["Project for the Harbour of Port Velm", "second", day(2022, 2, 15), day(2022, 3, 1), 310, "limit", "JICA", "yearbook | page 12"],
    ]
    for number, values in enumerate(rows, 5):
        row(sheet, number, values)
        sheet.cell(number, 5).number_format = "#,##0.0"
    last = 4 + len(rows)
    row(sheet, last + 1, ["Total", None, None, None, sum(values[4] for values in rows), None, None, None], bold, TOTAL)
    sheet.cell(last + 1, 5).number_format = "#,##0.0"
    sheet.freeze_panes = "A5"


def people(sheet):
    heading(sheet, "Cooperation Office Velmar: people, Japanese fiscal year 2021", [10, 16, 30, 12, 16, 22])
    row(sheet, 3, ["Year", "Code", "What is counted", "Persons", "Period", "Source"], Font(name="Calibri", bold=True), HEAD)
    row(sheet, 4, [2021, "trainees", "People trained", 431, "2001/2021", "yearbook | page 5"])
    row(sheet, 5, [2021, "volunteers", "Volunteers sent", "…", "2005/2021", "yearbook | page 6"])
    sheet.freeze_panes = "A4"


def main(path):
    book = openpyxl.Workbook()
    grant_aid(book.active)
    book.active.title = "Grant aid"
    people(book.create_sheet("People"))
    book.properties.creator = "Cooperation Office Velmar"
    book.properties.created = book.properties.modified = MADE
    written = io.BytesIO()
    # The library would set the time of saving.
    openpyxl.writer.excel.ExcelWriter(book, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED)).save()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "docProps/core.xml":
                content = fixed_time(content)
            target.writestr(zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def fixed_time(content):
    import re
    stamp = MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)


if __name__ == "__main__":
    main(sys.argv[1])
