"""What the views of the Measures page have in common."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from kpidesk.desk.journal import Change

if TYPE_CHECKING:
    from kpidesk.ui.measures.page import MeasuresPage

MEASURES, RESULTS, NOTHING = "measures", "results", ""


class View(QWidget):
    """One way to look at measures; it fills the page right of the list that it needs.

    Made when it is first gone to. While it is out of sight it is told nothing; it shows the desk anew
    when it comes into sight.
    """

    key: ClassVar[str]
    beside: ClassVar[str] = MEASURES
    """Which list stands at the left."""
    COMMANDS: ClassVar[tuple[str, ...]] = ()
    """What can be invoked before the view is made: it is then brought in sight first."""
    side: QWidget | None = None
    """The panel at the right, whose place the Guide may take."""

    def __init__(self, page: "MeasuresPage") -> None:
        super().__init__()
        self.page, self.words, self.session = page, page.words, page.session
        self.setObjectName(f"measures-{self.key}")
        self.tools: list[tuple[QPushButton, QPushButton]] = []

    def show_desk(self, change: Change | None = None) -> None:
        """Show the desk as it is, at what the page has chosen.

        `change` is what was just done while this view was in sight, None for a new look at everything.
        """
        raise NotImplementedError

    def leave(self) -> None:
        """The person goes elsewhere: take over what is being typed."""

    def give_up(self) -> None:
        """The page is thrown away: let go of whatever is held besides widgets."""

    def unfinished(self) -> str:
        """What is typed here and could not be taken over, after `leave`."""
        return ""

    @property
    def focused(self) -> QWidget:
        """Where the work of this view is."""
        return self

    @property
    def step(self) -> str:
        """The name of the Guide's step."""
        return f"measures-{self.key}"

    def share_width(self, middle: int, side: int) -> None:
        """The page has another width, of which the side panel gets so many px."""

    def views(self) -> dict[str, Callable[[], object]]:
        """What the view can show besides its first sight, for pictures and tests."""
        return {}

    def head_tools(self, *keys: str) -> None:
        """Commands whose buttons stand in the page's head while the view is in sight."""
        self.tools = [(self.page.button(key), self.page.button(key, "tool")) for key in keys]


def splitter(way: Qt.Orientation, *widgets: QWidget) -> QSplitter:
    """Panels side by side or one above the other, with the usual gap between."""
    made = QSplitter(way)
    made.setHandleWidth(8)
    made.setChildrenCollapsible(False)
    for each in widgets:
        made.addWidget(each)
    return made


def by_wide(widgets: Sequence[tuple[QWidget, QWidget]], wide: bool) -> None:
    """Show the tools with words where there is room, else their icons."""
    for text, icon in widgets:
        text.setVisible(wide)
        icon.setVisible(not wide)
