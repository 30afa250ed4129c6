"""Tables to take away as CSV, safe to open in a spreadsheet."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

CONTENT_TYPE = "text/csv; charset=utf-8"
FORMULA = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]")
"""How a cell begins that a spreadsheet would compute (OWASP, CSV injection), also in full-width letters."""


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        """Return the text."""
        return text


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield a table line by line; None is an empty cell."""
    writer = csv.writer(_Echo())
    for row in rows:
        yield writer.writerow([harmless("" if cell is None else str(cell)) for cell in row])


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes in front of one."""
    return f"'{cell}" if FORMULA.match(cell) else cell
