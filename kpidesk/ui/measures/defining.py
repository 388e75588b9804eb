"""The definition of one measure, and beside it what is still open."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.desk.journal import Change
from kpidesk.ui.measures.definition import Definition
from kpidesk.ui.measures.details import Openings
from kpidesk.ui.measures.section import Shown
from kpidesk.ui.measures.view import View
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import LONG_LINE, Panel, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.measures.page import MeasuresPage


class DefinitionView(View):
    """The form in the middle, what is still open at the right."""

    key: ClassVar[str] = "definition"
    side: Openings

    def __init__(self, page: "MeasuresPage") -> None:
        super().__init__(page)
        self.form = Definition(self.session, self.words, page.icons)
        self.side = Openings(page.marks)
        panel = Panel()
        panel.body.addWidget(scrolling(self.form, widest=LONG_LINE))
        self.across = splitter(Qt.Orientation.Horizontal, panel, self.side)
        self.across.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.across)
        self.side.field_chosen.connect(self.form.focus_field)
        self.side.note_opened.connect(lambda note: page.shell.go("gallery", note))

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.form.fields["name"]

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        measure = self.page.measure
        if measure is not None:
            self.form.show_measure(measure, writable=self.session.desk.writable)
            self.side.show_measure(Shown(measure, None, None))

    def leave(self) -> None:
        """See View."""
        self.form.commit()

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        self.across.setSizes([middle, side])
