"""The file itself: openpyxl makes everything around the cells, ``cached`` makes the cells.

The zip is written with fixed dates, so that the same project gives the same bytes.
"""

import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule as ExcelRule
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.writer.excel import ExcelWriter

from werklocaties.io.safe_write import atomic_write
from werklocaties.io.workbook.cached import rows_xml
from werklocaties.io.workbook.grid import Choice, Sheet
from werklocaties.io.workbook.looks import conditional, style_ids
from werklocaties.model.task import NO_TASK, Task

_EMPTY_DATA = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"\s*/>')
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def _validation(choice: Choice) -> DataValidation:
    if choice.words:
        listed = '"' + ",".join(choice.words) + '"'
        made = DataValidation(type="list", formula1=listed, allow_blank=True)
    else:
        made = DataValidation(
            type="decimal",
            operator="between",
            formula1=repr(choice.minimum),
            formula2=repr(choice.maximum),
            allow_blank=True,
        )
    made.errorTitle, made.error = "Buiten bereik", choice.message
    made.showErrorMessage = True
    made.sqref = MultiCellRange(choice.cells)
    return made


def _page(made: Any, sheet: Sheet, footer: str) -> None:
    made.sheet_view.showGridLines = False
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.page_setup.orientation = "landscape"
    made.page_setup.paperSize = made.PAPERSIZE_A3
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = sheet.pages_wide, 0
    margins = made.page_margins
    margins.left = margins.right = margins.top = 0.4
    margins.bottom, margins.header, margins.footer = 0.6, 0.2, 0.3
    if sheet.print_columns:
        last = get_column_letter(sheet.print_columns)
        made.print_area = f"A1:{last}{max(sheet.last_row, 1)}"
    made.oddFooter.left.text = footer.replace("&", "&&")
    made.oddFooter.center.text = sheet.title
    made.oddFooter.right.text = "&P / &N"
    if sheet.repeat_rows:
        made.print_title_rows = sheet.repeat_rows
    for row in sheet.breaks:
        made.row_breaks.append(Break(id=row))


def _columns(made: Any, sheet: Sheet) -> None:
    for column, width in sheet.widths.items():
        made.column_dimensions[get_column_letter(column)].width = width
    for column in sheet.hidden:
        made.column_dimensions[get_column_letter(column)].hidden = True


def _links(made: Any, sheet: Sheet) -> None:
    for number, cells in enumerate(sheet.rows, 1):
        for column, cell in enumerate(cells, 1):
            if cell is not None and cell.link:
                reference = f"{get_column_letter(column)}{number}"
                made._hyperlinks.append(Hyperlink(ref=reference, location=cell.link))


def _frame(made: Any, sheet: Sheet, footer: str) -> None:
    """Set everything of a sheet but its cells."""
    _page(made, sheet, footer)
    _columns(made, sheet)
    _links(made, sheet)
    if sheet.freeze:
        made.freeze_panes = sheet.freeze
    if sheet.filter_cells:
        made.auto_filter.ref = sheet.filter_cells
    if sheet.tab:
        made.sheet_properties.tabColor = sheet.tab[1:]
    for choice in sheet.choices:
        made.add_data_validation(_validation(choice))
    for rule in sheet.rules:
        look = conditional(rule.look)
        made.conditional_formatting.add(
            rule.cells, ExcelRule(type="expression", dxf=look, formula=[rule.formula])
        )
    for chart, anchor in sheet.charts:
        made.add_chart(chart, anchor)


def _workbook(
    sheets: Sequence[Sheet], names: dict[str, str], title: str, footer: str, on: date
) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _frame(book.create_sheet(sheet.title), sheet, footer)
    for name, target in names.items():
        book.defined_names[name] = DefinedName(name, attr_text=target)
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    moment = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - a property without zone
    book.properties.title, book.properties.creator = title, "Werklocaties"
    book.properties.created = book.properties.modified = moment
    return book


def _dimension(sheet: Sheet) -> bytes:
    width = max((len(cells) for cells in sheet.rows), default=1)
    return (
        f'<dimension ref="A1:{get_column_letter(max(width, 1))}{max(sheet.last_row, 1)}"/>'.encode()
    )


def _with_cells(frame: bytes, sheet: Sheet, styles: dict[str, int]) -> bytes:
    data = ("<sheetData>" + "".join(rows_xml(sheet, styles)) + "</sheetData>").encode()
    sized = _DIMENSION.sub(lambda _: _dimension(sheet), frame, count=1)
    return _EMPTY_DATA.sub(lambda _: data, sized, count=1)


def _modified(content: bytes, on: date) -> bytes:
    """Openpyxl stamps the moment of saving; the workbook has the day it was made on."""
    stamp = f"{on.isoformat()}T00:00:00Z".encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)


def save(
    sheets: Sequence[Sheet],
    names: dict[str, str],
    path: Path,
    *,
    title: str,
    footer: str,
    made_on: date,
    task: Task = NO_TASK,
) -> None:
    """Write sheets as a workbook, in one step into its place.

    Raises:
        DoorError: ``disk_full``, ``no_permission``, ``write_failed``, ``file_held``.
    """
    book = _workbook(sheets, names, title, footer, made_on)
    styles = style_ids(book)
    buffer = io.BytesIO()
    ExcelWriter(book, ZipFile(buffer, "w", ZIP_STORED)).save()
    by_part = {f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(sheets, 1)}

    def write(target: Path) -> None:
        with ZipFile(buffer) as frame, ZipFile(target, "w", ZIP_DEFLATED) as made:
            for info in frame.infolist():
                task.check()
                content = frame.read(info)
                if info.filename in by_part:
                    content = _with_cells(content, by_part[info.filename], styles)
                if info.filename == "docProps/core.xml":
                    content = _modified(content, made_on)
                entry = ZipInfo(info.filename, _ZIP_DATE)
                entry.compress_type = ZIP_DEFLATED
                made.writestr(entry, content)

    moment = datetime(made_on.year, made_on.month, made_on.day)  # noqa: DTZ001
    atomic_write(path, write, moment)
