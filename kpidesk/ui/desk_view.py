"""An open desk in the window: the outline on the left, the map beside it, one model behind both."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStyledItemDelegate,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from kpidesk.actions import results as actions
from kpidesk.domain.results import Map, Result
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.canvas import MapCanvas
from kpidesk.ui.outline import RESULT_ID, OutlineModel
from kpidesk.ui.session import Session


class _StatementDelegate(QStyledItemDelegate):
    """Tells when a statement was refused, so that what was typed is not lost."""

    refused = Signal(str, str)

    def setModelData(  # noqa: N802 - Qt's name
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """See QStyledItemDelegate."""
        if isinstance(editor, QLineEdit) and not model.setData(index, editor.text()):
            self.refused.emit(index.data(RESULT_ID), editor.text())


class DeskView(QWidget):
    """Outline and map of a session's desk."""

    def __init__(
        self, session: Session, words: Words, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._words = words
        self.model = OutlineModel(session, words, self)
        self.tree = QTreeView()
        self.canvas = MapCanvas(palette)
        self.add = QPushButton(words("Add result"))
        self.remove = QPushButton(words("Remove"))
        self._build()
        session.changed.connect(self._redraw)
        self.model.modelReset.connect(self.tree.expandAll)
        self._redraw()

    def _build(self) -> None:
        words = self._words
        self.tree.setObjectName("outline")
        self.tree.setAccessibleName(words("Outline of results"))
        self.tree.setModel(self.model)
        delegate = _StatementDelegate(self.tree)
        delegate.refused.connect(self._write_again, Qt.ConnectionType.QueuedConnection)
        self.tree.setItemDelegate(delegate)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(14)
        self.tree.setUniformRowHeights(True)
        self.tree.setEditTriggers(
            QTreeView.EditTrigger.DoubleClicked
            | QTreeView.EditTrigger.EditKeyPressed
            | QTreeView.EditTrigger.AnyKeyPressed
        )
        self.tree.expandAll()
        self.tree.selectionModel().currentChanged.connect(self._current_changed)
        self.canvas.setObjectName("map")
        self.canvas.setAccessibleName(words("Results map"))
        self.canvas.picked.connect(self._edit)
        self.add.setObjectName("add-result")
        self.add.clicked.connect(self.add_result)
        self.remove.setObjectName("remove-result")
        self.remove.setProperty("quiet", "true")
        self.remove.clicked.connect(self.remove_result)
        left, right = _panel(), _panel()
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 8, 4)
        title = QLabel(words("Results"))
        title.setProperty("role", "panel")
        head.addWidget(title)
        head.addStretch()
        head.addWidget(self.remove)
        head.addWidget(self.add)
        column = QVBoxLayout(left)
        column.setContentsMargins(1, 1, 1, 6)
        column.addLayout(head)
        column.addWidget(self.tree)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(6, 6, 6, 6)
        beside.addWidget(self.canvas)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(8)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([360, 940])
        splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.addWidget(splitter)
        self._current_changed(QModelIndex())
        self.setFocusProxy(self.tree)

    def add_result(self) -> None:
        """Add a result to the ring of the current row, and begin to write it."""
        desk = self.session.desk
        shown = next(iter(desk.find(Map)), None)
        ring = self.model.ring(self.tree.currentIndex()) or self.model.ring(self.model.index(0, 0))
        if shown is None or ring is None:
            return
        before = {result.id for result in desk.find(Result)}
        wording = self._words("A new result")
        if self.session.do(self._words("Add result"), actions.add, shown.id, ring.id, wording):
            (added,) = {result.id for result in desk.find(Result)} - before
            self._edit(added)

    def remove_result(self) -> None:
        """Take the current result away; undo brings it back."""
        if result := self.model.result(self.tree.currentIndex()):
            self.session.do(self._words("Remove {code}", code=result.code), actions.remove, result.id)

    def _edit(self, result_id: str) -> None:
        index = self.model.index_of(result_id)
        self.tree.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.tree.setFocus()
        self.tree.edit(index)

    def _write_again(self, result_id: str, text: str) -> None:
        """Open the editor once more with a text that was refused."""
        self._edit(result_id)
        editor = self.tree.indexWidget(self.tree.currentIndex())
        if isinstance(editor, QLineEdit):
            editor.setText(text)

    def _current_changed(self, index: QModelIndex) -> None:
        result = self.model.result(index)
        self.remove.setEnabled(result is not None and self.session.desk.writable)
        self.remove.setToolTip("" if result else self._words("Choose a result first."))
        if result:
            self.canvas.show_result(result.id)

    def _redraw(self) -> None:
        desk = self.session.desk
        self.canvas.show_map(desk, next(iter(desk.find(Map)), None))


def _panel() -> QFrame:
    frame = QFrame()
    frame.setProperty("panel", "true")
    return frame
