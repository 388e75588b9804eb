"""What is guessed about partners, one after the other as an interview, and what was found out before."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.desk.journal import Change
from kpidesk.domain.guesses import Guess, guesses, verified
from kpidesk.drawing.interview_script import script
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.projected_partner import projected
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui.sharing.guess_list import LineList, found_out, guessed
from kpidesk.ui.sharing.interview import Interview
from kpidesk.ui.sharing.view import View
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import Panel, label, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage

_SIDE: Final = 340


class VerifyView(View):
    """Guesses at the left and what was found out below them; the guess in hand at the right."""

    key: ClassVar[str] = "verify"
    COMMANDS: ClassVar = ("sharing.interviews",)

    def __init__(self, page: "SharingPage") -> None:
        super().__init__(page)
        words = self.words
        self._guesses: list[Guess] = []
        self._current = ""
        page.command("sharing.interviews", self._to_script, self._why_no_script)
        self.list = LineList(page.colours, page.icons, words("What we guess"), "guesses")
        self.list.chosen.connect(self._choose)
        self.list.clicked.connect(lambda _: self._ask())
        self.list.entered.connect(self._ask)
        self._nothing = _said(words("There is no guess to check. What partners told us needs none."))
        self.known = LineList(page.colours, page.icons, words("Found out"), "found-out")
        self.interview = Interview(page, self._answered)
        self._asking = scrolling(self.interview)
        self._quiet = _said(words("There is nothing to ask just now."))
        above = _panel(words("What we guess, the oldest first"), self.list, self._nothing)
        above.head.addWidget(page.button("sharing.interviews", "quiet"))
        self.below = _panel(words("Found out, the latest first"), self.known)
        lists = splitter(Qt.Orientation.Vertical, above, self.below)
        lists.setSizes([640, 280])
        self.side = _panel(words("Interview"), self._asking, self._quiet)
        self.across = splitter(Qt.Orientation.Horizontal, lists, self.side)
        self.across.setStretchFactor(0, 1)
        self.across.setSizes([800, _SIDE])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.across)

    # -- showing

    @property
    def guess(self) -> Guess | None:
        """The guess in hand."""
        return next((each for each in self._guesses if each.id == self._current), None)

    def show_desk(self, change: Change | None = None) -> None:
        """See View. Where the guess in hand is one no more, the next one is shown."""
        desk, words = self.session.desk, self.words
        before = [each.id for each in self._guesses]
        self._guesses = guesses(desk, self.centre.id, _today())
        self._current = self._kept(before)
        guess = self.guess
        self.list.show_lines(guessed(self._guesses, words), self._current)
        found = verified(desk, self.centre.id)
        self.known.show_lines(found_out(found, words))
        self.below.setVisible(bool(found))
        for some, none in ((self.list, self._nothing), (self._asking, self._quiet)):
            some.setVisible(guess is not None)
            none.setVisible(guess is None)
        if guess is not None:
            self.page.partner_id = guess.partner.id
            self.interview.show_guess(guess)

    def _kept(self, before: list[str]) -> str:
        """The guess in hand, else the next one that was below it, else the last; "" for none."""
        now = [each.id for each in self._guesses]
        if self._current in now:
            return self._current
        if self._current in before:
            below = before[before.index(self._current) + 1 :]
            return next((each for each in below if each in now), now[-1] if now else "")
        own = (each.id for each in self._guesses if each.partner.id == self.page.partner_id)
        return next(own, now[0] if now else "")

    def _choose(self, guess_id: str) -> None:
        self.leave()
        self._current = guess_id
        self.show_desk()
        self.page.shell.follow()

    # -- answering

    def _ask(self) -> None:
        """Go to what they say about the guess in hand."""
        if self.guess is not None:
            self.interview.form.focus("found")

    def _answered(self) -> None:
        """Go on with the next guess, or back to the list after the last."""
        if self.guess is not None:
            self._ask()
        else:
            self.focused.setFocus()

    # -- the page's side

    @property
    def focused(self) -> QWidget:
        """See View."""
        if self._guesses:
            return self.list
        return self.known if self.known.ids() else self

    def show_record(self, record_id: str) -> bool:
        """See View."""
        if record_id not in {each.id for each in self._guesses}:
            return False
        self._choose(record_id)
        self.list.setFocus()
        return True

    def leave(self) -> None:
        """See View."""
        self.interview.form.commit()

    def unfinished(self) -> str:
        """See View."""
        return self.interview.unfinished()

    def picture(self) -> tuple[Picture, ...]:
        """See View. The script for the partner in hand."""
        guess = self.guess
        return script(self.session.desk, guess.partner, self.words, _today()) if guess else ()

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See View. The partner in hand."""
        guess = self.guess
        if guess is None:
            return None
        return projected(self.session.desk, guess.partner, self.words, self.page.colours, _today(), room)

    def views(self) -> dict[str, Callable[[], object]]:
        """See View."""
        return {self.key: partial(self.page.show_view, self.key)}

    # -- commands

    def _why_no_script(self) -> str:
        if self.page.centre is None:
            return self.words("Put a result in the centre first.")
        if guesses(self.session.desk, self.centre.id, _today()):
            return ""
        return self.words("There is no guess to ask about.")

    def _to_script(self) -> None:
        self.page.shell.go("publish", f"interviews:{self.centre.id}")


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the person's day


def _said(text: str) -> QWidget:
    """What stands in the place of an empty list."""
    made = label(text, "second", wrap=True)
    made.setContentsMargins(14, 12, 14, 12)
    return made


def _panel(title: str, shown: QWidget, *nothing: QWidget) -> Panel:
    """A panel with something, or what is said in its place."""
    panel = Panel(title)
    panel.setMinimumWidth(280)
    panel.body.addWidget(shown, 1)
    for each in nothing:
        panel.body.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
    return panel
