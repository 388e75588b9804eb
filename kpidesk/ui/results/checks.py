"""What the rules say about the map, as a list: a click goes there, a cross says that it was looked at."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.actions import goals as actions
from kpidesk.domain.findings import Finding, text_of
from kpidesk.domain.map_checks import MapSummary, check_map, summary
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Dismissal, Link, Map, Result
from kpidesk.system.words import Words
from kpidesk.ui.icons import Icons
from kpidesk.ui.pressable import Pressable
from kpidesk.ui.results.floating import show_children
from kpidesk.ui.results.work import MapWork
from kpidesk.ui.widgets import Flow, button, clear, label, tool_button

MOST: Final = 60  # codes of a kind that are shown at once
_LARGE: Final = 200  # results above which the rules take longer than a person should wait for
_REST: Final = 400  # ms


class Checks:
    """The findings on the desk's map that nobody has dismissed, computed when they are first asked for."""

    def __init__(self, work: MapWork) -> None:
        self.work = work
        self._found: tuple[Finding, ...] | None = None
        self._summary: MapSummary | None = None

    def forget(self) -> None:
        """The desk has changed."""
        self._found = self._summary = None

    @property
    def all(self) -> tuple[Finding, ...]:
        """Every finding, dismissed or not."""
        if self._found is None:
            self._found = check_map(self.work.session.desk)
        return self._found

    @property
    def open(self) -> list[Finding]:
        """Those that nobody has dismissed."""
        gone = {each.key for each in self.work.session.desk.find(Dismissal)}
        return [each for each in self.all if each.key not in gone]

    @property
    def dismissed(self) -> list[Finding]:
        """Those that people do not want to see."""
        gone = {each.key for each in self.work.session.desk.find(Dismissal)}
        return [each for each in self.all if each.key in gone]

    @property
    def counts(self) -> MapSummary:
        """The counts of the map."""
        if self._summary is None:
            self._summary = summary(self.work.session.desk)
        return self._summary

    def subject(self, finding: Finding) -> str:
        """The id of the record that a finding is about first."""
        desk = self.work.session.desk
        for code in finding.records[:1]:
            for kind in (Result, Link, Measure):
                for found in desk.find(kind, code=code):
                    return found.id
        return next((each.id for each in desk.find(Map, name=finding.args.get("map", ""))), self.work.map_id)

    def dismiss(self, finding: Finding) -> None:
        """Do not show a finding again."""
        label_ = self.work.words("Dismiss a hint")
        self.work.session.do(label_, actions.dismiss, self.subject(finding), finding.key)

    def recall(self) -> None:
        """Show all that were dismissed again."""
        gone = self.dismissed

        def doing(edit: object) -> None:
            for each in gone:
                actions.recall(edit, self.subject(each), each.key)  # type: ignore[arg-type]

        self.work.session.do(self.work.words("Show hints again"), doing)


class Hint(QFrame):
    """One finding: a sentence to click on, and a cross; below it the codes of others that are like it."""

    def __init__(
        self,
        text: str,
        icons: Icons,
        words: Words,
        go: Callable[[], object],
        dismiss: Callable[[], object],
        others: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        super().__init__()
        self.setProperty("kind", "hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 4, 6)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        column.addLayout(row)
        if others:
            flow = Flow(4)
            flow.setContentsMargins(24, 0, 6, 4)
            flow.addWidget(label(words("the same:"), "caption"))
            for code, go_there in others:
                pill = button(code, go_there, "pill")
                pill.setObjectName("hint-code")
                flow.addWidget(pill)
            column.addLayout(flow)
        picture = QLabel()
        picture.setPixmap(icons.pixmap("lightbulb", "warn", 16))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self.sentence = Pressable(text, "", words("Go there"))
        self.sentence.setObjectName("hint")
        self.sentence.clicked.connect(go)
        row.addWidget(self.sentence, 1)
        self.cross = tool_button(icons.icon("x", "text_third", 14), words("Do not show this again"), dismiss)
        self.cross.setObjectName("dismiss-hint")
        self.cross.setFixedSize(28, 28)
        row.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)


class ChecksList(QWidget):
    """Counts, then the findings; for when nothing is selected."""

    def __init__(self, checks: Checks, go: Callable[[str], object], icons: Icons, words: Words) -> None:
        super().__init__()
        self._checks, self._go, self._icons, self._words = checks, go, icons, words
        self._drawn: list[str] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.counts = label("", "second", wrap=True)
        column.addWidget(self.counts)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column.addLayout(self._rows)
        self.again = button("", checks.recall, "link")
        self.again.setObjectName("recall-hints")
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        """The desk has changed. On a large one the rules are asked when the person rests."""
        if len(self._checks.work.bubbles) <= _LARGE:
            self._show()
        else:
            self._rest.start()

    def _show(self) -> None:
        words, counts, found = self._words, self._checks.counts, self._checks.open
        self.counts.setText(
            words(
                "{causes} lead to another, {companions} companions, {conflicts} conflicts. "
                "{measured} of {results} results are measured.",
                causes=counts.causes,
                companions=counts.companions,
                conflicts=counts.conflicts,
                measured=len(counts.measured),
                results=counts.results,
            )
        )
        self.counts.setVisible(counts.results > 0)
        keys = [each.key for each in found]
        if keys != self._drawn:
            self._drawn = keys
            self._fill(found)
        gone = len(self._checks.dismissed)
        self.again.setText(words.many("Show {n} dismissed hint", "Show {n} dismissed hints", gone))
        self.again.setVisible(gone > 0)

    def _fill(self, found: Iterable[Finding]) -> None:
        """Findings of a kind together, the rarer kinds first: one odd thing says more than nine of a kind."""
        clear(self._rows)
        kinds: dict[str, list[Finding]] = defaultdict(list)
        for each in found:
            kinds[each.code].append(each)
        for group in sorted(kinds.values(), key=len):
            first, *others = group
            codes = [
                (" ".join(each.records), partial(self._jump, each)) for each in others[:MOST] if each.records
            ]
            go, dismiss = partial(self._jump, first), partial(self._checks.dismiss, first)
            text = text_of(first, self._words)
            self._rows.addWidget(Hint(text, self._icons, self._words, go, dismiss, codes))
        show_children(self)

    def _jump(self, finding: Finding) -> None:
        self._go(self._checks.subject(finding))
