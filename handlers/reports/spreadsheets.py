"""Tables as files for spreadsheets, in which no cell can become a formula; pure.

What members typed stands in them: a nickname such as `=HYPERLINK(…)` would be carried out on the admin's computer. In
XLSX every text is written as text. CSV has no types, so there what could begin a formula gets an apostrophe: at the
beginning of a text, and behind the signs by which a spreadsheet of another country parts the cells.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

Cell = str | int | float | None

LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""
_STARTS = frozenset("=+-@＝＋－＠")
"""With which spreadsheets begin a formula."""
_BLANKS = ' "\u3000\xa0'
"""What they pass over before it."""
_SEPARATOR = re.compile(r"([;|\t\r\n])")
"""Where one begins another cell that does not part them by commas: to it, the quotes are closed at the first comma."""
BOM = b"\xef\xbb\xbf"
"""By which Excel knows UTF-8."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading for each column."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def to_csv(table: Table) -> bytes:
    """Return the table as CSV in UTF-8 with a mark, each text in quotes."""
    text = StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_guarded(cell) for cell in row])
    return BOM + text.getvalue().encode(errors="replace")


def _guarded(cell: Cell) -> Cell:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return cell
    text = cell[:LONGEST].replace("\0", "")
    if _STARTS.isdisjoint(text):
        return text
    parts = _SEPARATOR.split(text)
    return "".join(f"'{part}" if part.lstrip(_BLANKS)[:1] in _STARTS else part for part in parts)


def to_xlsx(table: Table) -> bytes:
    """Return the table as XLSX. Texts are written as texts, so ids keep their zeros and nothing is carried out."""
    # Loaded with the first export: few need it.
    from xlsxwriter import Workbook

    data = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(data, {**options, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet(table.title[:31])
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(table.columns) - 1, 16)
        for column, title in enumerate(table.columns):
            sheet.write_string(0, column, title, bold)
        for number, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell[:LONGEST].encode(errors="replace").decode())
                elif cell is not None:
                    sheet.write_number(number, column, cell)
    return data.getvalue()
