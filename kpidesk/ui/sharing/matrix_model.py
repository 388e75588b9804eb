"""What the alignment matrix shows, as Qt asks for it: heads, marks, and every mark in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from kpidesk.domain.alignment_grid import Column, OwnMeasure, Pair, Pairs, SharedMeasure, State, Uses
from kpidesk.domain.measures import Measure
from kpidesk.domain.sharing import Partner
from kpidesk.drawing.alignment_marks import Mark, Own, pair_mark, use_mark
from kpidesk.system.words import Words

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a row or column; where `group` changes a bold line stands between."""

    id: str
    text: str
    group: str = ""
    strong: bool = False
    guess: bool = False


class PairSource:
    """Partners by partners."""

    def __init__(self, found: Pairs, words: Words) -> None:
        self.found, self._words = found, words
        self.rows: Sequence[Head] = [partner_head(each) for each in found.partners]
        self.columns = self.rows

    def pair(self, row: int, column: int) -> tuple[Partner, Partner, Pair]:
        """The partners of a cell, and what they have in common."""
        one, other = self.found.partners[row], self.found.partners[column]
        return one, other, self.found.pair(one.id, other.id)

    def mark(self, row: int, column: int) -> Mark:
        """What stands in a cell."""
        if row == column:
            return Mark(own=Own.SELF)
        common = self.pair(row, column)[2]
        return pair_mark(len(common.shared), aligned=bool(common.aligned))

    def said(self, row: int, column: int) -> str:
        """A cell in words."""
        words = self._words
        one, other, common = self.pair(row, column)
        if row == column:
            return named(one)
        parts = [words("{one} and {other}", one=named(one), other=named(other))]
        if common.shared:
            shared = ", ".join(map(measure_named, common.shared))
            parts.append(words("they share {measures}", measures=shared))
        parts += (
            words("{measure} of {owner} serves {partner}, too", measure=each.driving.name,
                  owner=each.owner.code, partner=each.partner.code)
            for each in common.aligned
        )  # fmt: skip
        if not common:
            parts.append(words("they share nothing yet"))
        return "; ".join(parts)


class UseSource:
    """Partners by measures."""

    def __init__(self, found: Uses, words: Words) -> None:
        self.found, self._words = found, words
        self.rows: Sequence[Head] = [partner_head(each) for each in found.partners]
        self.columns: Sequence[Head] = [_column_head(each) for each in found.columns]

    def use(self, row: int, column: int) -> tuple[Partner, Column, State]:
        """The partner and the measure of a cell, and what one is to the other."""
        partner, shown = self.found.partners[row], self.found.columns[column]
        return partner, shown, self.found.state(partner.id, shown)

    def mark(self, row: int, column: int) -> Mark:
        """What stands in a cell."""
        _, shown, state = self.use(row, column)
        return use_mark(state, shown)

    def said(self, row: int, column: int) -> str:
        """A cell in words."""
        words = self._words
        partner, shown, state = self.use(row, column)
        who = named(partner)
        if isinstance(shown, SharedMeasure):
            text = (
                words("{who} takes part in {measure}")
                if state is State.SHARES
                else words("{who} takes no part in {measure}")
            )
            return text.format(who=who, measure=measure_named(shown.measure))
        texts = {
            State.DRIVES: words("{measure} drives {who}, we guess") if shown.driving.is_guess
            else words("{measure} drives {who}"),
            State.ALIGNED: words("{measure} of {owner} serves {who}, too"),
            State.NOTHING: words("{measure} of {owner} does not serve {who}"),
        }  # fmt: skip
        said = texts[state].format(measure=shown.driving.name, owner=shown.owner.code, who=who)
        aligned = self.found.alignment(partner.id, shown)
        return words("{said}: {why}", said=said, why=aligned.why) if aligned and aligned.why else said


Source = PairSource | UseSource
"""What a matrix is made of."""


def named(partner: Partner) -> str:
    """Code and name of a partner."""
    return f"{partner.code} {partner.name}"


def measure_named(measure: Measure) -> str:
    """Code and name of a measure."""
    return f"{measure.code} {measure.name}"


def partner_head(partner: Partner) -> Head:
    """The head of a partner; critical ones stand together."""
    group = "critical" if partner.critical else ""
    return Head(partner.id, named(partner), group, strong=partner.critical)


def _column_head(column: Column) -> Head:
    if isinstance(column, OwnMeasure):
        guess = column.driving.is_guess
        text = f"{column.owner.code} {column.driving.name}"
        return Head(column.id, f"{text}?" if guess else text, column.owner.id, guess=guess)
    return Head(column.id, measure_named(column.measure), "shared", strong=True)


class MatrixModel(QAbstractTableModel):
    """A matrix as a table."""

    def __init__(self) -> None:
        super().__init__()
        self.source: Source | None = None

    def show_source(self, source: Source) -> None:
        """Show another matrix; where rows and columns are the same nothing moves."""
        before, ids = self.source, _ids(source)
        if before is None or _ids(before) != ids:
            self.beginResetModel()
            self.source = source
            self.endResetModel()
            return
        self.source = source
        if source.rows and source.columns:
            last = self.index(len(source.rows) - 1, len(source.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(source.columns) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(source.rows) - 1)

    def index_of(self, row_id: str, column_id: str) -> QModelIndex:
        """The cell of two ids, nowhere if one of them is gone."""
        if self.source is None:
            return QModelIndex()
        rows, columns = _ids(self.source)
        if row_id not in rows or column_id not in columns:
            return QModelIndex()
        return self.index(rows.index(row_id), columns.index(column_id))

    def mark(self, index: Index) -> Mark:
        """What stands in a cell."""
        return self.source.mark(index.row(), index.column()) if self.source else Mark()

    def heads(self, orientation: Qt.Orientation) -> Sequence[Head]:
        """The heads of rows or columns."""
        if self.source is None:
            return ()
        return self.source.columns if orientation is Qt.Orientation.Horizontal else self.source.rows

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.heads(Qt.Orientation.Vertical))

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self.heads(Qt.Orientation.Horizontal))

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """See QAbstractItemModel."""
        heads = self.heads(orientation)
        known = {
            Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole
        }  # fmt: skip
        return heads[section].text if role in known and 0 <= section < len(heads) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel. The number in a mark is its text; all of it is said in words."""
        if not index.isValid() or self.source is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            count = self.mark(index).count
            return "" if count is None else str(count)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.source.said(index.row(), index.column())
        return None


def _ids(source: Source) -> tuple[list[str], list[str]]:
    return [each.id for each in source.rows], [each.id for each in source.columns]
