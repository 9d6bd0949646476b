"""Citations as CSV, a line each, safe to open in a spreadsheet.

Spreadsheets run cells that begin with ``=``, ``+``, ``-`` or ``@`` as formulas, also after some
kinds of white space. Such a cell gets an apostrophe in front, which spreadsheets take for "this is
text"; so does a cell that begins with an apostrophe itself, so that reading can take one away again
without asking. Every cell stands in quotation marks, so that none can begin another one. The file
begins with a byte order mark, without which Excel misreads accents.
"""

import csv
import io
from collections.abc import Sequence

from corpus.errors import UsageError
from qa.citing.citation import Citation, citation_of, fields_of

COLUMNS = (
    "headline",
    "opening",
    "outlet",
    "authors",
    "published",
    "address",
    "speaker",
    "text",
    "before",
    "after",
    "article",
    "start",
    "end",
    "version",
    "retrieved",
)
HEAD = COLUMNS[0]

_RUN = tuple("=+-@\t\r\n＝＋－＠'")  # what may begin a formula, and the mark against it
_CELL_MAX = 10_000_000  # characters


def write(citations: Sequence[Citation]) -> str:
    """A head of column names, and a line a citation, with CRLF as RFC 4180 has it."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for citation in citations:
        writer.writerow({name: defused(cell) for name, cell in fields_of(citation).items()})
    return "\ufeff" + out.getvalue()


def read(text: str) -> tuple[Citation, ...]:
    """The citations in what ``write`` wrote. Raises ``UsageError``."""
    csv.field_size_limit(_CELL_MAX)
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    try:
        rows = [
            {name: cell.removeprefix("'") for name, cell in row.items() if name and cell}
            for row in csv.DictReader(lines, strict=True)
        ]
    except csv.Error as error:
        raise UsageError(f"The CSV cannot be read: {error}.") from None
    return tuple(citation_of(row) for row in rows)


def defused(cell: str) -> str:
    r"""A cell that no spreadsheet takes for a formula.

    >>> defused('=HYPERLINK("//evil.example")'), defused("86 million")
    ('\'=HYPERLINK("//evil.example")', '86 million')
    """
    return f"'{cell}" if cell.startswith(_RUN) else cell
