"""The Guide beside each page: one step with what to do and why, examples, and a look at this desk."""

from collections.abc import Callable

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.domain.calculated import with_values
from kpidesk.domain.coverage import coverage
from kpidesk.domain.gallery import Note, Poster
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Goal, Link, Result, Verdict, WordingTest
from kpidesk.domain.sharing import DrivingMeasure, Evidence, Partner
from kpidesk.system.guides import read_step
from kpidesk.system.words import Words
from kpidesk.ui.icons import Icons
from kpidesk.ui.widgets import Line, Panel, clear, label, scrolling, tool_button

WIDTH = 280


def look_at(page: str, desk: Reader, words: Words) -> tuple[bool, str]:
    """What this desk says about a page's step: whether all is well, and a sentence."""
    return {
        "home": _results, "results": _links, "measures": _measures,
        "results-goals": _goals, "results-coverage": _covered,
        "sharing": _sharing, "gallery": _gallery, "publish": _posters,
    }[page](desk, words)  # fmt: skip


def _results(desk: Reader, words: Words) -> tuple[bool, str]:
    results = desk.find(Result)
    measured = {measure.result for measure in desk.find(Measure)}
    bare = sum(result.id not in measured for result in results)
    if not results:
        return False, words("This desk has no result yet.")
    if bare:
        return False, words.many("{n} result has no measure yet.", "{n} results have no measure yet.", bare)
    return True, words("Each result has a measure.")


def _links(desk: Reader, words: Words) -> tuple[bool, str]:
    results = {each.id for each in desk.find(Result)}
    linked = {end for link in desk.find(Link) for end in (link.source, link.target)}
    alone = len(results - linked)
    if not results:
        return False, words("This desk has no result yet.")
    if alone:
        return False, words.many("{n} result has no link yet.", "{n} results have no link yet.", alone)
    return True, words("Each result is linked with another.")


def _goals(desk: Reader, words: Words) -> tuple[bool, str]:
    goals = {each.id for each in desk.find(Goal)}
    tested: dict[str, int] = dict.fromkeys(goals, 0)
    for verdict in desk.find(Verdict):
        if verdict.subject in tested:
            tested[verdict.subject] += 1
    waiting = sum(count < len(WordingTest) for count in tested.values())
    if not goals:
        return False, words("This desk has no goal yet.")
    if waiting:
        return False, words.many(
            "{n} goal was not put to all five questions.",
            "{n} goals were not put to all five questions.",
            waiting,
        )
    return True, words("Each goal was put to all five questions.")


def _covered(desk: Reader, words: Words) -> tuple[bool, str]:
    found = coverage(desk)
    if found.goals_without_result:
        count = len(found.goals_without_result)
        return False, words.many("{n} goal became nothing yet.", "{n} goals became nothing yet.", count)
    if found.results_without_goal:
        count = len(found.results_without_goal)
        return False, words.many("No goal asks for {n} result.", "No goal asks for {n} results.", count)
    return True, words("Goals and results fit together.")


def _measures(desk: Reader, words: Words) -> tuple[bool, str]:
    measures = [each for each in desk.find(Measure) if each.result is not None]
    fed = with_values(desk)
    empty = sum(measure.id not in fed for measure in measures)
    if not measures:
        return False, words("This desk has no measure yet.")
    if empty:
        return False, words.many("{n} measure has no values yet.", "{n} measures have no values yet.", empty)
    return True, words("Each measure has values.")


def _sharing(desk: Reader, words: Words) -> tuple[bool, str]:
    if not desk.find(Partner):
        return False, words("This desk has no partner yet.")
    guesses = len(desk.find(DrivingMeasure, evidence=Evidence.HYPOTHESISED))
    if guesses:
        return False, words.many(
            "{n} measure is a guess that nobody has confirmed.",
            "{n} measures are guesses that nobody has confirmed.",
            guesses,
        )
    return True, words("All measures of partners are confirmed.")


def _gallery(desk: Reader, words: Words) -> tuple[bool, str]:
    notes = desk.find(Note)
    waiting = sum(note.decision is None for note in notes)
    if not notes:
        return False, words("No note has been written down yet.")
    if waiting:
        return False, words.many("{n} note waits for a decision.", "{n} notes wait for a decision.", waiting)
    return True, words("Each note has a decision.")


def _posters(desk: Reader, words: Words) -> tuple[bool, str]:
    count = len(desk.find(Poster))
    if not count:
        return False, words("There is no poster yet. Add some on the Gallery page.")
    return True, words.many("{n} poster can be printed.", "{n} posters can be printed.", count)


class Guide(Panel):
    """The panel at the right."""

    def __init__(self, words: Words, icons: Icons, close: Callable[[], object]) -> None:
        super().__init__(words("Guide"))
        self._words, self._icons = words, icons
        self.setObjectName("guide")
        self.setFixedWidth(WIDTH)
        mark = QLabel()
        mark.setPixmap(icons.pixmap("compass", "accent", 16))
        self.head.insertWidget(0, mark)
        self._time = label("", "caption")
        self.head.addWidget(self._time)
        shut = tool_button(icons.icon("panel-right-close"), words("Close the Guide"), close)
        shut.setObjectName("guide-close")
        self.head.addWidget(shut)
        self._page = ""
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(14, 14, 14, 14)
        self._column.setSpacing(12)
        self.body.addWidget(scrolling(content))
        self._check_icon, self._check = QLabel(), label("", wrap=True)
        self._check.setObjectName("guide-check")

    def show_page(self, page: str, desk: Reader) -> None:
        """Show a page's step and how this desk does."""
        if page != self._page:
            self._page = page
            self._fill(page)
        well, sentence = look_at(page, desk, self._words)
        self._check_icon.setPixmap(
            self._icons.pixmap("circle-check" if well else "circle-dashed", "good" if well else "watch", 16)
        )
        self._check.setText(sentence)

    def _fill(self, page: str) -> None:
        words, column = self._words, self._column
        step = read_step(page, words.language)
        self._time.setText(words.many("{n} minute", "{n} minutes", int(step.minutes)))
        for kept in (self._check_icon, self._check):
            kept.setParent(None)
        clear(column)
        title = label(step.title, "statement-strong", wrap=True)
        title.setObjectName("guide-title")
        column.addWidget(title)
        column.addWidget(label(step.what, wrap=True))
        column.addWidget(label(step.why, "second", wrap=True))
        column.addWidget(self._example(self._icons.pixmap("check", "good", 16), step.good))
        column.addWidget(self._example(self._icons.pixmap("x", "bad", 16), step.bad))
        column.addWidget(Line())
        column.addWidget(label(words("On this desk"), "caption-strong"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._check_icon)
        row.addWidget(self._check, 1)
        column.addLayout(row)
        column.addWidget(Line())
        column.addWidget(label(words("What to say"), "caption-strong"))
        column.addWidget(label(step.script, wrap=True))
        column.addWidget(label(words("What to bring"), "caption-strong"))
        column.addWidget(label(step.materials, wrap=True))
        column.addStretch()

    @staticmethod
    def _example(icon: QPixmap, text: str) -> QWidget:
        block = QFrame()
        block.setProperty("kind", "well")
        row = QHBoxLayout(block)
        row.setContentsMargins(10, 10, 10, 10)
        row.setSpacing(8)
        mark = QLabel()
        mark.setPixmap(icon)
        row.addWidget(mark)
        row.addWidget(label(text, wrap=True), 1)
        return block
