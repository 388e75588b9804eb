"""The plan of what comes in: line by line what would change, what a person decides, the button to take it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from kpidesk.domain.differences import Kind, Take
from kpidesk.imports.plan_lines import PlanLine
from kpidesk.ui.headed_list import Heading
from kpidesk.ui.page import Page
from kpidesk.ui.told_list import Told, ToldList
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import Line, Panel, Segments, button, clear, label, scrolling

MOST: Final = 2_000
"""Lines that are listed; what is beyond is taken or left all the same."""
_SIDES: Final = 240  # characters of a side in a row
_SAYINGS: Final = 60  # of what each says in a conflict, so that both can be seen
_REMARKS: Final = "remarks"
_ALL: Final = "all"
_MARKS: Final = {
    Kind.NEW: ("circle-plus", "good"),
    Kind.CHANGED: ("pencil", "accent"),
    Kind.CONFLICT: ("zap", "danger"),
    Kind.REMOVED: ("circle-minus", "watch"),
}


class PlanPanel(QWidget):
    """Shows lines. `accepted` tells the choices that are not what comes first; `left`: put aside."""

    accepted = Signal(dict)
    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.words = page, page.words
        self.lines: list[PlanLine] = []
        self.choices: dict[str, Take] = {}
        self._current = ""
        self._radios: dict[Take, QRadioButton] = {}
        self._build()

    def _build(self) -> None:
        words, page = self.words, self.page
        self.panel = Panel(words("What would change"))
        self.facts = label("", "second", wrap=True)
        self.facts.setObjectName("plan-facts")
        self.facts.setContentsMargins(14, 8, 14, 8)
        self.panel.body.addWidget(self.facts)
        self.above = QVBoxLayout()
        self.above.setContentsMargins(14, 0, 14, 6)
        self.above.setSpacing(6)
        self.panel.body.addLayout(self.above)
        self._build_filters()
        self.list = ToldList(words("What would change"), page.colours, page.icons)
        self.list.setObjectName("plan-list")
        self.list.chosen.connect(self._go)
        turn = QShortcut(QKeySequence(Qt.Key.Key_Space), self.list)
        turn.setContext(Qt.ShortcutContext.WidgetShortcut)
        turn.activated.connect(self.turn)
        self.panel.body.addWidget(self.list, 1)
        self.panel.body.addWidget(Line())
        self._build_foot()
        self.side = Panel(words("Decision"))
        self.side.setMinimumWidth(260)
        inside = QWidget()
        self._detail = QVBoxLayout(inside)
        self._detail.setContentsMargins(14, 12, 14, 12)
        self._detail.setSpacing(8)
        self.side.body.addWidget(scrolling(inside), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.split = splitter(Qt.Orientation.Horizontal, self.panel, self.side)
        self.split.setStretchFactor(0, 1)
        whole.addWidget(self.split)

    def _build_filters(self) -> None:
        words = self.words
        self.filters = Segments(
            [
                (_ALL, words("All")), (Kind.NEW.value, words("New")), (Kind.CHANGED.value, words("Changed")),
                (Kind.CONFLICT.value, words("Conflicts")), (Kind.REMOVED.value, words("Missing")),
                (_REMARKS, words("Remarks")),
            ]
        )  # fmt: skip
        self.filters.chosen.connect(lambda _: self._show_rows())
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 14, 8)
        row.addWidget(self.filters)
        row.addStretch()
        self.panel.body.addLayout(row)
        self.panel.body.addWidget(Line())

    def _build_foot(self) -> None:
        words = self.words
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 10, 14, 10)
        foot.setSpacing(8)
        self.told = label("", "second", wrap=True)
        self.told.setObjectName("plan-told")
        foot.addWidget(self.told, 1)
        self.leave = button(words("Leave it"), self.left.emit)
        self.leave.setObjectName("plan-leave")
        foot.addWidget(self.leave)
        self.take = button("", lambda: self.accepted.emit(dict(self.choices)), "filled")
        self.take.setObjectName("plan-take")
        foot.addWidget(self.take)
        self.panel.body.addLayout(foot)

    # -- what is shown

    def show_plan(
        self, title: str, facts: str, lines: Sequence[PlanLine], *, kept: Mapping[str, Take] | None = None
    ) -> None:
        """Show a plan; `kept` are choices that were made on an earlier look at the same file."""
        self.panel.title.show_text(title)
        self.facts.setText(facts)
        self.lines = list(lines)
        there = {line.id for line in lines}
        self.choices = {key: take for key, take in (kept or {}).items() if key in there}
        self._current = ""
        counts = self._counts()
        names = {
            _ALL: self.words("All"), Kind.NEW.value: self.words("New"),
            Kind.CHANGED.value: self.words("Changed"), Kind.CONFLICT.value: self.words("Conflicts"),
            Kind.REMOVED.value: self.words("Missing"), _REMARKS: self.words("Remarks"),
        }  # fmt: skip
        for key, made in self.filters.buttons.items():
            made.setVisible(key == _ALL or bool(counts[key]))
        told = {
            key: name if key == _ALL else f"{name} {self.words.number(counts[key])}"
            for key, name in names.items()
        }
        self.filters.show_texts(told)
        self.filters.choose(_ALL)
        self._show_rows()

    def _counts(self) -> Counter[str]:
        return Counter(line.kind.value if line.kind is not None else _REMARKS for line in self.lines)

    def question(self, text: str, box: QCheckBox) -> None:
        """Ask something about the whole above the lines."""
        box.setText(text)
        self.above.addWidget(box)

    def _show_rows(self) -> None:
        ids = self._list_rows()
        self._go(self._current if self._current in ids else next(iter(ids), ""))
        self._tell()

    def _list_rows(self) -> list[str]:
        """List what the filter lets through; the ids of the lines that are listed."""
        wanted = self.filters.current
        shown = [line for line in self.lines if wanted in {_ALL, _key(line)}]
        rows: list[Heading | Told] = []
        area = None
        for line in shown[:MOST]:
            if line.area != area:
                area = line.area
                rows.append(Heading(area))
            rows.append(self._row(line))
        if len(shown) > MOST:
            more = len(shown) - MOST
            rows.append(Heading(self.words.many("… and {n} more", "… and {n} more", more)))
        self.list.show_rows(rows)
        return [line.id for line in shown[:MOST]]

    def _row(self, line: PlanLine) -> Told:
        title = f"{line.name} · {line.field}" if line.field else line.name
        below = self._below(line)
        if line.kind is None:
            mark = ("triangle-alert", "watch") if line.lost else ("info", "text_second")
            return Told(line.id, title, line.where, mark=mark)
        return Told(
            line.id, title, below, self.said(self.taken(line)), _MARKS[line.kind], self._kind(line.kind)
        )

    @staticmethod
    def _below(line: PlanLine) -> str:
        """From what to what; of a conflict who says what, as neither follows from the other."""
        if line.kind is Kind.CONFLICT:
            return " · ".join(f"{called}: {_in_row(text, _SAYINGS)}" for called, text in line.sides[-2:])
        return " → ".join(_in_row(text, _SIDES) for _, text in line.sides if text != line.name)

    def _kind(self, kind: Kind) -> str:
        words = self.words
        return {
            Kind.NEW: words("new"), Kind.CHANGED: words("changed"), Kind.CONFLICT: words("conflict"),
            Kind.REMOVED: words("missing"),
        }[kind]  # fmt: skip

    def taken(self, line: PlanLine) -> Take:
        """What becomes of a line."""
        return self.choices.get(line.id, line.offered[0])

    def said(self, take: Take) -> str:
        """What a decision is called."""
        words = self.words
        return {
            Take.OURS: words("stays"), Take.THEIRS: words("is taken"), Take.BOTH: words("both are kept"),
        }[take]  # fmt: skip

    # -- deciding

    def _line(self) -> PlanLine | None:
        return next((line for line in self.lines if line.id == self._current), None)

    def _go(self, line_id: str) -> None:
        self._current = line_id
        self.list.show_current(line_id)
        self._show_detail()

    def turn(self) -> None:
        """Decide otherwise on the line in hand: the next of what is offered."""
        line = self._line()
        if line is not None and line.offered:
            at = line.offered.index(self.taken(line))
            self.decide(line.offered[(at + 1) % len(line.offered)])

    def decide(self, take: Take) -> None:
        """Decide on the line in hand."""
        line = self._line()
        if line is None or take not in line.offered:
            return
        self.choices.pop(line.id, None)
        if take is not line.offered[0]:
            self.choices[line.id] = take
        self._list_rows()  # the details stay, and with them whoever chooses there by keys
        self.list.show_current(line.id)
        self._radios[take].setChecked(True)
        self._tell()

    def _show_detail(self) -> None:
        clear(self._detail)
        self._radios = {}
        line, words = self._line(), self.words
        if line is None:
            self._detail.addWidget(label(words("Choose a line to see it whole."), "second", wrap=True))
            self._detail.addStretch(1)
            return
        self._detail.addWidget(label(line.name, "name", wrap=True))
        where = " · ".join(filter(None, (line.field, line.where)))
        if where:
            self._detail.addWidget(label(where, "caption", wrap=True))
        for called, text in line.sides:
            self._detail.addWidget(label(called, "caption-strong"))
            self._detail.addWidget(label(text, "body", wrap=True))
        if line.offered:
            self._detail.addWidget(Line())
            for take in line.offered:
                choice = QRadioButton(self._offer(line, take))
                choice.setObjectName(f"plan-{take.value}")
                choice.setChecked(take is self.taken(line))
                choice.toggled.connect(partial(self._toggled, take))
                self._radios[take] = choice
                self._detail.addWidget(choice)
            self._detail.addWidget(
                label(words("Space in the list goes through these."), "caption", wrap=True)
            )
        self._detail.addStretch(1)

    def _offer(self, line: PlanLine, take: Take) -> str:
        words = self.words
        if line.kind is Kind.REMOVED:
            return words("Keep it in the desk") if take is Take.OURS else words("Remove it from the desk")
        if line.kind is Kind.NEW:
            return words("Leave it out") if take is Take.OURS else words("Add it")
        return {
            Take.OURS: words("Keep what the desk holds"), Take.THEIRS: words("Take what came in"),
            Take.BOTH: words("Keep both, one after the other"),
        }[take]  # fmt: skip

    def _toggled(self, take: Take, on: bool) -> None:
        if on:
            self.decide(take)

    # -- what it comes to

    @property
    def wanted(self) -> int:
        """How many differences are taken as things stand."""
        return sum(line.kind is not None and self.taken(line) is not Take.OURS for line in self.lines)

    def _tell(self) -> None:
        words = self.words
        open_ = sum(
            line.kind is Kind.CONFLICT and line.id not in self.choices and self.taken(line) is Take.OURS
            for line in self.lines
        )
        wanted = self.wanted
        self.take.setText(words.many("Take in {n} change", "Take in {n} changes", wanted))
        self.take.setEnabled(bool(wanted) and self.page.session.desk.writable)
        said = []
        if not self.lines:
            said.append(words("Nothing differs."))
        elif not wanted:
            said.append(words("Nothing is taken as things stand."))
        if open_:
            said.append(
                words.many(
                    "{n} conflict stays as it is in the desk unless you choose otherwise.",
                    "{n} conflicts stay as they are in the desk unless you choose otherwise.",
                    open_,
                )
            )
        if not self.page.session.desk.writable:
            said.append(words("The desk is open for reading only."))
        self.told.setText(" ".join(said))


def _in_row(text: str, most: int) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= most else f"{text[:most]} …"


def _key(line: PlanLine) -> str:
    return line.kind.value if line.kind is not None else _REMARKS
