"""The outline's items: rings, and under each its results, last the one that is being written."""

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kpidesk.domain.results import Result, Ring
from kpidesk.system.words import Words
from kpidesk.ui.results.spoken import spoken
from kpidesk.ui.results.work import Draft, MapWork

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
RESULT_ID: Final = int(Qt.ItemDataRole.UserRole)


class OutlineModel(QAbstractItemModel):
    """Two levels: rings, and under each its results in the order of codes, last the one being written.

    An index of a ring has the internal id 0, that of a result the row of its ring plus 1.
    """

    def __init__(self, work: MapWork, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._words = words
        self._rings: list[Ring] = []
        self._results: list[list[Result]] = []
        self._measured: dict[str, tuple[str, ...]] = {}
        self._rows: dict[str, tuple[int, int]] = {}
        self.draft_row = -1
        self.draft_source = ""
        """The result that the one being written follows from, "" for none."""
        self.made = ""
        """The result that was written last."""
        self.refresh()

    def _read(self) -> None:
        bubbles = [bubble.result for bubble in self._work.seen.values()]
        self._rings = self._work.rings()
        by_ring: dict[str, list[Result]] = {ring.id: [] for ring in self._rings}
        for result in sorted(bubbles, key=lambda each: (len(each.code), each.code)):  # R99 before R100
            by_ring[result.ring].append(result)
        self._results = [by_ring[ring.id] for ring in self._rings]
        self._rows = {
            result.id: (ring_row, row)
            for ring_row, rows in enumerate(self._results)
            for row, result in enumerate(rows)
        }
        self._measured = {key: bubble.measures for key, bubble in self._work.bubbles.items()}

    def _shape(self) -> list[tuple[str, list[str]]]:
        return [
            (ring.id, [r.id for r in rows]) for ring, rows in zip(self._rings, self._results, strict=True)
        ]

    def refresh(self) -> None:
        """Read anew; where only texts changed, views keep what is open and selected."""
        before, old, measured = self._shape(), (self._rings, self._results), self._measured
        self._read()
        if self._shape() == before:
            self._tell(old[1], measured)
            return
        new = (self._rings, self._results)
        self._rings, self._results = old
        self.beginResetModel()
        self._rings, self._results = new
        self.draft_row = -1
        self.endResetModel()

    def _tell(self, before: list[list[Result]], measured: dict[str, tuple[str, ...]]) -> None:
        """Tell which rows are not what they were."""
        for ring_row, rows in enumerate(self._results):
            ring = self.index(ring_row, 0)
            self.dataChanged.emit(ring, ring)
            for row, (old, new) in enumerate(zip(before[ring_row], rows, strict=True)):
                if old != new or measured.get(new.id) != self._measured.get(new.id):
                    index = self.index(row, 0, ring)
                    self.dataChanged.emit(index, index)

    # -- what is where

    def result(self, index: Index) -> Result | None:
        """The result at an index, None for a ring and for what is being written."""
        if not index.isValid() or index.internalId() == 0:
            return None
        rows = self._results[index.internalId() - 1]
        return rows[index.row()] if index.row() < len(rows) else None

    def ring(self, index: Index) -> Ring | None:
        """The ring at an index, or that of the result there."""
        if not index.isValid():
            return None
        return self._rings[index.internalId() - 1 if index.internalId() else index.row()]

    def measured(self, result_id: str) -> bool:
        """Whether a result has a measure."""
        return bool(self._measured.get(result_id))

    def count(self, ring_index: Index) -> int:
        """How many results a ring has."""
        return len(self._results[ring_index.row()])

    def index_of(self, result_id: str) -> QModelIndex:
        """Where a result is; an invalid index for one that is not there."""
        if result_id not in self._rows:
            return QModelIndex()
        ring_row, row = self._rows[result_id]
        return self.index(row, 0, self.index(ring_row, 0))

    # -- what is being written

    def begin_draft(self, ring_row: int, source: str = "") -> QModelIndex:
        """A row for a new result at the end of a ring; it is nowhere on the desk."""
        self.end_draft()
        self.draft_source = source
        ring, count = self.index(ring_row, 0), len(self._results[ring_row])
        self.beginInsertRows(ring, count, count)
        self.draft_row = ring_row
        self.endInsertRows()
        return self.index(count, 0, ring)

    def end_draft(self) -> None:
        """Take the row away again."""
        if self.draft_row >= 0:
            ring, count = self.index(self.draft_row, 0), len(self._results[self.draft_row])
            self.beginRemoveRows(ring, count, count)
            self.draft_row = -1
            self.endRemoveRows()

    # -- Qt's interface

    def index(self, row: int, column: int, parent: Index = _NONE) -> QModelIndex:
        """See QAbstractItemModel."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = _NONE) -> QModelIndex:  # type: ignore[override]
        """See QAbstractItemModel."""
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = _NONE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        if not parent.isValid():
            return len(self._rings)
        if parent.internalId() != 0 or parent.column() != 0:
            return 0
        return len(self._results[parent.row()]) + (self.draft_row == parent.row())

    def columnCount(self, parent: Index = _NONE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        ring, result = self.ring(index), self.result(index)
        if ring is None:
            return None
        if result is None:
            return self._ring_data(ring, index, role)
        return {
            RESULT_ID: lambda: result.id,
            Qt.ItemDataRole.EditRole: lambda: result.statement,
            Qt.ItemDataRole.DisplayRole: lambda: f"{result.code}  {result.statement}",
            Qt.ItemDataRole.ToolTipRole: lambda: result.statement,
            Qt.ItemDataRole.AccessibleTextRole: lambda: spoken(self._work, self._words, result.id),
        }.get(Qt.ItemDataRole(role), lambda: None)()

    def _ring_data(self, ring: Ring, index: Index, role: int) -> object:
        new = index.internalId() != 0
        text = "" if new else f"{ring.position} {ring.name}"
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words("New result, {ring}", ring=ring.name) if new else text
        return "" if new and role in {Qt.ItemDataRole.EditRole, RESULT_ID} else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        """See QAbstractItemModel. Text as it was is no edit, and a new result without words neither."""
        result, ring = self.result(index), self.ring(index)
        if role != Qt.ItemDataRole.EditRole or ring is None or index.internalId() == 0:
            return False
        if result is not None:
            return self._work.reword(result.id, str(value))
        if not str(value).strip():
            return True
        self.made = self._work.add(Draft(ring.id, source=self.draft_source), str(value))
        return bool(self.made)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See QAbstractItemModel."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.internalId() != 0 and self._work.writable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags
