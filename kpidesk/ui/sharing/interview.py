"""One guess as an interview: what to ask and whom, what they said, and three ways on."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from kpidesk.actions import sharing as actions
from kpidesk.domain.guesses import Guess
from kpidesk.domain.sharing import Told
from kpidesk.drawing.partner_words import age, kind_of, question
from kpidesk.ui.fields import LineField
from kpidesk.ui.form import Form, texts
from kpidesk.ui.widgets import button, label

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage


class Interview(QWidget):
    """The guess in hand. `answered` is called once it is confirmed, put right or taken away."""

    def __init__(self, page: "SharingPage", answered: Callable[[], object]) -> None:
        super().__init__()
        words = page.words
        self._page, self._answered = page, answered
        self.guess: Guess | None = None
        self._drafts: dict[str, tuple[Guess, str]] = {}  # what would be right instead, by the guess's id
        self.partner = label("", "statement-strong", wrap=True)
        self.sort = label("", "caption", wrap=True)
        self.question = label("", "statement", wrap=True)
        self.question.setObjectName("verify-question")
        self.since = label("", "caption", wrap=True)
        self.form = Form(
            words, {"contact": words("Whom to ask"), "found": words("What did they say?")}, self._take
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.partner)
        column.addWidget(self.sort)
        column.addLayout(self.form.line("contact", words("a name, a number"), texts()))
        column.addSpacing(4)
        column.addWidget(label(words("Ask"), "caption-strong"))
        column.addWidget(self.question)
        column.addWidget(self.since)
        column.addSpacing(4)
        column.addLayout(self.form.text("found", words("in their words"), texts()))
        column.addLayout(self._ways())
        column.addLayout(self._right())
        column.addStretch(1)  # more than what stands in the fields' own columns

    def _ways(self) -> QGridLayout:
        """The three ways on."""
        words = self._page.words
        self.so = _way(words("As we thought"), "filled", "verify-so", partial(self.confirm, None))
        self.other = _way(words("Otherwise"), "plain", "verify-otherwise", self.ask_right)
        self.gone = _way(words("Not so"), "danger", "verify-not", self.remove)
        self.ways = (self.so, self.other, self.gone)
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(self.so, 0, 0, 1, 2)
        grid.addWidget(self.other, 1, 0)
        grid.addWidget(self.gone, 1, 1)
        return grid

    def _right(self) -> QVBoxLayout:
        """What is right instead; Enter takes it over, Esc shuts it."""
        words = self._page.words
        self.right = LineField(lambda _: True, name=words("What is right instead?"))
        self.right.draft = True
        self.right.setObjectName("verify-right")
        self.right.returnPressed.connect(lambda: self.confirm(self.right.text()))
        shut = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.right)
        shut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shut.activated.connect(self._shut)
        self._right_head = label(words("What is right instead? Enter takes it over."), "caption-strong")
        self._right_head.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(self._right_head)
        column.addWidget(self.right)
        return column

    # -- showing

    def show_guess(self, guess: Guess) -> None:
        """Show a guess; what is being typed about it stays, what was typed about another waits."""
        words, told, partner = self._page.words, guess.told, guess.partner
        if self.guess is None or self.guess.id != guess.id:
            self.form.give_back()
            self._keep()
            self._bring(guess)
        self.guess = guess
        self.partner.setText(partner.name)
        self.sort.setText(kind_of(partner, words))
        self.question.setText(question(told, words))
        source = words("from: {source}", source=told.source) if told.source else ""
        self.since.setText(" · ".join(filter(None, (age(guess.days, words), source))))
        reason = self._page.read_only()
        values = {"contact": partner.contact, "found": told.found}
        self.form.show_values(values, writable=not reason)
        for each in self.ways:
            each.setEnabled(not reason)
            each.setToolTip(reason)

    def _show_right(self, *, shown: bool) -> None:
        self._right_head.setVisible(shown)
        self.right.setVisible(shown)

    def _keep(self) -> None:
        """What would be right instead waits for whoever comes back to the guess."""
        if self.guess is not None and not self.right.isHidden():
            self._drafts[self.guess.id] = self.guess, self.right.text()

    def _bring(self, guess: Guess) -> None:
        """Show what would be right instead, if that was asked before."""
        _, text = self._drafts.pop(guess.id, (guess, None))
        self._show_right(shown=text is not None)
        self.right.setText(text or "")

    def _shut(self) -> None:
        """Ask no more what is right instead."""
        self._show_right(shown=False)
        self.other.setFocus()

    # -- doing

    def _take(self, key: str, value: Any) -> bool:
        """Keep what is typed as it is typed, so that nothing of it is lost before there is an answer."""
        guess, words, session = self.guess, self._page.words, self._page.session
        if guess is None:
            return True
        typing = f"{guess.id} {key}"
        if key == "contact":
            name = words("Change {code}", code=guess.partner.code)
            return session.do(
                name, partial(actions.change_partner, contact=value), guess.partner.id, typing=typing
            )
        name = words("What {code} said", code=guess.partner.code)
        said = partial(actions.change_told, found=value)
        return session.do(name, said, type(guess.told), guess.id, typing=typing)

    def confirm(self, right: str | None) -> None:
        """They have told us: as we thought, or what is right instead."""
        name = self._page.words(
            "Confirm “{name}”", name=right or (self.guess.told.name if self.guess else "")
        )
        self._answer(name, lambda edit, kind, told: actions.confirm(edit, kind, told, name=right))

    def remove(self) -> None:
        """It is not so: the guess goes."""
        name = self._page.words("Remove “{name}”", name=self.guess.told.name if self.guess else "")
        self._answer(name, actions.remove_told)

    def _answer(self, name: str, act: Callable[[Any, type[Told], str], object]) -> None:
        guess = self.guess
        if guess is None or self._page.read_only():
            return
        self.form.commit()
        if not self._refused() and self._page.session.do(name, act, type(guess.told), guess.id):
            self._drafts.pop(guess.id, None)
            if self.guess is guess:  # the last one: no other was shown
                self._show_right(shown=False)
            self._answered()

    def ask_right(self) -> None:
        """Ask what is right instead, beginning with what we thought."""
        if self.guess is None:
            return
        if self.right.isHidden():
            self._show_right(shown=True)
            self.right.setText(self.guess.told.name)
        self.right.setFocus()
        self.right.selectAll()

    def unfinished(self) -> str:
        """What is typed and could not be taken over, or was not taken over yet."""
        return self._refused() or next(self._waiting(), "")

    def _refused(self) -> str:
        return next((each.typed() for each in self.form.fields.values() if each.dirty), "")

    def _waiting(self) -> Iterator[str]:
        """What would be right instead of what is still a guess."""
        drafts = [*self._drafts.values()]
        if self.guess is not None and not self.right.isHidden():
            drafts.append((self.guess, self.right.text()))
        for guess, text in drafts:
            there = self._page.session.desk.find(type(guess.told), id=guess.id)
            if text.strip() and any(each.is_guess and each.name != text.strip() for each in there):
                yield text


def _way(text: str, kind: str, key: str, do: Callable[[], object]) -> QPushButton:
    """One of the ways on; Enter presses it as well as Space."""
    made = button(text, do, kind)
    made.setObjectName(key)
    made.setAutoDefault(True)
    return made
