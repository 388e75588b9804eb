"""One cluster as a column of cards that can be dragged, several at once, to another one."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout

from kpidesk.ui.fields import TextField
from kpidesk.ui.gallery.board import Column
from kpidesk.ui.gallery.rows import Index, Rows
from kpidesk.ui.widgets import label, tool_button

if TYPE_CHECKING:
    from kpidesk.ui.gallery.clusters import ClustersView

NOTES: Final = "application/x-kpidesk-notes"
"""What is dragged: the id of the cluster it comes from, then those of the notes, one a line."""

_AROUND: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class _Draggable(Rows):
    """Notes that can be taken along."""

    cluster = ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See QAbstractItemModel."""
        found = super().flags(index) & ~Qt.ItemFlag.ItemIsEditable
        return found | (Qt.ItemFlag.ItemIsDragEnabled if self.note(index) else Qt.ItemFlag.ItemIsDropEnabled)

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        return [NOTES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        """See QAbstractItemModel."""
        notes = [note.id for each in indexes if (note := self.note(each))]
        made = QMimeData()
        made.setData(NOTES, "\n".join((self.cluster, *notes)).encode())
        return made

    def supportedDragActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        """See QAbstractItemModel; the view does the moving."""
        return Qt.DropAction.CopyAction


class ClusterColumn(Column):
    """The cards of one cluster; `keyed` tells a key that means something for what is chosen."""

    dropped = Signal(str, list, bool)  # from which cluster, which notes, whether they stay there, too
    keyed = Signal(str)

    def __init__(self, view: "ClustersView", cluster: str, name: str) -> None:
        super().__init__(view.page, view.work, name)
        self.cluster = cluster
        self.rows = _Draggable(view.book, view.words)
        self.rows.cluster = cluster
        self.setModel(self.rows)
        self.selectionModel().currentChanged.connect(self._went)
        self._over = False
        self._accent = view.page.colours.accent
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)

    @property
    def chosen(self) -> list[str]:
        """The notes that are selected, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [each for row in rows if isinstance(each := self.rows.all[row], str)]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl with left or right takes notes along; letters and Del act on what is chosen."""
        key, ctrl = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if ctrl and key in _AROUND:
            self.keyed.emit("left" if key == Qt.Key.Key_Left else "right")
        elif not ctrl and key in _KEYS:
            self.keyed.emit(_KEYS[key])
        else:
            super().keyPressEvent(event)

    def _notes_in(self, mime: QMimeData) -> tuple[str, list[str]]:
        if not mime.hasFormat(NOTES):
            return "", []
        source, *notes = bytes(mime.data(NOTES).data()).decode().split("\n")
        return source, notes

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        self._drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        self._drag(event)

    def _drag(self, event: QDragMoveEvent) -> None:
        source, notes = self._notes_in(event.mimeData())
        self._over = bool(notes) and source != self.cluster
        if self._over:
            event.acceptProposedAction()
        else:
            event.ignore()
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        self._over = False
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Notes move here; with Ctrl they stay where they were, too."""
        source, notes = self._notes_in(event.mimeData())
        self._over = False
        self.viewport().update()
        if notes and source != self.cluster:
            event.acceptProposedAction()
            also = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.dropped.emit(source, notes, also)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Where something would land is framed."""
        super().paintEvent(event)
        if self._over:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(self._accent), 2))
            painter.drawRoundedRect(self.viewport().rect().adjusted(2, 2, -2, -2), 6, 6)
            painter.end()


_KEYS: Final = {
    Qt.Key.Key_M: "move", Qt.Key.Key_A: "also", Qt.Key.Key_N: "new", Qt.Key.Key_Delete: "out",
    Qt.Key.Key_F2: "rename", Qt.Key.Key_G: "merge",
}  # fmt: skip


class ClusterWell(QFrame):
    """A column with its name to write, how many notes stand there, and what can be done to it."""

    def __init__(self, view: "ClustersView", cluster: str) -> None:
        super().__init__()
        words, icons = view.words, view.page.icons
        self.setProperty("kind", "well")
        self.setObjectName(f"cluster-{cluster or 'none'}")
        self.cluster = cluster
        self.cards = ClusterColumn(view, cluster, words("In no cluster"))
        self.count = label("", "second")
        head = QHBoxLayout()
        head.setContentsMargins(8, 8, 8, 6)
        head.setSpacing(4)
        self.name: TextField | None = None
        if cluster:
            self.name = TextField(partial(view.acts.rename, cluster), words("Name this cluster"), lines=False)
            self.name.setObjectName(f"cluster-name-{cluster}")
            head.addWidget(self.name, 1)
        else:
            none = label(words("In no cluster"), "name", wrap=True)
            head.addWidget(none, 1)
        head.addWidget(self.count)
        if cluster:
            menu = tool_button(icons.icon("ellipsis"), words("What to do with this cluster"), self._menu)
            menu.setObjectName(f"cluster-menu-{cluster}")
            head.addWidget(menu)
        self._view = view
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.cards, 1)

    def _menu(self) -> None:
        self._view.acts.ask_about(self.cluster)
