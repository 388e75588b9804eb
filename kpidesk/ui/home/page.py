"""Where the work stands along the chain, and what comes next."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.desk.clearing import has_sample
from kpidesk.desk.journal import Change
from kpidesk.domain.checks import check_desk
from kpidesk.domain.commitments import Commitment, by_date
from kpidesk.domain.findings import Finding, text_of
from kpidesk.domain.gallery import Note, Poster
from kpidesk.domain.measures import Measure
from kpidesk.domain.next_step import Next, NextStep, next_steps
from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.results import Link, Result
from kpidesk.domain.sharing import Partner
from kpidesk.ui import thumbnails
from kpidesk.ui.home.cards import Card
from kpidesk.ui.home.row import Row
from kpidesk.ui.home.texts import states, step_texts
from kpidesk.ui.page import Page, Shell
from kpidesk.ui.widgets import (
    Elided,
    Line,
    Panel,
    button,
    clear,
    label,
    scrolling,
)

_TALL: Final = 900  # px of the page: above, the lists show more, and a third one stands beside them
_NARROW: Final = 960  # px of the page: below, the cards stand in two rows, and the lists one below the other
_WIDEST: Final = 1760  # px; a wider screen leaves room at both sides
_TALLEST: Final = 800  # px of a list; a taller screen leaves room below
_ROWS, _MORE_ROWS = 4, 9
# The cards in order: key, icon, the page that a click goes to.
_CARDS: Final = (
    ("goals", "list-checks", "results"),
    ("results", "orbit", "results"),
    ("measures", "chart-spline", "measures"),
    ("sharing", "handshake", "sharing"),
    ("gallery", "sticky-note", "gallery"),
    ("publish", "printer", "publish"),
)


class HomePage(Page):
    """Where the work stands, and the next sensible step."""

    key = "home"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, shell.words("Home"))
        words = self.words
        self._step = NextStep(Next.BEGIN)
        self._steps: tuple[NextStep, ...] = (self._step,)
        self._seen = Once(self.session.desk)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show_lists)
        self._turn = 0
        self._shown_rows = _ROWS
        content, inner = QWidget(), QWidget()
        middle = QHBoxLayout(content)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(inner, 1000)  # with all the room up to its largest width
        middle.addStretch(1)
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(8, 16, 8, 8)
        column.setSpacing(14)
        self._name, self._purpose = Elided("", "display"), Elided("", "second")
        column.addLayout(self._title())
        column.addWidget(self._next_step())
        names = {
            "goals": words("Goals"), "results": words("Results"), "measures": words("Measures"),
            "sharing": words("Sharing"), "gallery": words("Gallery"), "publish": words("Publish"),
        }  # fmt: skip
        self._cards: dict[str, Card] = {}
        self._arrows = [QLabel() for _ in _CARDS[1:]]  # one from each card to the next
        for arrow in self._arrows:
            arrow.setPixmap(self.icons.pixmap("chevron-right", "text_third", 16))
        for key, icon, page in _CARDS:
            card = Card(shell, icon, names[key])
            card.setObjectName(f"card-{key}")
            card.clicked.connect(lambda p=page, k=key: self.shell.go(p, "goals" if k == "goals" else ""))
            self._cards[key] = card
        self._chain = QGridLayout()
        self._chain.setHorizontalSpacing(4)
        self._chain.setVerticalSpacing(12)
        column.addLayout(self._chain)
        self._worth, self._promised, self._lately = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        lists = self._lists = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        lists.setSpacing(12)
        lists.addWidget(self._list(words("Worth a look"), self._worth), 11)
        lists.addWidget(self._list(words("Promised next"), self._promised), 9)
        self._history = self._list(words("Changed lately"), self._lately)
        lists.addWidget(self._history, 8)
        column.addLayout(lists, 100)
        column.addStretch(1)
        self._narrow: bool | None = None
        self._arrange(narrow=False)
        self.body.addWidget(scrolling(content))

    def _arrange(self, *, narrow: bool) -> None:
        """Put the cards in one row or in two, and the lists side by side or not."""
        if narrow is self._narrow:
            return
        self._narrow = narrow
        across = 3 if narrow else len(_CARDS)
        for each in (*self._cards.values(), *self._arrows):
            self._chain.removeWidget(each)
        for number, card in enumerate(self._cards.values()):
            card.make_low(low=narrow)
            self._chain.addWidget(card, number // across, number % across * 2)
        for number, arrow in enumerate(self._arrows):
            goes_on = number % across < across - 1
            if goes_on:
                self._chain.addWidget(arrow, number // across, number % across * 2 + 1)
            arrow.setVisible(goes_on)
        for number in range(len(_CARDS)):
            self._chain.setColumnStretch(number * 2, 1 if number < across else 0)
        ways = QBoxLayout.Direction
        self._lists.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _title(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._name)
        texts.addWidget(self._purpose)
        row.addLayout(texts, 1)
        row.addWidget(
            self.shell.commands.button("desk.organisation", "tool"), 0, Qt.AlignmentFlag.AlignBottom
        )
        self._clear = self.shell.commands.button("desk.clear_sample")
        row.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignBottom)
        for key in ("desk.open", "desk.new"):
            row.addWidget(self.shell.commands.button(key), 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _next_step(self) -> QFrame:
        words = self.words
        strip = QFrame()
        strip.setProperty("kind", "next")
        row = QHBoxLayout(strip)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(16)
        mark = QLabel()
        mark.setPixmap(self.icons.pixmap("compass", "accent", 32))
        row.addWidget(mark)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(label(words("A sensible next step"), "accent"))
        self._sentence = label("", "statement", wrap=True)
        self._sentence.setObjectName("next-step")
        texts.addWidget(self._sentence)
        row.addLayout(texts, 1)
        self._go = button("", self._take_step, "filled")
        self._go.setObjectName("next-go")
        self._else = button(words("Something else"), self._turn_step, "quiet")
        self._else.setObjectName("next-else")
        row.addWidget(self._go)
        row.addWidget(self._else)
        return strip

    @staticmethod
    def _list(title: str, into: QVBoxLayout) -> Panel:
        panel = Panel()
        panel.body.setContentsMargins(14, 10, 14, 8)
        panel.body.addWidget(label(title, "caption-strong"))
        panel.body.addSpacing(6)
        into.setSpacing(0)
        panel.body.addLayout(into)
        panel.body.addStretch(1)
        panel.setMinimumHeight(150)
        panel.setMaximumHeight(_TALLEST)
        return panel

    # -- what stands there

    def refresh(self, change: Change | None) -> None:
        """See Page."""
        desk = self._seen = Once(self.session.desk)
        organisation = next(iter(desk.find(Organisation)), None)
        self._name.show_text(organisation.name if organisation else self.session.path.stem)
        self._purpose.show_text(organisation.purpose if organisation else "")
        self._purpose.setVisible(bool(organisation and organisation.purpose))
        self._clear.setVisible(has_sample(self.session.desk))
        self._turn = 0
        self._steps = next_steps(desk)
        self._show_step()
        self._show_cards(desk)
        self._soon.start()  # what takes longer on a large desk comes after the rest is seen

    @property
    def _rows(self) -> int:
        return _MORE_ROWS if self.height() >= _TALL else _ROWS

    def _show_lists(self) -> None:
        desk = self._seen
        self._shown_rows = self._rows
        self._show_worth(desk)
        self._show_promised(desk)
        self._history.setVisible(self._rows > _ROWS)
        if self._rows > _ROWS:
            self._show_lately()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A wide window shows all side by side, a tall one more of it."""
        super().resizeEvent(event)
        self._arrange(narrow=self.width() < _NARROW)
        if self._rows != self._shown_rows:
            self._soon.start()

    def give_up(self) -> None:
        """See Page."""
        self._soon.stop()

    def set_bare(self, *, bare: bool) -> None:
        """See Page. The organisation's name stands on top in place of a head."""
        super().set_bare(bare=bare)
        self.head.hide()

    def busy(self) -> bool:
        """See Page."""
        return self._soon.isActive() or super().busy()

    def _show_lately(self) -> None:
        """The last steps, those of one minute and name once."""
        words = self.words
        clear(self._lately)
        shown: list[tuple[str, str]] = []
        for change in reversed(self.session.desk.history(since=max(0, self.session.desk.last_edit - 60))):
            at = change.at.astimezone()
            line = (f"{words.pattern(at.date(), 'MMMd')} {words.clock(at)}", change.label)
            if line not in shown:
                shown.append(line)
        for number, (when, what) in enumerate(shown[: self._rows]):
            if number:
                self._lately.addWidget(Line())
            row = QWidget()
            row.setMinimumHeight(46)
            texts = QHBoxLayout(row)
            texts.setContentsMargins(4, 0, 4, 0)
            texts.addWidget(Elided(what), 1)
            texts.addWidget(label(when, "caption"))
            self._lately.addWidget(row)

    def _show_step(self) -> None:
        steps = self._steps
        self._step = steps[self._turn % len(steps)]
        self._else.setVisible(len(steps) > 1)
        sentence, do = step_texts(self._step, self.words)
        self._sentence.setText(sentence)
        self._go.setText(do)

    def _turn_step(self) -> None:
        self._turn += 1
        self._show_step()

    def _take_step(self) -> None:
        step = self._step
        target = {Next.TURN_GOAL: "goals", Next.TELL: f"telling:{step.record}"}.get(step.kind, step.record)
        self.shell.go(step.kind.area, target)
        if step.kind is Next.BEGIN:
            self.shell.commands.run("results.goal")

    def _show_cards(self, desk: Reader) -> None:
        words, colours = self.words, self.colours
        draws: dict[str, thumbnails.Draw | None] = {
            "goals": thumbnails.goals(desk, colours), "results": thumbnails.results(desk, colours),
            "measures": thumbnails.measures(desk, colours), "sharing": thumbnails.sharing(desk, colours),
            "gallery": thumbnails.gallery(desk, colours), "publish": thumbnails.publish(colours),
        }  # fmt: skip
        current = {
            Next.TURN_GOAL: "goals", Next.BEGIN: "goals", Next.LINK: "results",
        }.get(self._step.kind, self._step.kind.area)  # fmt: skip
        for key, (count, unit, remark) in states(desk, words).items():
            self._cards[key].show_state(draws[key], count, unit, remark, current=key == current)

    def _show_worth(self, desk: Reader) -> None:
        words = self.words
        clear(self._worth)
        groups = _grouped(check_desk(desk, date.today()))  # noqa: DTZ011 - the day of the person's calendar
        if not groups:
            self._worth.addWidget(label(words("Nothing on this desk asks for a look just now."), "second"))
        for number, findings in enumerate(groups[: self._rows]):
            if number:
                self._worth.addWidget(Line())
            first = findings[0]
            others = sorted({code for each in findings for code in each.records})
            title = text_of(first, words)
            remark = ""
            if len(findings) > 1:
                remark = words.many("and {n} more like it:", "and {n} more like it:", len(findings) - 1)
                remark += " " + ", ".join(code for code in others if code not in first.records)
            self._worth.addWidget(self._worth_row(title, remark, first))

    def _worth_row(self, title: str, remark: str, finding: Finding) -> QWidget:
        code = finding.records[0] if finding.records else ""
        target = _place_of(self._seen, code)
        if finding.about and not self._seen.find(Measure, id=finding.about):
            target = ("sharing", finding.about)  # which tells more than the code of the partner
        row = Row(lambda: self.shell.go(*target) if target else None, name=title)
        row.setMinimumHeight(46)
        row.picture(self.icons.pixmap("lightbulb", "warn", 18))
        row.two(title, remark)
        if target:
            do = self.words("Open {code}", code=code) if code else self.words("Have a look")
            row.put(button(do, lambda: self.shell.go(*target), "quiet"))
        return row

    def _show_promised(self, desk: Reader) -> None:
        words = self.words
        clear(self._promised)
        promises = [
            each
            for each in by_date(desk.find(Commitment), date.today())  # noqa: DTZ011 - as above
            if each.is_standing
        ]
        if not promises:
            self._promised.addWidget(
                label(words("Nobody has promised anything that is still open."), "second")
            )
        for number, promise in enumerate(promises[: self._rows]):
            if number:
                self._promised.addWidget(Line())
            day = words.pattern(promise.by_when, "MMMd") if promise.by_when else words("no date")
            row = Row(partial(self.shell.go, "sharing", promise.id), name=promise.what)
            row.setMinimumHeight(46)
            shown = label(day, "caption-strong")
            shown.setFixedWidth(64)
            row.put(shown)
            with_whom = words("with {whom}", whom=promise.with_whom) if promise.with_whom else ""
            row.two(" · ".join(filter(None, (promise.who, promise.what))), with_whom)
            self._promised.addWidget(row)


def _grouped(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings of a kind together, the rarer kinds first: one odd thing says more than nine of a kind."""
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        kinds[finding.code].append(finding)
    return sorted(kinds.values(), key=len)


_AREAS: Final = (
    (Result, "results"), (Link, "results"), (Measure, "measures"), (Partner, "sharing"), (Note, "gallery"),
    (Poster, "gallery"),
)  # fmt: skip


def _place_of(desk: Reader, code: str) -> tuple[str, str] | None:
    """The page and the id of the record with a printed code."""
    for record_type, page in _AREAS:
        for record in desk.find(record_type, code=code):
            return page, record.id
    return None
