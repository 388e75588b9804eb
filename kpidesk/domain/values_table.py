"""A table from a file that holds values of measures, and which of its columns holds what.

A table with the periods across is turned first, so that everything else knows periods only downwards.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from math import isfinite
from typing import Final

from kpidesk.domain.findings import Finding
from kpidesk.domain.measures import Measure
from kpidesk.domain.series import ImportLayout
from kpidesk.domain.typed_number import TypedNumber, read_value
from kpidesk.domain.typed_period import Grain, TypedPeriod, read_period

Cell = str | float | date

PERIOD: Final = "period"
VALUE: Final = "value"
MEASURE: Final = "measure"
STATUS: Final = "status"
SOURCE: Final = "source"
NOTHING: Final = ""
ROLES: Final = (PERIOD, VALUE, MEASURE, STATUS, SOURCE, NOTHING)
"""What a column can hold besides the values of one measure, which is told by the measure's id."""

_LOOKED_AT: Final = 400  # rows and columns that a guess is made from
_HEAD_ROWS: Final = 8  # rows that may be a heading
_HEADS: Final = {
    MEASURE: "measure kpi indicator metric code kennzahl indicateur mesure indicador miernik",
    VALUE: "value number result actual figure amount wert zahl ist valeur valor wartość",
    STATUS: "status state stand estado statut",
    SOURCE: "source remark comment note quelle bemerkung fuente źródło",
}
_BRACKETS: Final = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")


class Together(Enum):
    """What becomes of several values in a file for one period of a measure."""

    ASK = ""
    LAST = "last"
    SUM = "sum"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet. `text`: of a text file, whose cells have no letters."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    text: bool = False
    delimiter: str = ""
    encoding: str = ""
    cut: bool = False

    @property
    def width(self) -> int:
        """How many columns are filled."""
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """What stands in a cell; nothing beyond the filled ones."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if 0 <= column < len(cells) else ""

    def turned(self) -> "Table":
        """Rows as columns and columns as rows."""
        turned = tuple(
            tuple(self.cell(row, column) for row in range(len(self.rows))) for column in range(self.width)
        )
        return replace(self, rows=turned)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is read.

    `roles` say what each column holds, of rows when the periods stand `across`. `header` is the row of
    names, -1 for none, and `start` the first row with values. `decimal` and `month_first` are empty
    and None while the file tells by itself. With `percent`, 0.83 stands for 83 where a measure counts
    percent. `names` are periods by what the file calls them, where that names no period by itself.
    """

    roles: tuple[str, ...]
    header: int = -1
    start: int = 0
    across: bool = False
    decimal: str = ""
    month_first: bool | None = None
    percent: bool = False
    together: Together = Together.ASK
    names: tuple[tuple[str, date], ...] = ()

    def upright(self, table: Table) -> Table:
        """The table with its periods downwards."""
        return table.turned() if self.across else table

    def headings(self, table: Table) -> tuple[str, ...]:
        """What stands over the columns, by which a layout is known again; empty for none."""
        upright = self.upright(table)
        if self.header < 0:
            return ()
        found = tuple(shown(upright.cell(self.header, column)) for column in range(upright.width))
        return found if any(found) else ()

    def with_role(self, column: int, role: str) -> "Layout":
        """The layout with another role for a column; only one column can hold the periods and the like."""
        roles = [
            NOTHING if each == role and role in {PERIOD, MEASURE, STATUS} else each for each in self.roles
        ]
        roles[column] = role
        return replace(self, roles=tuple(roles))

    def columns(self, role: str) -> list[int]:
        """The columns of a role."""
        return [column for column, each in enumerate(self.roles) if each == role]

    def first(self, role: str) -> int:
        """The first column of a role, -1 for none."""
        return next(iter(self.columns(role)), -1)


def shown(cell: Cell) -> str:
    """A cell as people write it."""
    if isinstance(cell, date):
        return cell.isoformat()
    return cell.strip() if isinstance(cell, str) else repr(cell).removesuffix(".0")


def number_in(cell: Cell) -> TypedNumber | Finding | None:
    """What a cell says as a value; None for one that is known to be missing."""
    if isinstance(cell, float):
        return TypedNumber(cell + 0.0) if isfinite(cell) else Finding("PASTE_NUMBER_TOO_LARGE")
    return Finding("PASTE_NOT_A_NUMBER") if isinstance(cell, date) else read_value(cell.strip())


def period_in(cell: Cell) -> TypedPeriod | None:
    """The period that a cell names."""
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        return TypedPeriod(Grain.DAY, day, day)
    if isinstance(cell, float):
        whole = cell.is_integer() and 0 < cell < 1e8
        return read_period(str(int(cell))) if whole else None
    return read_period(cell.strip())


class Names:
    """Measures by what files call them: the code, the name, or something that begins with the code."""

    def __init__(self, measures: Iterable[Measure]) -> None:
        known = tuple(measures)
        self._ids: dict[str, str] = {}
        for measure in known:
            if plain := _plain(measure.name):
                self._ids[plain] = measure.id
        self._codes = {_plain(measure.code): measure.id for measure in known}

    def id_of(self, text: str) -> str:
        """The measure's id, empty for none. A unit in brackets at the end does no harm."""
        for name in (text, _BRACKETS.sub("", text)):
            if found := self._codes.get(_plain(name)) or self._ids.get(_plain(name)):
                return found
        return self._codes.get(next(iter(_plain(text).split()), ""), "")


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w%]+", " ", text.casefold()).split())


# -- guessing


def guess(table: Table, names: Names, chosen: str = "", *, across: bool | None = None) -> Layout:
    """How a table is probably read.

    Args:
        table: as it stands in the file.
        names: of the desk's measures.
        chosen: the measure of a lone column of numbers.
        across: whether periods stand across; None where that is to be found out.
    """
    down, right = _periods(table), _periods(table.turned())
    turned = right.count > down.count if across is None else across
    upright = table.turned() if turned else table
    best = right if turned else down
    if not best.count:
        return Layout((NOTHING,) * upright.width, across=turned)
    start = best.first
    header = _header(upright, start, names)
    layout = Layout((NOTHING,) * upright.width, header, start, turned).with_role(best.column, PERIOD)
    for column in range(upright.width):
        if column != best.column and (role := _role(upright, layout, column, names)):
            layout = layout if role in ROLES and layout.columns(role) else layout.with_role(column, role)
    return _completed(upright, layout, chosen)


def with_periods(table: Table, layout: Layout, column: int, names: Names) -> Layout:
    """The layout with the periods in another column, and the values from the first of them on."""
    upright = layout.upright(table)
    rows = range(len(upright.rows))
    start = next((row for row in rows if period_in(upright.cell(row, column))), len(upright.rows))
    return replace(layout.with_role(column, PERIOD), start=start, header=_header(upright, start, names))


@dataclass(frozen=True, slots=True)
class _Periods:
    """How many periods a column names, with its first one; bare years may be numbers, so count less."""

    count: float = 0
    column: int = -1
    first: int = 0


def _periods(table: Table) -> _Periods:
    found = _Periods()
    for column in range(min(table.width, _HEAD_ROWS * 2)):
        rows = [row for row in range(len(table.rows)) if table.cell(row, column) != ""]
        read = {row: period for row in rows[:_LOOKED_AT] if (period := period_in(table.cell(row, column)))}
        worth = sum(0.4 if period.grain is Grain.YEAR else 1.0 for period in read.values())
        if worth > found.count:
            found = _Periods(worth, column, next(iter(read)))
    return found


def _header(upright: Table, start: int, names: Names) -> int:
    """The row above the values that names most measures, else the one right above them."""
    rows = range(max(0, start - _HEAD_ROWS), start)

    def matches(row: int) -> tuple[int, bool, int]:
        texts = [shown(cell) for cell in upright.rows[row]]
        return sum(bool(names.id_of(text)) for text in texts), any(texts), row

    return max(rows, key=matches, default=-1)


def _role(upright: Table, layout: Layout, column: int, names: Names) -> str:
    heading = shown(upright.cell(layout.header, column)) if layout.header >= 0 else ""
    if found := names.id_of(heading):
        return found
    words = _plain(heading).split()
    named = next((role for role, heads in _HEADS.items() if set(words) & set(heads.split())), NOTHING)
    texts = _texts(upright, layout.start, column)
    if texts and 2 * sum(bool(names.id_of(text)) for text in texts) >= len(texts):
        return MEASURE
    return named


def _completed(upright: Table, layout: Layout, chosen: str) -> Layout:
    """With a role for the numbers, where no heading tells which measure's they are."""
    if any(role not in ROLES or role == VALUE for role in layout.roles):
        if layout.first(VALUE) >= 0 and layout.first(MEASURE) < 0:
            return layout.with_role(layout.first(VALUE), chosen) if chosen else layout
        return layout
    free = [
        column
        for column, role in enumerate(layout.roles)
        if role == NOTHING and _numbers(upright, layout.start, column)
    ]
    if layout.first(MEASURE) >= 0:
        return layout.with_role(free[0], VALUE) if free else layout
    return layout.with_role(free[0], chosen) if len(free) == 1 and chosen else layout


def _texts(upright: Table, start: int, column: int) -> list[str]:
    end = min(len(upright.rows), start + _LOOKED_AT)
    return [text for row in range(start, end) if (text := shown(upright.cell(row, column)))]


def _numbers(upright: Table, start: int, column: int) -> bool:
    texts = _texts(upright, start, column)
    return bool(texts) and 2 * sum(isinstance(read_value(text), TypedNumber) for text in texts) > len(texts)


# -- remembering


def remembered(
    table: Table, guessed: Layout, kept: Sequence[ImportLayout], measures: Mapping[str, Measure]
) -> Layout:
    """The layout that was used for the same headings before, else the guess."""
    for across in (False, True):
        upright = table.turned() if across else table
        for row in range(min(len(upright.rows), _HEAD_ROWS)):
            headings = tuple(shown(upright.cell(row, column)) for column in range(upright.width))
            for each in kept:
                if each.across is across and each.headings == headings and len(each.columns) == upright.width:
                    return _recalled(upright, replace(guessed, header=row, across=across), each, measures)
    return guessed


def _recalled(upright: Table, layout: Layout, kept: ImportLayout, measures: Mapping[str, Measure]) -> Layout:
    roles, together = [], Together.ASK
    for told in kept.columns:
        role, _, how = told.partition(":")
        together = next((each for each in Together if how and each.value == how), together)
        roles.append(role if role in ROLES or role in measures else NOTHING)
    layout = replace(
        layout, roles=tuple(roles), decimal=kept.decimal, percent=kept.percent, together=together,
        month_first={"mdy": True, "dmy": False}.get(kept.date_order),
    )  # fmt: skip
    column = layout.first(PERIOD)
    following = range(layout.header + 1, len(upright.rows))
    return replace(
        layout,
        start=next((row for row in following if period_in(upright.cell(row, column))), len(upright.rows)),
    )


def to_remember(table: Table, layout: Layout, record_id: str) -> ImportLayout | None:
    """The layout as it is kept, None for a table without headings.

    What is done with several values of a period is kept with the role: "period:sum".
    """
    headings = layout.headings(table)
    if not headings:
        return None
    how = f":{layout.together.value}" if layout.together is not Together.ASK else ""
    return ImportLayout(
        id=record_id,
        headings=headings,
        columns=tuple(f"{PERIOD}{how}" if role == PERIOD else role for role in layout.roles),
        across=layout.across,
        delimiter=table.delimiter,
        encoding=table.encoding,
        decimal=layout.decimal,
        date_order={True: "mdy", False: "dmy", None: ""}[layout.month_first],
        percent=layout.percent,
    )
