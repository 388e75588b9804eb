"""What a page of the window is, and what it is given by the shell around it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Final, Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kpidesk.desk.journal import Change
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.room import ROOM, Room
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.commands import Commands
from kpidesk.ui.fields import Choice, LineField, TextField
from kpidesk.ui.icons import Icons
from kpidesk.ui.jobs import Jobs
from kpidesk.ui.questions import Questions
from kpidesk.ui.running import Runner
from kpidesk.ui.session import Session
from kpidesk.ui.settings import Settings
from kpidesk.ui.widgets import Elided, Segments, label


class Shell(Protocol):
    """The window, as pages see it."""

    words: Words
    palette_: Palette
    icons: Icons
    commands: Commands
    questions: Questions
    settings: Settings
    jobs: Jobs
    folders: Folders
    runner: Runner

    @property
    def desk_session(self) -> Session:
        """The open desk's session."""
        ...

    def open(self, path: Path) -> bool:
        """Open a desk; whether it is open now."""
        ...

    def go(self, page: str, record_id: str = "", *, view: str = "") -> None:
        """Show a page, one of its views if one is named, and bring a record into sight there."""
        ...

    def say(
        self, text: str, *, bad: bool = False, button: str = "", do: Callable[[], object] | None = None
    ) -> None:
        """Show a sentence in the notice strip, with at most one thing to do about it."""
        ...

    def open_folder(self, folder: Path) -> None:
        """Show a folder in the system's file manager."""
        ...

    def show_step(self) -> None:
        """The page shows something else, for which the Guide has a step of its own."""
        ...

    @property
    def projecting(self) -> bool:
        """Whether something is projected."""
        ...

    @property
    def room(self) -> Room:
        """The room's screen and its last row; a usual screen while nothing is projected."""
        ...

    def follow(self) -> None:
        """What the page shows has changed: a projector that is on shows it, too."""
        ...


class PageHead(QWidget):
    """The 52 px on top of a page: title, what it is about, segments, tools."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setFixedHeight(52)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 0, 4, 0)
        self._row.setSpacing(8)
        self.title = label(title, "title")
        self.subtitle = Elided("", "second")
        self.subtitle.hide()
        self._row.addWidget(self.title)
        self._row.addWidget(self.subtitle, 1)
        self._row.addStretch()

    def set_subtitle(self, text: str) -> None:
        """Say in some words what the page is about."""
        self.subtitle.show_text(text)
        self.subtitle.setVisible(bool(text))

    def add_segments(self, segments: Segments) -> None:
        """Put the choice of views beside the title."""
        self._row.insertSpacing(1, 8)
        self._row.insertWidget(2, segments)

    def add_beside(self, widget: QWidget) -> None:
        """Put something beside the choice of views."""
        self._row.insertWidget(3, widget)

    def add_tool(self, widget: QWidget) -> None:
        """Put a tool at the right; the one filled button comes last."""
        self._row.addWidget(widget)

    def fit_views(
        self, segments: Segments, choice: Choice, named: Sequence[Mapping[str, str]], room: int,
        *, there: bool = True,
    ) -> int:  # fmt: skip
        """Call the views as fully as so many px allow; how many are left.

        The title goes before names are shortened; where even the shortest have no room, a list has to do.
        Where what the views look at is not `there`, neither is shown.
        """
        title = self.title.sizeHint().width() + 16
        ways = [(names, titled) for names in named for titled in (True, False)]
        fitting = (way for way in ways if segments.room(way[0]) + way[1] * title <= room)
        names, titled = next(fitting, ways[-1])
        segments.show_texts(names)
        room -= segments.room(names)
        crowded = room < 0
        if crowded:
            room += segments.room(names) - choice.sizeHint().width()
            titled = room >= title
        choice.show_value(segments.current)
        choice.setVisible(there and crowded)
        segments.setVisible(there and not crowded)
        self.title.setVisible(titled or not there)
        return room - titled * title


CALL: Final = "vote on "
"""What stands in front of the ids of records where the Workshops page is to call a vote on them."""


Sides = tuple[int, int]


def sides_in(wide: int, table: Sequence[tuple[int, Sides]]) -> Sides:
    """How many px the sides of a page have that is so `wide`; the table begins with the widest page."""
    return next(sides for least, sides in table if wide >= least)


class Page(QWidget):
    """One place of the window; made when it is first gone to, thrown away with desk or theme.

    Subclasses set `key`, fill `body`, name the panel at the right `details`, provide their commands, and
    show the desk in `refresh`.
    """

    key: ClassVar[str]
    details: QWidget | None = None
    bare = False
    """Whether the work is shown alone."""

    def __init__(self, shell: Shell, title: str) -> None:
        super().__init__()
        self.shell = shell
        self.session = shell.desk_session
        self.words = shell.words
        self.colours = shell.palette_
        self.icons = shell.icons
        self.setObjectName(f"page-{self.key}")
        self.head = PageHead(title)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 12)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self.body, 1)

    def refresh(self, change: Change | None) -> None:
        """Show the desk as it is; `change` is what was just done, None for a new look at everything."""

    def show_record(self, record_id: str) -> None:
        """Bring a record into sight."""

    def show_view(self, key: str) -> None:
        """Change to one of the views, for a page that has some."""

    def leave(self) -> None:
        """The person goes elsewhere, or the desk is closed: commit what is being typed."""
        focus = QApplication.focusWidget()
        if isinstance(focus, LineField | TextField) and self.isAncestorOf(focus):
            focus.commit()

    def unfinished(self) -> str:
        """What is typed here and could not be taken over, after `leave`; empty when nothing waits."""
        fields: list[LineField | TextField] = [*self.findChildren(LineField), *self.findChildren(TextField)]
        return next((field.typed() for field in fields if field.dirty), "")

    def give_up(self) -> None:
        """The page is thrown away: let go of whatever it holds besides its widgets."""

    def place(self) -> object:
        """What is looked at, None for nothing worth coming back to; see `come_back`."""
        return None

    def come_back(self, place: object) -> None:
        """Look at what `place` told of before the page was built anew in other colours."""

    def make_room(self, *, narrow: bool) -> None:
        """The Guide takes the place of the details, or gives it back."""
        if self.details is not None:
            self.details.setVisible(not narrow and not self.bare)

    @property
    def step(self) -> str:
        """The name of the Guide's step for what is shown."""
        return self.key

    def areas(self) -> list[QWidget]:
        """The areas that F6 walks, first to last; none for the page as a whole."""
        return []

    def projected(self, room: Room = ROOM) -> Picture | None:
        """What the room sees of the page just now, None for nothing of it."""
        return None

    def call_vote_on(self, ids: Sequence[str]) -> None:
        """Go and ask how people vote on some records."""
        self.leave()
        self.shell.go("workshops", CALL + " ".join(ids))

    def room_in_head(self, tools: Iterable[QWidget]) -> int:
        """How many px of the head are left beside the tools of these that are shown."""
        taken = sum(each.sizeHint().width() + 8 for each in tools if not each.isHidden())
        return self.width() - 24 - 2 * 4 - 24 - taken

    def set_bare(self, *, bare: bool) -> None:
        """Show the work alone, without panels and tools around it, or all of it again."""
        self.bare = bare
        self.head.setVisible(not bare)

    def busy(self) -> bool:
        """Whether something that the page shows is still being drawn in the background."""
        return self.shell.jobs.busy

    def views(self) -> dict[str, Callable[[], object]]:
        """What the page can show besides its first sight, for pictures and tests: name → how to get there."""
        return {}

    def command(self, key: str, do: Callable[[], object], why_not: Callable[[], str] = lambda: "") -> QAction:
        """Say how a command of this page is done, see Commands.provide."""
        return self.shell.commands.provide(key, self, do, why_not)

    def button(self, key: str, kind: str = "plain", *, text: str | None = None) -> QPushButton:
        """A button of a command of this page, see Commands.button."""
        return self.shell.commands.button(key, kind, text=text)

    def read_only(self) -> str:
        """Why nothing can be changed; empty where it can."""
        return "" if self.session.desk.writable else self.words("This desk is open for reading only.")
