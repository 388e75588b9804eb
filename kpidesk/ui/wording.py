"""Wording as people type: marks under the words, hints with a reason for each, and what both share.

How to use it beside any field that holds a goal or a result:

    wording = Wording(page.session, page.words, page.icons, page.colours, lexicons(folders), settings, page)
    field = MarkedText(wording, commit, words("Statement"), lines=False)
    hints, tests = Hints(wording), TestsPanel(wording)          # the latter from kpidesk.ui.wording_tests
    hints.follow(field)                                         # shows what the field marks, as it is typed
    tests.follow(field)

and whenever the desk or the record in sight changes: `field.show_subject(record_id, text)`,
`hints.show_subject(record_id, text)` and `tests.show_subject(record_id, text)`. Hints and tests also work
without a field. All of them find dismissals and verdicts on the desk by the record's id, and go through the
session, so that one edit is one step to undo. Nothing here ever blocks typing or saving.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QIcon,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from kpidesk.actions import goals as actions
from kpidesk.domain.findings import text_of
from kpidesk.domain.lexicon import Lexicon, lexicon_of
from kpidesk.domain.people import Organisation
from kpidesk.domain.results import Dismissal, Goal, Result
from kpidesk.domain.wording_marks import Mark, MarkKind, marks
from kpidesk.drawing.palette import Palette
from kpidesk.system.lexicon import WordLists, languages, word_lists
from kpidesk.system.paths import Folders
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.fields import Commit, TextField
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.icons import Icons
from kpidesk.ui.session import Session
from kpidesk.ui.settings import Settings
from kpidesk.ui.widgets import button, label, tool_button

_AT_ONCE: Final = 1_500  # characters up to which marks follow each key
_REST: Final = 150  # ms without a key after which the marks of a longer text follow
_SHOWN: Final = 4  # hints in sight before somebody asks for more
_MOST: Final = 60


class Span(NamedTuple):
    """A mark in the units of Qt's texts, in which a character beyond the first plane counts twice."""

    start: int
    end: int
    mark: Mark


@lru_cache(maxsize=8)
def _lexicon(lists: WordLists) -> Lexicon:
    return lexicon_of(lists)


def lexicons(folders: Folders) -> Callable[[str], Lexicon]:
    """What gives the lexicon of a language, with a person's own lists; made once until those change."""
    return lambda language: _lexicon(word_lists(language, folders.root))


class Wording(QObject):
    """What the widgets of a page share: the desk, the look, and the language of the word lists.

    `changed` tells that another language is wanted.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        words: Words,
        icons: Icons,
        colours: Palette,
        lexicon: Callable[[str], Lexicon],
        settings: Settings | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session, self.words, self.icons, self.colours = session, words, icons, colours
        self._of, self._settings = lexicon, settings
        self._chosen = ""

    @property
    def _setting(self) -> str:
        return f"words-{self.session.desk.desk_id}"

    @property
    def language(self) -> str:
        """The language that somebody chose, else the organisation's first one, else English."""
        chosen = self._chosen or (self._settings.get(self._setting, "") if self._settings else "")
        if chosen in languages():
            return chosen
        for organisation in self.session.desk.find(Organisation):
            for language in organisation.languages[:1]:
                base = language.replace("_", "-").partition("-")[0].lower()
                return base if base in languages() else "en"
        return "en"

    def choose(self, language: str) -> None:
        """Use the lists of another language; remembered for this desk on this machine."""
        self._chosen = language
        if self._settings is not None:
            self._settings.set(self._setting, language)
        self.changed.emit()

    @property
    def lexicon(self) -> Lexicon:
        """The words that are marked."""
        return self._of(self.language)

    @property
    def writable(self) -> bool:
        """Whether the desk takes edits."""
        return self.session.desk.writable

    def marks(self, text: str) -> tuple[Mark, ...]:
        """All marks of a text."""
        return marks(text, self.lexicon)

    def dismissed(self, subject_id: str) -> frozenset[str]:
        """The keys of the hints that people do not want to see on a record."""
        return frozenset(each.key for each in self.session.desk.find(Dismissal, subject=subject_id))

    def code(self, subject_id: str) -> str:
        """The printed code of a goal or result, "" when it is gone."""
        desk = self.session.desk
        for goal in desk.find(Goal, id=subject_id):
            return goal.code
        return next((result.code for result in desk.find(Result, id=subject_id)), "")


# -- lines under words

_TONES: Final = {
    MarkKind.VAGUE: "warn",
    MarkKind.ACTION: "bad",
    MarkKind.JOINED: "good",
    MarkKind.TARGET: "text_third",
    MarkKind.LONG: "text_third",
}
# Where two kinds lie under one word, the later ones stand lower.
_ORDER: Final = (MarkKind.ACTION, MarkKind.VAGUE, MarkKind.JOINED, MarkKind.TARGET)


def draw_line(
    painter: QPainter, kind: MarkKind, colours: Palette, start: QPointF, width: float, *, soft: bool = False
) -> None:
    """The line of a kind: a bar, a wave, two lines or dashes, so that nobody needs to see its colour.

    A soft mark is drawn in dots of its colour.
    """
    pen = QPen(QColor(getattr(colours, _TONES[kind])))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    x, y, end = start.x(), start.y(), start.x() + width
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if soft:
        pen.setWidthF(1.6)
        pen.setDashPattern([1, 1.8])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, y + 1), QPointF(end, y + 1))
    elif kind is MarkKind.VAGUE:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen.setWidthF(1.4)
        painter.setPen(pen)
        painter.drawPath(_wave(x, y + 1.2, end))
    elif kind is MarkKind.ACTION:
        painter.fillRect(QRectF(x, y, width, 2.6), pen.color())
    elif kind is MarkKind.JOINED:
        painter.fillRect(QRectF(x, y - 0.4, width, 1.1), pen.color())
        painter.fillRect(QRectF(x, y + 1.9, width, 1.1), pen.color())
    else:
        pen.setWidthF(1.4)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, y + 1), QPointF(end, y + 1))
    painter.restore()


def _wave(x: float, y: float, end: float) -> QPainterPath:
    path = QPainterPath(QPointF(x, y))
    up, step = True, 2.6
    while x < end - 0.1:
        to = min(x + step, end)
        path.quadTo(QPointF((x + to) / 2, y + (-2.4 if up else 2.4)), QPointF(to, y))
        x, up = to, not up
    return path


def spans(text: str, found: Iterable[Mark]) -> list[Span]:
    """Marks with their places as Qt counts."""
    if text.isascii() or max(map(ord, text), default=0) < 0x10000:
        return [Span(mark.start, mark.end, mark) for mark in found]
    places, at = [], 0
    for char in text:
        places.append(at)
        at += 1 + (ord(char) >= 0x10000)
    places.append(at)
    return [Span(places[mark.start], places[mark.end], mark) for mark in found]


class MarkedText(TextField):
    """A text in which words are marked while one types. `marked` tells the marks that are in sight."""

    marked = Signal(object)

    def __init__(
        self,
        wording: Wording,
        commit: Commit,
        placeholder: str = "",
        *,
        name: str = "",
        lines: bool = False,
        most: int | None = 6,
    ) -> None:
        self._spans: list[Span] = []
        self._lit: str | None = None
        self._wording = wording
        self._subject = ""
        self._dismissed: frozenset[str] = frozenset()
        super().__init__(commit, placeholder, name=name, lines=lines, most=most)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REST)
        self._later.timeout.connect(self.mark)
        self.document().contentsChange.connect(self._edited)
        self.textChanged.connect(self._mark_soon)
        wording.changed.connect(self.mark)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is marked just now."""
        return tuple(span.mark for span in self._spans)

    def show_subject(self, record_id: str, text: str) -> None:
        """Show the text of a record; "" for one that is not on the desk yet."""
        dismissed = self._wording.dismissed(record_id) if record_id else frozenset[str]()
        fresh = (record_id, dismissed) != (self._subject, self._dismissed)
        self._subject, self._dismissed = record_id, dismissed
        self.show_value(text)
        if fresh:
            self.mark()

    def emphasise(self, key: str | None) -> None:
        """Let the words of a mark stand out, None for none."""
        if key != self._lit:
            self._lit = key
            self._tint()

    def mark(self) -> None:
        """Look at the text now."""
        self._later.stop()
        text = self.toPlainText()
        found = [each for each in self._wording.marks(text) if each.key not in self._dismissed]
        self._spans = spans(text, found)
        self._tint()
        self.marked.emit(self.marks)

    def _mark_soon(self) -> None:
        if self.document().characterCount() <= _AT_ONCE:
            self.mark()
        else:
            self._later.start()

    def _edited(self, at: int, gone: int, come: int) -> None:
        """Until the marks of a long text follow, they move with their words."""
        if gone == come == 0:
            return
        moved = come - gone
        self._spans = [
            span if span.end <= at else Span(span.start + moved, span.end + moved, span.mark)
            for span in self._spans
            if span.end <= at or span.start >= at + gone
        ]

    # -- painting

    def _tint(self) -> None:
        """Grounds: the words beyond those that a sentence should have, and the mark that is looked at."""
        colours = self._wording.colours
        grounds = [(span, colours.neutral_soft) for span in self._spans if span.mark.kind is MarkKind.LONG]
        grounds += [(span, colours.accent_soft) for span in self._spans if span.mark.key == self._lit]
        chosen = []
        for span, colour in grounds[:200]:
            one = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            last = self.document().characterCount() - 1
            cursor.setPosition(min(span.start, last))
            cursor.setPosition(min(span.end, last), QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            look.setBackground(QColor(colour))
            one.cursor, one.format = cursor, look
            chosen.append(one)
        self.setExtraSelections(chosen)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget. The lines are painted over the text, those of the blocks in sight only."""
        super().paintEvent(event)
        lines = [span for span in self._spans if span.mark.kind is not MarkKind.LONG]
        if not lines:
            return
        painter = QPainter(self.viewport())
        block, bottom = self.firstVisibleBlock(), self.viewport().height()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
        while block.isValid() and top.y() <= bottom:
            self._paint_block(painter, block, top, lines)
            top += QPointF(0, self.blockBoundingRect(block).height())
            block = block.next()
        painter.end()

    def _paint_block(self, painter: QPainter, block: QTextBlock, top: QPointF, lines: list[Span]) -> None:
        begin, end = block.position(), block.position() + block.length() - 1
        layout = block.layout()
        here = [span for span in lines if span.start < end and span.end > begin]
        for span in here:
            others = [
                other.mark.kind
                for other in here
                if other is not span and other.start < span.end and other.end > span.start
            ]
            kind = span.mark.kind
            lower = 3.0 if any(_ORDER.index(other) < _ORDER.index(kind) for other in others) else 0.0
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                first = max(span.start - begin, line.textStart())
                last = min(span.end - begin, line.textStart() + line.textLength())
                if first >= last:
                    continue
                left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
                left, right = min(left, right), max(left, right)
                y = top.y() + line.y() + line.ascent() + 1.8 + lower
                draw_line(
                    painter, kind, self._wording.colours, QPointF(top.x() + left, y), right - left,
                    soft=span.mark.soft,
                )  # fmt: skip


def _x(place: object) -> float:
    """PySide returns the cursor's place beside the x."""
    return float(place[0] if isinstance(place, tuple) else place)  # type: ignore[arg-type]


# -- hints


class Swatch(QWidget):
    """A short piece of a mark's line, as it runs under the words."""

    reads_as = Role.Whitespace

    def __init__(self, colours: Palette, kind: MarkKind, *, soft: bool = False) -> None:
        super().__init__()
        self._colours, self._kind, self._soft = colours, kind, soft
        self.setFixedSize(22, 18)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        if self._kind is MarkKind.LONG:
            painter.fillRect(QRectF(1, 4, 20, 11), QColor(self._colours.neutral_soft))
            painter.fillRect(QRectF(1, 4, 1.4, 11), QColor(self._colours.text_third))
        else:
            draw_line(painter, self._kind, self._colours, QPointF(1, 9), 20, soft=self._soft)
        painter.end()


def small_button(icon: QIcon, name: str, do: Callable[[], object]) -> QPushButton:
    """A quiet button of 26 px at the end of a row."""
    made = tool_button(icon, name, do)
    made.setProperty("kind", "icon")
    made.setFixedSize(26, 26)
    return made


class HintRow(QFrame):
    """One mark: why it is marked, what to do, and a button to be rid of it."""

    looked = Signal(object)  # the mark's key, or None

    def __init__(self, wording: Wording, mark: Mark, dismiss: Callable[[], object]) -> None:
        super().__init__()
        words = wording.words
        self.key = mark.key
        self.setObjectName(f"hint-{mark.kind.value}")
        self.setProperty("kind", "row")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 5)
        row.setSpacing(8)
        row.addWidget(Swatch(wording.colours, mark.kind, soft=mark.soft), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        reason = text_of(mark.finding, words)
        if mark.soft and mark.kind is MarkKind.JOINED:
            reason = words(
                "Does what follows “{word}” tell how it comes about?", word=mark.finding.args["word"]
            )
        self.reason = label(reason, "second" if mark.soft else "", wrap=True)
        self.advice = label(mark.suggestion(words), "caption", wrap=True)
        column.addWidget(self.reason)
        column.addWidget(self.advice)
        row.addLayout(column, 1)
        self.dismiss = small_button(wording.icons.icon("x", size=14), words("Do not show this hint"), dismiss)
        self.dismiss.setObjectName("dismiss-hint")
        self.dismiss.setEnabled(wording.writable)
        self.dismiss.installEventFilter(self)
        row.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """The words that it is about stand out."""
        super().enterEvent(event)
        self.looked.emit(self.key)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """They no longer do."""
        super().leaveEvent(event)
        self.looked.emit(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The focus on the button does as the pointer does."""
        if isinstance(event, QFocusEvent):
            self.looked.emit(self.key if event.type() == QEvent.Type.FocusIn else None)
        return False


class Hints(QWidget):
    """The marks of a text as rows, the surest first; `looked` tells the key of the one that is looked at."""

    looked = Signal(object)

    def __init__(self, wording: Wording, *, shown: int = _SHOWN) -> None:
        super().__init__()
        self.setObjectName("hints")
        self._wording = wording
        self._subject, self._text = "", ""
        self._rows: list[HintRow] = []
        self._drawn: object = None
        self._few, self._all = shown, False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        foot = QHBoxLayout()
        foot.setContentsMargins(27, 0, 0, 0)
        foot.setSpacing(14)
        self.more = button("", self._show_all, "link")
        self.more.setObjectName("more-hints")
        self.again = button("", self._recall, "link")
        self.again.setObjectName("recall-hints")
        foot.addWidget(self.more)
        foot.addWidget(self.again)
        foot.addStretch()
        column.addLayout(foot)
        self.more.hide()
        self.again.hide()
        wording.changed.connect(self._refresh)

    @property
    def rows(self) -> Sequence[HintRow]:
        """The rows in sight."""
        return self._rows

    def follow(self, field: MarkedText) -> None:
        """Show what a field marks, and let it light up what is looked at here."""
        field.marked.connect(lambda _: self.show_text(field.toPlainText()))
        self.looked.connect(field.emphasise)

    def show_subject(self, record_id: str, text: str) -> None:
        """Show the hints on a record's text."""
        if record_id != self._subject:
            self._all = False
        self._subject, self._text = record_id, text
        self._refresh()

    def show_text(self, text: str) -> None:
        """Show the hints on the text as it is being typed."""
        self._text = text
        self._refresh()

    def _refresh(self) -> None:
        """Redraw the rows if they are not the ones in sight."""
        dismissed = self._wording.dismissed(self._subject) if self._subject else frozenset[str]()
        by_key: dict[str, Mark] = {}
        for mark in self._wording.marks(self._text):
            by_key.setdefault(mark.key, mark)
        open_ = [mark for key, mark in by_key.items() if key not in dismissed]
        open_.sort(key=lambda mark: mark.soft)
        most = _MOST if self._all else self._few
        few = open_[: most if len(open_) > most + 1 else most + 1]  # no button for one more row
        hidden, gone = len(open_) - len(few), len(by_key.keys() & dismissed)
        drawn = [(mark.key, mark.finding.args, mark.soft) for mark in few], self._wording.language
        if (drawn, self._subject) != self._drawn:
            self._drawn = drawn, self._subject
            self._draw(few)
        words = self._wording.words
        self.more.setText(words.many("Show {n} more hint", "Show {n} more hints", hidden))
        self.more.setVisible(hidden > 0 and not self._all)
        self.again.setText(words.many("Show {n} dismissed again", "Show {n} dismissed again", gone))
        self.again.setVisible(gone > 0 and self._wording.writable)

    def _draw(self, few: Sequence[Mark]) -> None:
        self.looked.emit(None)
        for row in self._rows:
            self._list.removeWidget(row)
            throw_away(row)
        self._rows = []
        for mark in few:
            row = HintRow(self._wording, mark, partial(self._dismiss, mark))
            row.looked.connect(self.looked)
            self._list.addWidget(row)
            self._rows.append(row)
            row.show()

    def _show_all(self) -> None:
        self._all = True
        self._refresh()
        if self._rows:
            self._rows[min(self._few, len(self._rows) - 1)].dismiss.setFocus()

    def _dismiss(self, mark: Mark) -> None:
        code = self._wording.code(self._subject)
        if code:
            at = next((at for at, row in enumerate(self._rows) if row.key == mark.key), 0)
            name = self._wording.words("Dismiss a hint on {code}", code=code)
            self._wording.session.do(name, actions.dismiss, self._subject, mark.key)
            self._refresh()
            # The focus stays where one goes on: at the next hint, or what brings them back.
            (self._rows[min(at, len(self._rows) - 1)].dismiss if self._rows else self.again).setFocus()

    def _recall(self) -> None:
        code = self._wording.code(self._subject)
        name = self._wording.words("Show the hints on {code} again", code=code)
        self._wording.session.do(name, actions.recall, self._subject)
        self._refresh()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as its place."""
        return QSize(1, super().minimumSizeHint().height())
