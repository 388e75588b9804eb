"""The alignment matrix: what partners share, and whom their own measures serve besides."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.desk.journal import Change
from kpidesk.domain.alignment_grid import SharedMeasure, State, pairs, uses
from kpidesk.drawing.alignment_marks import Mark
from kpidesk.drawing.alignment_matrix import meanings_of_pairs, meanings_of_uses, sheets
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Picture
from kpidesk.system.clock import now
from kpidesk.ui.sharing.matrix_grid import MatrixGrid, mark_picture
from kpidesk.ui.sharing.matrix_model import PairSource, Source, UseSource
from kpidesk.ui.sharing.matrix_side import MatrixSide
from kpidesk.ui.sharing.view import View
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import EmptyState, Flow, Line, Panel, Segments, button, clear, label

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage

PARTNERS, MEASURES = "partners", "measures"
_SIDE: Final = 300  # px
_SLIM: Final = 240  # where the whole view has less than
_ROOMY: Final = 700
_MEANING: Final = 320  # px, the longest line of a mark's meaning: it fits beside the Guide at 960
_MARK: Final = 22


class MatrixView(View):
    """The grid at the left, the current cell in words at the right."""

    key: ClassVar[str] = "matrix"

    def __init__(self, page: "SharingPage") -> None:
        super().__init__(page)
        words = self.words
        self.mode = Segments(
            ((PARTNERS, words("Partners and partners")), (MEASURES, words("Partners and measures"))), PARTNERS
        )
        self.mode.chosen.connect(self.show_mode)
        name = words("Alignment matrix: Enter shares a measure or goes to what is shared")
        self.grid = MatrixGrid(name, page.colours)
        self.grid.looked.connect(self._look)
        self.grid.acted.connect(self._act)
        self.side = self.cell = MatrixSide(page)
        self.cell.setMinimumWidth(240)
        self.across = splitter(Qt.Orientation.Horizontal, self._left(), self.cell)
        self.across.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.across)

    def _left(self) -> Panel:
        panel = Panel()
        panel.setMinimumWidth(368)
        top = QHBoxLayout()
        top.setContentsMargins(10, 8, 10, 8)
        top.addWidget(self.mode)
        top.addStretch()
        panel.body.addLayout(top)
        panel.body.addWidget(Line())
        self.sights = QStackedWidget()
        self.sights.addWidget(self.grid)
        self.sights.addWidget(self._empty())
        panel.body.addWidget(self.sights, 1)
        panel.body.addWidget(Line())
        self.legend = QFrame()
        self._marks = Flow(16, 4)
        self._marks.setContentsMargins(14, 6, 14, 6)
        self.legend.setLayout(self._marks)
        panel.body.addWidget(self.legend)
        return panel

    def _empty(self) -> QWidget:
        words = self.words
        return EmptyState(
            self.page.icons.pixmap("grid-3x3", "text_third", 40),
            words(
                "Here you see who shares which measure, once partners are named and something drives them."
            ),
            words("The council counts cleaned gullies, we count overflows: both can watch dry overflows."),
            button(words("Open the table"), partial(self.page.show_view, "table")),
        )

    # -- showing

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        source = self._source()
        filled = bool(source.rows) and bool(source.columns)
        self.sights.setCurrentIndex(0 if filled else 1)
        self.legend.setVisible(filled)
        self.grid.show_source(source)
        self._show_legend()
        self._look()

    def _source(self) -> Source:
        desk, centre = self.session.desk, self.centre.id
        if self.mode.current == PARTNERS:
            return PairSource(pairs(desk, centre), self.words)
        return UseSource(uses(desk, centre), self.words)

    def show_mode(self, key: str) -> None:
        """Change between both matrices; the partner in hand stays in hand."""
        self.cell.commit()
        self.mode.choose(key)
        self.show_desk()
        if partner := self.page.partner_id:
            self.grid.go_to_row(partner)

    def _show_legend(self) -> None:
        meanings = meanings_of_pairs if self.mode.current == PARTNERS else meanings_of_uses
        clear(self._marks)
        for shown, text in meanings(self.words):
            self._marks.addWidget(self._meaning(shown, text))

    def _meaning(self, shown: Mark, text: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        picture = QLabel()
        picture.setPixmap(mark_picture(shown, _MARK, self.page.colours, ground=True))
        row.addWidget(picture)
        words = label(text, "caption", wrap=True)
        words.setMinimumWidth(min(label(text, "caption").sizeHint().width(), _MEANING))
        row.addWidget(words, 1)
        return made

    def _look(self) -> None:
        """Say in full what stands in the current cell."""
        index, source = self.grid.currentIndex(), self.grid.matrix.source
        if not index.isValid() or source is None:
            self.cell.show_nothing()
        elif isinstance(source, UseSource):
            self.cell.show_use(*source.use(index.row(), index.column()), source.found)
        else:
            one, other, common = source.pair(index.row(), index.column())
            self.page.partner_id = one.id
            if one.id == other.id:
                self.cell.show_partner(one)
            else:
                self.cell.show_pair(one, other, common)

    def _act(self) -> None:
        """A cell was clicked or entered: share, align, or go to what is shared already."""
        index, source = self.grid.currentIndex(), self.grid.matrix.source
        if not index.isValid() or source is None:
            return
        if self.page.read_only():
            self.cell.take_focus()
        elif isinstance(source, UseSource):
            self._use(source, index.row(), index.column())
        else:
            one, other, common = source.pair(index.row(), index.column())
            if common.shared:
                self.cell.take_focus()
            elif one.id != other.id:
                self.page.ask_share([one.id, other.id])

    def _use(self, source: UseSource, row: int, column: int) -> None:
        partner, shown, state = source.use(row, column)
        if isinstance(shown, SharedMeasure):
            self.cell.toggle_share(partner, shown.measure, shares=state is State.SHARES)
        elif state is not State.DRIVES:
            self.cell.toggle_alignment(shown.driving, partner, serves=state is State.ALIGNED)

    # -- the page's side

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.grid if self.sights.currentIndex() == 0 else self.mode.buttons[self.mode.current]

    def show_record(self, record_id: str) -> bool:
        """See View. The row of a partner."""
        found = any(each.id == record_id for each in self.partners)
        if found:
            self.grid.go_to_row(record_id)
            self.grid.setFocus()
        return found

    def views(self) -> dict[str, Callable[[], object]]:
        """See View."""
        return {"matrix": partial(self._show, PARTNERS), "matrix-measures": partial(self._show, MEASURES)}

    def _show(self, mode: str) -> None:
        self.page.show_view(self.key)
        self.show_mode(mode)

    def leave(self) -> None:
        """See View."""
        self.cell.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The side keeps its width."""
        super().resizeEvent(event)
        side = _SIDE if self.width() >= _ROOMY else _SLIM
        self.across.setSizes([self.width() - side - self.across.handleWidth(), side])

    def picture(self) -> tuple[Picture, ...]:
        """See View."""
        paper = SHEETS["A1"].landscape
        return sheets(self.session.desk, self.centre, paper, self.words, now().date())
