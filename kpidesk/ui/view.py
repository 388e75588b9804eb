"""Pages of several views between which a person changes: each is made when it is first gone to."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar, TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QSplitter, QStackedWidget, QWidget

from kpidesk.desk.journal import Change
from kpidesk.ui.fields import Choice
from kpidesk.ui.page import Page
from kpidesk.ui.tabbing import beside, can_have_focus
from kpidesk.ui.widgets import Segments


class View(QWidget):
    """One way to look at what a page is about.

    Made when it is first gone to. While it is out of sight it is told nothing; it shows the desk anew
    when it comes into sight.
    """

    key: ClassVar[str]
    COMMANDS: ClassVar[tuple[str, ...]] = ()
    """What can be invoked from anywhere on the page: the view is brought in sight first."""
    side: QWidget | None = None
    """The panel at the right, whose place the Guide may take."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.words, self.session = page, page.words, page.session
        self.setObjectName(f"{page.key}-{self.key}")
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
        return f"{self.page.key}-{self.key}"

    def share_width(self, middle: int, side: int) -> None:
        """The page has another width, of which the side panel gets so many px."""

    def views(self) -> dict[str, Callable[[], object]]:
        """What the view can show besides its first sight, for pictures and tests."""
        return {}

    def head_tools(self, *keys: str) -> None:
        """Commands whose buttons stand in the page's head while the view is in sight."""
        self.tools = [(self.page.button(key), self.page.button(key, "tool")) for key in keys]


V = TypeVar("V", bound=View)


class Views(QStackedWidget):
    """The views of a page, of which one is in sight, and the segments by which a person changes it."""

    def __init__(self, page: Page, kinds: Sequence[type[View]], names: Mapping[str, str], first: str) -> None:
        super().__init__()
        self._page = page
        self._kinds = {kind.key: kind for kind in kinds}
        self.made: dict[str, View] = {}
        self.segments = Segments([(key, names[key]) for key in self._kinds], first)

    def get(self, kind: type[V]) -> V:
        """A view, made if it was not there yet."""
        return cast("V", self.of(kind.key))

    def of(self, key: str) -> View:
        """A view by its key, made if it was not there yet."""
        if key not in self.made:
            view = self.made[key] = self._kinds[key](self._page)
            self.addWidget(view)
            for pair in view.tools:
                for tool in pair:
                    self._page.head.add_tool(tool)
                    tool.hide()
        return self.made[key]

    @property
    def view(self) -> View:
        """The view in sight."""
        return self.of(self.segments.current)

    def bring(self, key: str, *, wordy: bool) -> View:
        """Put a view in sight, with its tools: with words where there is room, else as icons."""
        view = self.of(key)
        for each in self.made.values():
            for pair in each.tools:
                for tool in pair:
                    tool.hide()
            policy = QSizePolicy.Policy.Preferred if each is view else QSizePolicy.Policy.Ignored
            each.setSizePolicy(policy, policy)  # those out of sight ask for no room
        self.segments.choose(key)
        self.setCurrentWidget(view)
        by_wide(view.tools, wordy)
        return view

    def home_of(self, command: str) -> str:
        """The key of the view that a command belongs to, "" for none."""
        return next((each.key for each in self._kinds.values() if command in each.COMMANDS), "")

    def give_up(self) -> None:
        """The page is thrown away."""
        for view in self.made.values():
            view.give_up()


class PageOfViews(Page):
    """A page between whose views a person changes. Subclasses make `shown` before they provide commands."""

    shown: Views

    @property
    def filled(self) -> bool:
        """Whether there is what the views look at; else the page shows what belongs there, and no view."""
        return True

    @property
    def segments(self) -> Segments:
        """The choice of views in the head."""
        return self.shown.segments

    def provide_those_of(self, kinds: Sequence[type[View]], why_not: Callable[[], str] = lambda: "") -> None:
        """Provide the commands of views that are not made yet; once made, a view provides them itself."""
        for kind in kinds:
            for key in kind.COMMANDS:
                self.command(key, partial(self.shell.commands.run, key), why_not)

    def command(self, key: str, do: Callable[[], object], why_not: Callable[[], str] = lambda: "") -> QAction:
        """See Page. What belongs to a view is done with it in sight, wherever it was asked for."""
        return super().command(key, partial(self._do_there, key, do), why_not)

    def _do_there(self, command: str, do: Callable[[], object]) -> None:
        view = self.shown.home_of(command)
        if view and view != self.shown.segments.current:
            self.show_view(view)
        do()

    def show_view(self, key: str) -> None:
        """Change to another view; what is being typed is taken over first."""
        raise NotImplementedError

    @property
    def step(self) -> str:
        """See Page."""
        return self.shown.view.step if self.filled else self.key

    def unfinished(self) -> str:
        """See Page; also what any view keeps that was not taken over."""
        kept = (view.unfinished() for view in self.shown.made.values()) if self.filled else ()
        return next(filter(None, kept), "") or super().unfinished()

    def leave(self) -> None:
        """See Page."""
        if self.filled:
            self.shown.view.leave()
        super().leave()

    def give_up(self) -> None:
        """See Page."""
        self.shown.give_up()


class WalkedPage(PageOfViews):
    """A page of views on which Tab goes where the eye goes, and the focus is never lost.

    Subclasses also make `choice`, the list that stands for the segments where these have no room, and
    `sights`, which holds the empty page beside the views.
    """

    choice: Choice
    sights: QStackedWidget

    def has_focus(self) -> bool:
        """Whether the focus of the window is at something that is seen on the page."""
        focus = self.window().focusWidget()
        return self.isAncestorOf(focus) and focus.isVisible()  # None has no ancestor

    def go_on(self, gone: QWidget | None = None) -> bool:
        """Give the focus to where work goes on, beside what is gone; whether there is such a place."""
        places: list[QWidget | None] = []
        if self.filled:
            view = self.shown.view
            within = gone is not None and view.isAncestorOf(gone)
            near = beside(gone, view, view.focused) if gone is not None and within else None
            places = [near, view.focused]
        places += [self.segments.buttons[self.segments.current], self.choice]
        places += self.sights.findChildren(QPushButton)  # on the empty page
        place = next((each for each in places if each is not None and can_have_focus(each)), None)
        if place is not None:
            place.setFocus()
        return place is not None

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802, A002 - Qt's
        """Qt also asks when what has the focus is hidden or disabled: work then goes on beside it."""
        focus = QApplication.focusWidget()
        if focus is not None and not (focus.isVisible() and focus.isEnabled()) and self.go_on(focus):
            return True
        return super().focusNextPrevChild(next)

    def areas(self) -> list[QWidget]:
        """See Page: the names of the views, then where the work of the view in sight is."""
        if not self.filled:
            return []
        focus, view = QApplication.focusWidget(), self.shown.view
        within = focus is not None and view.isAncestorOf(focus)
        names = self.choice if self.segments.isHidden() else self.segments.buttons[self.segments.current]
        return [names, view if within else view.focused]


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
