"""The values of all measures in one grid, and files of values to take into it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kpidesk.desk.journal import Change
from kpidesk.ui.measures.values_import import ValuesImport
from kpidesk.ui.measures.view import NOTHING, View
from kpidesk.ui.measures.wide_grid import WideGrid

if TYPE_CHECKING:
    from kpidesk.ui.measures.page import MeasuresPage


class AllValuesView(View):
    """The grid; while a file is looked at, that stands in its place."""

    key: ClassVar[str] = "values"
    beside: ClassVar[str] = NOTHING

    def __init__(self, page: "MeasuresPage") -> None:
        super().__init__(page)
        self.add = page.button("measures.add", "filled", text=self.words("Add the first measure"))
        self.grid = WideGrid(self.session, self.words, page.icons, page.colours, self.add)
        self.file = ValuesImport(page, lambda: page.current)
        self._before = "data"  # where the person came from with the file
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.file)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.file.opened.connect(self._open_file)
        self.file.closed.connect(self._close_file)
        self.head_tools("measures.import")

    def _open_file(self) -> None:
        if self.page.view is not self:
            self._before = self.page.view.key
        self._stack.setCurrentWidget(self.file)
        self.page.show_view(self.key)
        self.file.setFocus()

    def _close_file(self) -> None:
        self._stack.setCurrentWidget(self.grid)
        back, self._before = self._before, self.key
        self.page.show_view(back)

    # -- the page's side

    @property
    def focused(self) -> QWidget:
        """See View."""
        if self._stack.currentWidget() is self.file:
            return self.file
        return self.grid if self.grid.filled else self.add

    @property
    def step(self) -> str:
        """See View."""
        return "measures-import" if self._stack.currentWidget() is self.file else f"measures-{self.key}"

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        self.grid.refresh(change)
        self.file.refresh(change)

    def paste(self) -> None:
        """Paste a block of cells at the current one."""
        self.grid.paste()

    def leave(self) -> None:
        """See View."""
        self.grid.leave()
        self.file.leave()

    def give_up(self) -> None:
        """See View."""
        self.file.stop()

    def unfinished(self) -> str:
        """See View."""
        return self.grid.typed

    def views(self) -> dict[str, Callable[[], object]]:
        """See View."""
        return {"values": partial(self.page.show_view, self.key), "import": self._example}

    def _example(self) -> None:
        self.page.show_view(self.key)
        self.file.show_example()
