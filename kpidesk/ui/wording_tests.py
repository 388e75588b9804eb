"""The five tests of a goal or a result, side by side with what its marks suggest.

`TestsPanel(wording)` shows the tests of the record that `show_subject(record_id, text)` names; `narrow=True`
puts everything below each other, for panels of 240 px and more. `follow(field)` keeps what is suggested in
step with a MarkedText. Every verdict is one edit of the session. `kpidesk.ui.wording` says what both share.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kpidesk.actions import goals as actions
from kpidesk.domain.results import Outcome, Verdict, WordingTest
from kpidesk.domain.wording_marks import Mark, suggested
from kpidesk.drawing.palette import Palette
from kpidesk.system.lexicon import languages
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.fields import Choice, LineField, TextField
from kpidesk.ui.languages import language_name
from kpidesk.ui.widgets import Line, button, label, put_icon
from kpidesk.ui.wording import MarkedText, Wording

LETTERS: Final = dict(zip(WordingTest, "ABCDE", strict=True))
_ICONS: Final = {
    Outcome.PASS: ("check", "good"),
    Outcome.FAIL: ("x", "bad"),
    Outcome.UNSURE: ("circle-question-mark", "watch"),
}
_KEYS: Final = {
    Qt.Key.Key_1: Outcome.PASS,
    Qt.Key.Key_2: Outcome.FAIL,
    Qt.Key.Key_3: Outcome.UNSURE,
}
_NONE: Final = frozenset({Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_STEPS: Final = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_MOST_WORDS: Final = 5  # marked words that a suggestion names
_LEAST: Final = 84  # px of an outcome
_QUESTION: Final = 200  # px of a row, without its outcomes, below which a question would be broken too often


def question(test: WordingTest, words: Words) -> str:
    """What a test asks, in plain words."""
    return {
        WordingTest.RESULT: words("Is it a result, or something we do?"),
        WordingTest.CLEAR: words("Does everybody picture the same thing?"),
        WordingTest.SINGLE: words("Is it one thing, or several in one sentence?"),
        WordingTest.INFLUENCE: words("Can what we do make it better or worse?"),
        WordingTest.WORTH: words("Would something that matters get better with it?"),
    }[test]


def outcome_name(outcome: Outcome, words: Words) -> str:
    """How a sentence did, in a word."""
    return {
        Outcome.PASS: words("pass"),
        Outcome.FAIL: words("fail"),
        Outcome.UNSURE: words("unsure"),
    }[outcome]


def spoken_tests(verdicts: dict[WordingTest, Outcome], words: Words) -> str:
    """All verdicts in one line: A fail, B pass."""
    said = [f"{LETTERS[test]} {outcome_name(verdicts[test], words)}" for test in LETTERS if test in verdicts]
    return ", ".join(said) if said else words("not tested yet")


def draw_verdict(
    painter: QPainter, box: QRectF, letter: str, outcome: Outcome | None, colours: Palette
) -> None:
    """A test's letter in the shape of its outcome: filled square, circle, dashed circle or bare."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = box.adjusted(0.75, 0.75, -0.75, -0.75)
    ink = colours.text_third
    if outcome is Outcome.FAIL:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.bad))
        painter.drawRoundedRect(frame, 3, 3)
        ink = colours.surface
    elif outcome is Outcome.PASS:
        painter.setPen(QPen(QColor(colours.good), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(frame)
        ink = colours.good
    elif outcome is Outcome.UNSURE:
        pen = QPen(QColor(colours.watch), 1.4)
        pen.setDashPattern([2.2, 1.8])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(frame)
        ink = colours.watch
    font = QFont()
    font.setPixelSize(11)
    font.setWeight(QFont.Weight.DemiBold if outcome else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


class VerdictMark(QWidget):
    """A test's letter with its outcome."""

    reads_as = Role.Whitespace

    def __init__(self, colours: Palette, letter: str) -> None:
        super().__init__()
        self._colours, self._letter = colours, letter
        self._outcome: Outcome | None = None
        self.setFixedSize(20, 20)

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Show another outcome."""
        self._outcome = outcome
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        box = self.rect().toRectF().adjusted(1, 1, -1, -1)
        draw_verdict(painter, box, self._letter, self._outcome, self._colours)
        painter.end()


class VerdictButton(QPushButton):
    """One of the three outcomes of a test. Keys 1, 2, 3 judge, 0 takes back, arrows go to the others."""

    key = Signal(object)  # an Outcome, or None to take the verdict back
    step = Signal(int, int)

    def __init__(self, wording: Wording, test: WordingTest, outcome: Outcome, *, narrow: bool) -> None:
        name = outcome_name(outcome, wording.words)
        super().__init__(name)
        self._icons, self.outcome = wording.icons, outcome
        number = list(Outcome).index(outcome) + 1
        self.setObjectName(f"verdict-{LETTERS[test]}-{outcome.value}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{question(test, wording.words)} {name}")
        self.setToolTip(f"{name} ({number})")
        self._least = 0 if narrow else _LEAST
        if not narrow:
            icon, tone = _ICONS[outcome]
            put_icon(self, wording.icons.icon(icon, "text_third", 14, on=tone))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Outcomes with short names are as wide as usual ones."""
        return super().minimumSizeHint().expandedTo(QSize(self._least, 0))

    def show_chosen(self, *, chosen: bool) -> None:
        """Show whether it is the verdict."""
        self.setChecked(chosen)

    def event(self, event: QEvent) -> bool:
        """Its keys start no command of the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and (event.key() in _KEYS or event.key() in _NONE or event.key() in _STEPS):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _KEYS:
            self.key.emit(_KEYS[key])
        elif key in _NONE:
            self.key.emit(None)
        elif key in _STEPS:
            self.step.emit(*_STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class TestRow(QFrame):
    """One test: its question, the three outcomes, what the marks suggest, the reason and who agreed."""

    __test__ = False  # the name is no test of ours

    stepped = Signal(object, int, int)

    def __init__(self, panel: "TestsPanel", test: WordingTest, *, narrow: bool) -> None:
        super().__init__()
        self._panel, self.test = panel, test
        wording, words = panel.wording, panel.wording.words
        self.verdict: Verdict | None = None
        self._reasons: tuple[str, ...] = ()
        self.setObjectName(f"test-{LETTERS[test]}")
        self.mark = VerdictMark(wording.colours, LETTERS[test])
        self.question = label(question(test, words), "", wrap=True)
        self.buttons = [VerdictButton(wording, test, outcome, narrow=narrow) for outcome in Outcome]
        track = QFrame()
        track.setProperty("kind", "segments")
        trio = QHBoxLayout(track)
        trio.setContentsMargins(2, 2, 2, 2)
        trio.setSpacing(2)
        for each in self.buttons:
            each.clicked.connect(partial(self._clicked, each.outcome))
            each.key.connect(self.judge)
            each.step.connect(partial(self.stepped.emit, each))
            trio.addWidget(each)
        if not narrow:
            track.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.suggestion = button("", self._take, "link")
        self.suggestion.setObjectName(f"suggestion-{LETTERS[test]}")
        self.suggestion.setAccessibleName(words("Take the suggested verdict"))
        self.reason = self._field(words("why"), words("Why"), "reason", partial(self._say, "reason"))
        self.agreed = self._field(
            words("who agreed"), words("Who agreed"), "agreed", partial(self._say, "agreed_by")
        )
        self._lay_out(track, narrow=narrow)

    def _field(self, hint: str, name: str, part: str, commit: Callable[[str], bool]) -> TextField:
        field = TextField(commit, hint, name=f"{name}: {self.question.text()}", lines=False)
        field.setObjectName(f"{part}-{LETTERS[self.test]}")
        field.setProperty("bare", "true")
        return field

    def _lay_out(self, track: QFrame, *, narrow: bool) -> None:
        self._grid = grid = QGridLayout(self)
        self._track, self._narrow, self._below = track, narrow, False
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        left = Qt.AlignmentFlag.AlignLeft
        if narrow:
            grid.addWidget(self.mark, 0, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.question, 0, 1)
            for row, widget in enumerate((track, self.suggestion, self.reason, self.agreed), 1):
                grid.addWidget(widget, row, 0, 1, 2)
        else:
            self._asked = asked = QVBoxLayout()
            asked.setSpacing(0)
            asked.addStretch()
            asked.addWidget(self.question)
            asked.addWidget(self.suggestion, 0, left)
            asked.addStretch()
            grid.addWidget(self.mark, 0, 0)
            grid.addLayout(asked, 0, 1)
            grid.addWidget(track, 0, 2, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(self.reason, 2, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.agreed, 2, 2, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where the question would have little room beside them, the outcomes go below it."""
        super().resizeEvent(event)
        if self._narrow:
            return
        below = self.width() < self._track.sizeHint().width() + _QUESTION
        if below == self._below:
            return
        self._below = below
        row, column = (1, 0) if below else (0, 2)
        self._grid.removeItem(self._asked)
        self._grid.addLayout(self._asked, 0, 1, 1, 2 if below else 1)
        self._grid.removeWidget(self._track)
        self._grid.addWidget(self._track, row, column, 1, 3 - column, Qt.AlignmentFlag.AlignVCenter)

    # -- showing

    def show_verdict(self, verdict: Verdict | None, against: Sequence[str]) -> None:
        """Show what the desk holds, and the marked words that speak against the sentence."""
        words = self._panel.wording.words
        self.verdict = verdict
        outcome = verdict.outcome if verdict else None
        self.mark.show_outcome(outcome)
        writable = self._panel.ready
        for each in self.buttons:
            each.show_chosen(chosen=each.outcome is outcome)
            each.setEnabled(writable)
        self.reason.show_value(verdict.reason if verdict else "")
        self.agreed.show_value(verdict.agreed_by if verdict else "")
        for field in (self.reason, self.agreed):
            field.setVisible(verdict is not None)
            field.setReadOnly(not writable)
        self._reasons = tuple(against[:_MOST_WORDS])
        shown = bool(self._reasons) and outcome in {None, Outcome.UNSURE} and writable
        first = ", ".join(words("“{word}”", word=_short(each)) for each in self._reasons[:2])
        more = "…" if len(self._reasons) > 2 else ""
        self.suggestion.setText(words("Looks like a fail: {reasons}", reasons=f"{first}{more}"))
        self.suggestion.setToolTip(words("Take it over as the verdict, with these words as the reason"))
        self.suggestion.setVisible(shown)

    def commit(self) -> None:
        """Take over what is being typed."""
        self.reason.commit()
        self.agreed.commit()

    # -- judging

    def _clicked(self, outcome: Outcome, _checked: bool = False) -> None:
        """Once more on the chosen one takes the verdict back."""
        there = self.verdict.outcome if self.verdict else None
        self.judge(None if there is outcome else outcome)

    def judge(self, outcome: Outcome | None) -> None:
        """Note an outcome; reason and names stay as they are."""
        reason = self.reason.typed() if self.verdict else ""
        agreed = self.agreed.typed() if self.verdict else self._panel.agreed_by
        self._panel.judge(self.test, outcome, reason, agreed)

    def _take(self) -> None:
        """Take over what the marks suggest."""
        words = self._panel.wording.words
        named = ", ".join(words("“{word}”", word=each) for each in self._reasons)
        reason = self.verdict.reason if self.verdict and self.verdict.reason else named
        agreed = self.verdict.agreed_by if self.verdict else self._panel.agreed_by
        self._panel.judge(self.test, Outcome.FAIL, reason[:_MOST_REASON], agreed)
        self.buttons[1].setFocus()

    def _say(self, field: str, text: str) -> bool:
        verdict = self.verdict
        if verdict is None:
            return True
        reason = text if field == "reason" else self.reason.typed()
        agreed = text if field == "agreed_by" else self.agreed.typed()
        return self._panel.judge(self.test, verdict.outcome, reason, agreed, typing=f"{verdict.id} {field}")


_MOST_REASON: Final = 280


class TestsPanel(QWidget):
    """The five tests of one record."""

    __test__ = False

    def __init__(self, wording: Wording, *, narrow: bool = False) -> None:
        super().__init__()
        self.wording = wording
        self.agreed_by = ""
        """Who agreed on the last verdict: the same people judge the next one."""
        self._subject, self._text = "", ""
        self.setObjectName("tests")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rows = {test: TestRow(self, test, narrow=narrow) for test in WordingTest}
        for place, row in enumerate(self.rows.values()):
            if place:
                column.addWidget(Line())
            column.addWidget(row)
            row.stepped.connect(self._step)
        wording.changed.connect(self._refresh)

    @property
    def ready(self) -> bool:
        """Whether there is something to judge, and the desk takes edits."""
        return bool(self._subject) and self.wording.writable

    def follow(self, field: MarkedText) -> None:
        """Let what is suggested follow the words while they are typed."""
        field.marked.connect(lambda _: self.show_text(field.toPlainText()))

    def show_subject(self, record_id: str, text: str) -> None:
        """Show the tests of a record with this text, "" for none."""
        if record_id != self._subject:
            self.commit()
        self._subject, self._text = record_id, text
        self._refresh()

    def show_text(self, text: str) -> None:
        """Another text is being typed."""
        self._text = text
        self._refresh()

    def commit(self) -> None:
        """Take over what is being typed in a reason."""
        for row in self.rows.values():
            row.commit()

    def judge(
        self,
        test: WordingTest,
        outcome: Outcome | None,
        reason: str = "",
        agreed_by: str = "",
        *,
        typing: str | None = None,
    ) -> bool:
        """Note a verdict as one step, None takes it back; whether it was taken."""
        wording, words, subject = self.wording, self.wording.words, self._subject
        code = wording.code(subject)
        if not code or not self.ready:
            return False
        letter = LETTERS[test]
        if outcome is None:
            name = words("Take back test {letter} of {code}", letter=letter, code=code)
        else:
            told = outcome_name(outcome, words)
            name = words("Test {letter} of {code}: {outcome}", letter=letter, code=code, outcome=told)
        done = wording.session.do(
            name,
            lambda edit: actions.judge(edit, subject, test, outcome, reason=reason, agreed_by=agreed_by),
            typing=typing,
        )
        if done:
            if outcome is not None:
                self.agreed_by = agreed_by
            self._refresh()
        return done

    def _refresh(self) -> None:
        found: dict[WordingTest, Verdict] = {}
        against: dict[WordingTest, tuple[Mark, ...]] = {}
        if self._subject:
            for verdict in self.wording.session.desk.find(Verdict, subject=self._subject):
                found[verdict.test] = verdict
            dismissed = self.wording.dismissed(self._subject)
            against = suggested(self._text, self.wording.lexicon, dismissed)
        for test, row in self.rows.items():
            row.show_verdict(found.get(test), self._said(against.get(test, ())))

    def _said(self, marks: Iterable[Mark]) -> list[str]:
        """The marked words as they are written, each once."""
        words = {mark.words: " ".join(self._text[mark.start : mark.end].split()) for mark in marks}
        return list(words.values())

    def _step(self, asked: VerdictButton, down: int, right: int) -> None:
        """Arrows walk over outcomes and tests."""
        rows = list(self.rows.values())
        at = next(number for number, row in enumerate(rows) if asked in row.buttons)
        place = rows[at].buttons.index(asked)
        to, beside = at + down, place + right
        if 0 <= to < len(rows) and 0 <= beside < len(asked_row := rows[to].buttons):
            asked_row[beside].setFocus()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as its place."""
        return QSize(1, super().minimumSizeHint().height())


class LanguageChoice(Choice):
    """In which language the word lists are."""

    def __init__(self, wording: Wording) -> None:
        words = wording.words
        super().__init__(
            [(each, language_name(each, words)) for each in languages()], wording.choose,
            words("Language of the word lists"),
        )  # fmt: skip
        self.setObjectName("words-language")
        self.setToolTip(words("The language whose word lists mark actions and vague words"))
        self._wording = wording
        wording.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the language that holds."""
        self.show_value(self._wording.language)


def commits(*fields: LineField | TextField) -> bool:
    """Commit fields; whether all were taken."""
    for field in fields:
        field.commit()
    return not any(field.dirty for field in fields)


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:23]}…"
