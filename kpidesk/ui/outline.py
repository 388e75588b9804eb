"""The outline of a map: rings with their results, whose statements are edited in place."""

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from kpidesk.actions import results as actions
from kpidesk.domain.results import Result, Ring
from kpidesk.system.words import Words
from kpidesk.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
RESULT_ID: Final = int(Qt.ItemDataRole.UserRole)
_BOLD = QFont()
_BOLD.setWeight(QFont.Weight.DemiBold)


class OutlineModel(QAbstractItemModel):
    """Two levels: rings, and under each its results in the order of codes.

    An index of a ring has the internal id 0, that of a result the row of its ring plus 1.
    """

    def __init__(self, session: Session, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._words = words
        self._rings: list[Ring] = []
        self._results: list[list[Result]] = []
        self._read()
        session.changed.connect(self._refresh)

    def _read(self) -> None:
        desk = self._session.desk
        self._rings = sorted(desk.find(Ring), key=lambda ring: ring.position)
        everything = sorted(desk.find(Result), key=lambda result: result.code)
        self._results = [[each for each in everything if each.ring == ring.id] for ring in self._rings]

    def _shape(self) -> list[tuple[str, list[str]]]:
        return [
            (ring.id, [r.id for r in rows]) for ring, rows in zip(self._rings, self._results, strict=True)
        ]

    def _refresh(self) -> None:
        """Read anew; where only texts changed, views keep what is open and selected."""
        before = self._shape()
        old = (self._rings, self._results)
        self._read()
        if self._shape() == before:
            for row in range(len(self._rings)):
                ring = self.index(row, 0)
                self.dataChanged.emit(ring, ring)
                if self._results[row]:
                    last = self.index(len(self._results[row]) - 1, 0, ring)
                    self.dataChanged.emit(self.index(0, 0, ring), last)
            return
        new = (self._rings, self._results)
        self._rings, self._results = old
        self.beginResetModel()
        self._rings, self._results = new
        self.endResetModel()

    def result(self, index: Index) -> Result | None:
        """The result at an index, None for a ring."""
        if not index.isValid() or index.internalId() == 0:
            return None
        return self._results[index.internalId() - 1][index.row()]

    def ring(self, index: Index) -> Ring | None:
        """The ring at an index, or that of the result there."""
        if not index.isValid():
            return None
        return self._rings[index.internalId() - 1 if index.internalId() else index.row()]

    def index_of(self, result_id: str) -> QModelIndex:
        """Where a result is; an invalid index for one that is not there."""
        for ring_row, rows in enumerate(self._results):
            for row, result in enumerate(rows):
                if result.id == result_id:
                    return self.index(row, 0, self.index(ring_row, 0))
        return QModelIndex()

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
        return len(self._results[parent.row()]) if parent.internalId() == 0 and parent.column() == 0 else 0

    def columnCount(self, parent: Index = _NONE) -> int:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        ring, result = self.ring(index), self.result(index)
        if ring is None:
            return None
        if result is None:
            text = f"{ring.position} {ring.name}"
            return {
                Qt.ItemDataRole.DisplayRole: text,
                Qt.ItemDataRole.AccessibleTextRole: text,
                Qt.ItemDataRole.FontRole: _BOLD,
            }.get(Qt.ItemDataRole(role))
        return {
            RESULT_ID: result.id,
            Qt.ItemDataRole.EditRole: result.statement,
            Qt.ItemDataRole.DisplayRole: f"{result.code}  {result.statement}",
            Qt.ItemDataRole.ToolTipRole: result.statement,
            Qt.ItemDataRole.AccessibleTextRole: f"{result.code}, {ring.name}: {result.statement}",
        }.get(role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        """See QAbstractItemModel. Leaving the text as it was is no edit."""
        result = self.result(index)
        if result is None or role != Qt.ItemDataRole.EditRole:
            return False
        if str(value) == result.statement:
            return True
        label = self._words("Reword {code}", code=result.code)
        return self._session.do(label, actions.rename, result.id, str(value))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See QAbstractItemModel."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.result(index) is not None and self._session.desk.writable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags
