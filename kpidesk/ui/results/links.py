"""About a link: a small editor at its middle, and the picker that makes a link by keyboard."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from kpidesk.domain.results import Confidence, Link, LinkKind, LinkStatus
from kpidesk.domain.search import folded
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice, LineField, TextField, labelled
from kpidesk.ui.icons import Icons
from kpidesk.ui.picker import Hit, HitList
from kpidesk.ui.results.canvas import MapCanvas
from kpidesk.ui.results.floating import Floating
from kpidesk.ui.widgets import Elided, Flow, restyle, tool_button

_MOST_MONTHS: Final = 240
_DIGITS: Final = tuple(Qt.Key(Qt.Key.Key_1 + n) for n in range(9))


def confidence_name(confidence: Confidence | None, words: Words) -> str:
    """How sure people are of a link, in words."""
    return {
        None: words("not said"),
        Confidence.ASSUMED: words("assumed"),
        Confidence.PLAUSIBLE: words("plausible"),
        Confidence.TESTED: words("tested"),
        Confidence.DISPROVED: words("disproved"),
    }[confidence]


def link_status_name(status: LinkStatus, words: Words) -> str:
    """Whether the people have agreed on a link, in words."""
    return {
        LinkStatus.PROPOSED: words("proposed"),
        LinkStatus.AGREED: words("agreed"),
        LinkStatus.REJECTED: words("rejected"),
    }[status]


def lag_words(months: int, words: Words) -> str:
    """How long an effect takes, in words."""
    text = words.many("{n} month", "{n} months", months) if months else words("at once")
    return text.replace(" ", "\u00a0")


class KindButtons(QWidget):
    """The kinds of links, one of which holds; keys 1, 2, 3 … choose them."""

    def __init__(self, choose: Callable[[str], object]) -> None:
        super().__init__()
        self._flow = Flow(6)
        self.setLayout(self._flow)
        self.buttons: dict[str, QPushButton] = {}
        self._choose = choose

    def show_kinds(self, kinds: list[LinkKind], chosen: str) -> None:
        """Show the kinds and which one holds."""
        if [kind.id for kind in kinds] != list(self.buttons):
            for button in self.buttons.values():
                self._flow.removeWidget(button)
                button.setParent(None)
            self.buttons = {kind.id: self._button(kind.id) for kind in kinds}
        for number, kind in enumerate(kinds, 1):
            button = self.buttons[kind.id]
            button.setText(f"{number} {kind.name}")
            button.setToolTip(kind.meaning)
            button.setChecked(kind.id == chosen)
            restyle(button, "kind", "chosen" if kind.id == chosen else "plain")

    def _button(self, kind_id: str) -> QPushButton:
        made = QPushButton()
        made.setCheckable(True)
        made.setStyleSheet("padding: 0 5px;")
        made.clicked.connect(lambda _=False: self._choose(kind_id))
        self._flow.addWidget(made)
        return made

    def focus(self) -> None:
        """Give the focus to the kind that holds."""
        for button in self.buttons.values():
            if button.isChecked():
                button.setFocus()

    def press(self, number: int) -> None:
        """Choose by number, from 0."""
        if number < len(self.buttons):
            list(self.buttons.values())[number].click()


class LinkEditor(Floating):
    """Kind, confidence, lag and reason of a link; everything holds at once."""

    def __init__(self, canvas: MapCanvas, icons: Icons, words: Words) -> None:
        super().__init__(canvas, "link-editor")
        self.link_id = ""
        self._words = words
        self.head = Elided("", "name")
        self.kinds = KindButtons(lambda kind: self._change(kind=kind))
        choices: list[tuple[Confidence | None, str]] = [
            (each, confidence_name(each, words)) for each in (None, *Confidence)
        ]
        self.confidence = Choice(
            choices, lambda value: self._change(confidence=value), words("How sure are you?")
        )
        self.lag = QSpinBox()
        self.lag.setRange(-1, _MOST_MONTHS)
        self.lag.setSpecialValueText(words("not said"))
        self.lag.setAccessibleName(words("Months until the effect shows"))
        self.lag.setKeyboardTracking(False)
        self.lag.lineEdit().setTextMargins(6, 0, 0, 0)
        self.lag.valueChanged.connect(self._lag_changed)
        self.rationale = TextField(
            lambda text: self._change(rationale=text),
            words("Why do you think so?"),
            name=words("Reason"),
            least=2,
        )
        turn = tool_button(icons.icon("arrow-up-down"), words("Turn round"), self._turn)
        remove = tool_button(icons.icon("trash-2"), words("Remove the link"), self._remove)
        close = tool_button(icons.icon("x"), words("Close (Esc)"), self.leave)
        for button, name in ((turn, "turn-link"), (remove, "remove-link"), (close, "close-link")):
            button.setObjectName(name)
        self._tools = (turn, remove, close)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self.head, 1)
        for button in self._tools:
            top.addWidget(button)
        self.status = Choice(
            [(each, link_status_name(each, words)) for each in LinkStatus],
            lambda value: self._change(status=value),
            words("Have people agreed?"),
        )
        self.proposer = LineField(
            lambda text: self._change(proposed_by=text), words("nobody named"), name=words("Proposed by")
        )
        two = QHBoxLayout()
        two.setSpacing(8)
        two.addLayout(labelled(words("Confidence"), self.confidence), 1)
        two.addLayout(labelled(words("Lag in months"), self.lag), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 14)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.kinds)
        column.addLayout(two)
        column.addLayout(labelled(words("Reason"), self.rationale))
        also = QHBoxLayout()
        also.setSpacing(8)
        also.addLayout(labelled(words("Status"), self.status), 1)
        also.addLayout(labelled(words("Proposed by"), self.proposer), 1)
        column.addLayout(also)
        canvas.sight_changed.connect(self._follow)

    def edit(self, link_id: str) -> None:
        """Open for a link."""
        self.link_id = link_id
        self.refresh()
        if not self.isHidden():
            self.kinds.focus()

    def refresh(self) -> None:
        """Show the link as it is; gone or not on the map, close."""
        link = self.canvas.work.link_record(self.link_id) if self.link_id else None
        if link is None or not {link.source, link.target} <= self.canvas.sheet.bubbles.keys():
            self.link_id = ""
            if not self.isHidden():
                self.leave()
            return
        self._show(link)
        self._follow()

    def _show(self, link: Link) -> None:
        work = self.canvas.work
        kinds = work.kinds()
        directed = next((kind.directed for kind in kinds if kind.id == link.kind), True)
        arrow = "→" if directed else "–"
        self.head.show_text(f"{work.code(link.source)} {arrow} {work.code(link.target)}")
        self.kinds.show_kinds(kinds, link.kind)
        self.confidence.show_value(link.confidence)
        self.lag.blockSignals(True)
        self.lag.setValue(-1 if link.lag_months is None else link.lag_months)
        self.lag.blockSignals(False)
        self.rationale.show_value(link.rationale)
        self.status.show_value(link.status)
        self.proposer.show_value(link.proposed_by)
        for each in (self.kinds, self.confidence, self.lag, self.status):
            each.setEnabled(work.writable)
        for field in (self.rationale, self.proposer):
            field.setReadOnly(not work.writable)

    def _follow(self) -> None:
        piece = self.canvas.sheet.curve_pieces.get(self.link_id)
        if piece:
            self.put(self.canvas.sight.px(piece.source.middle).toPoint())
        elif link := self.canvas.work.link_record(self.link_id):  # rejected, so it has no line
            one, other = (self.canvas.sheet.bubbles.get(each) for each in (link.source, link.target))
            if one and other:
                self.put(self.canvas.sight.px(((one.x + other.x) / 2, (one.y + other.y) / 2)).toPoint())

    def leave(self) -> None:
        """See Floating. What is being typed is committed first."""
        if self.link_id:
            for field in (self.rationale, self.proposer):
                field.commit()
            if self.rationale.dirty or self.proposer.dirty:
                return  # refused, and still to be read
        self.link_id = ""
        super().leave()

    def _change(self, **fields: object) -> bool:
        link_id = self.link_id
        if not link_id:
            return True
        done = self.canvas.work.change_link(link_id, **fields)
        self.refresh()
        return done

    def _lag_changed(self, months: int) -> None:
        self._change(lag_months=None if months < 0 else months)

    def _turn(self) -> None:
        self.canvas.work.turn(self.link_id)
        self.refresh()

    def _remove(self) -> None:
        link_id = self.link_id
        self.leave()
        self.canvas.work.remove((link_id,))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Digits choose the kind, Esc and Enter close; on a tool Enter presses it."""
        key = Qt.Key(event.key())
        tool = next((each for each in self._tools if each.hasFocus()), None)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and tool:
            tool.click()
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.leave()
        elif key in _DIGITS:
            self.kinds.press(_DIGITS.index(key))
            self.kinds.focus()


class _Query(QLineEdit):
    """The picker's field: arrows walk the list below."""

    def __init__(self, list_: HitList) -> None:
        super().__init__()
        self._list = list_

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """See QLineEdit."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step:
            self._list.step(step)
        elif (
            event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}
            or event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            event.ignore()  # the picker's own
        else:
            super().keyPressEvent(event)


class LinkPicker(Floating):
    """Link a result by keyboard: type a code or some words, choose with the arrows, Enter.

    What follows a slash chooses the kind by how its name begins: `R04 /con` for a conflict.
    """

    def __init__(self, canvas: MapCanvas, icons: Icons, words: Words) -> None:
        super().__init__(canvas, "link-picker")
        self.source = ""
        self._words = words
        self._kind = ""
        self._back: QWidget | None = None
        self.head = Elided("", "name")
        self.kinds = KindButtons(self._choose)
        self.list = HitList(icons, words("Results to link to"))
        self.list.setObjectName("link-targets")
        self.list.setFixedHeight(180)
        self.list.taken.connect(self._link)
        self.query = _Query(self.list)
        self.query.setPlaceholderText(words("Code or words, then / and the kind"))
        self.query.setAccessibleName(words("Code or words of the other result"))
        self.query.textChanged.connect(self._search)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.kinds)
        column.addWidget(self.query)
        column.addWidget(self.list)

    def pick(self, source: str) -> None:
        """Open for a result; the focus goes back to where it is now."""
        result = self.canvas.work.result(source)
        if result is None:
            return
        self.source = source
        self._back = self.window().focusWidget()
        self.head.show_text(self._words("Link {code} to …", code=result.code))
        self._choose(self.canvas.work.last_kind)
        self.query.clear()
        self._search("")
        self.canvas.show_record(source)
        bubble = self.canvas.sheet.bubbles[source]
        self.put(self.canvas.sight.px((bubble.x, bubble.y)).toPoint())
        self.query.setFocus()

    def _choose(self, kind: str) -> None:
        self._kind = kind
        self.kinds.show_kinds(self.canvas.work.kinds(), kind)

    def _search(self, text: str) -> None:
        """Results whose code begins like this, then those that hold all the words."""
        text, slash, kind = text.partition("/")
        if slash and (found_kind := self._kind_like(kind)):
            self._choose(found_kind)
        wanted, begins = folded(text).split(), folded(text).strip()
        found = [
            (not folded(each.result.code).startswith(begins), each.result)
            for key, each in self.canvas.sheet.seen.items()
            if key != self.source
        ]
        self.list.show_hits(
            Hit("", f"{result.code}  {result.statement}", partial(self._link_to, result.id))
            for by_words, result in sorted(found, key=lambda pair: (pair[0], pair[1].code))
            if not by_words or all(word in folded(result.statement) for word in wanted)
        )

    def _kind_like(self, typed: str) -> str:
        """The kind of which the name, or a word of it, begins like this; "" for none."""
        wanted = typed.strip().casefold()
        if not wanted:
            return ""
        for kind in self.canvas.work.kinds():
            name = kind.name.casefold()
            if any(each.startswith(wanted) for each in (name, *name.split(), kind.key)):
                return kind.id
        return ""

    def _link(self) -> None:
        if hit := self.list.current:
            hit.do()

    def _link_to(self, result_id: str) -> None:
        if self.canvas.work.link(self.source, result_id, self._kind):
            self.leave()

    def leave(self) -> None:
        """See Floating; back to where the person was."""
        self.hide()
        if self._back is not None:
            self._back.setFocus()
        self._back = None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter links, Esc does not; Alt and a digit choose the kind."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._link()
        elif key in _DIGITS:
            self.kinds.press(_DIGITS.index(key))
            self.query.setFocus()
