"""The design of measures, one result at a time: five steps in the middle, the boards at the right."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kpidesk.actions import measures
from kpidesk.desk.journal import Change
from kpidesk.domain.design_board import (
    Board,
    Step,
    board,
    boards,
    design_findings,
    quadrant_findings,
    to_build,
)
from kpidesk.domain.designs import CandidateDecision
from kpidesk.domain.findings import Finding, text_of
from kpidesk.domain.measures import Measure, Quadrant
from kpidesk.domain.results import Result
from kpidesk.domain.voting import Criterion
from kpidesk.system.words import Words
from kpidesk.ui.ballot import BallotDialog, Item, OpenVote, Vote
from kpidesk.ui.measures.board import BoardView
from kpidesk.ui.measures.design_candidates import CandidatesStep
from kpidesk.ui.measures.design_choice import ChoiceStep
from kpidesk.ui.measures.design_notes import DesignStep, EvidenceStep, PictureStep, ResultStep
from kpidesk.ui.measures.measure_list import by_code
from kpidesk.ui.measures.quadrants import QuadrantBoard
from kpidesk.ui.measures.section import PressRow
from kpidesk.ui.measures.view import RESULTS, View
from kpidesk.ui.stepper import Stepper
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import LONG_LINE, EmptyState, Line, Panel, button, clear, label, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.measures.page import MeasuresPage

_MOST_TO_BUILD: Final = 12


def _step_names(words: Words) -> dict[Step, str]:
    """What the steps are called."""
    return {
        Step.RESULT: words("Result"),
        Step.EVIDENCE: words("Evidence"),
        Step.PICTURE: words("Bigger picture"),
        Step.CANDIDATES: words("Candidates"),
        Step.CHOICE: words("Choose and name"),
    }


class DesignView(View):
    """Stepper and sheet; the board, hints and the list of data to build stand beside it."""

    key: ClassVar[str] = "design"
    beside: ClassVar[str] = RESULTS
    COMMANDS: ClassVar = ("measures.secret", "measures.choose", "measures.design_sheet")

    def __init__(self, page: "MeasuresPage") -> None:
        super().__init__(page)
        words = self.words
        self.board: Board | None = None
        self.at = Step.CANDIDATES
        page.command("measures.secret", self.rate_in_secret, self._why_no_vote)
        page.command("measures.choose", self._choose, self._why_no_choice)
        page.command("measures.design_sheet", self._to_sheet, self._why_no_sheet)
        self.stepper = Stepper(_step_names(words), words, page.icons, page.colours)
        self.stepper.chosen.connect(self.go)
        self.candidates = CandidatesStep(page)
        self.candidates.chosen.connect(lambda _: self._show_board())
        self.choice = ChoiceStep(page)
        self.steps: dict[Step, DesignStep] = {
            Step.RESULT: ResultStep(page),
            Step.EVIDENCE: EvidenceStep(page),
            Step.PICTURE: PictureStep(page),
            Step.CANDIDATES: self.candidates,
            Step.CHOICE: self.choice,
        }
        self.across = splitter(Qt.Orientation.Horizontal, self._sheet(), self._right())
        self.across.setStretchFactor(0, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.across)
        self.stack.addWidget(self._empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.head_tools("measures.design_sheet")

    # -- building

    def _sheet(self) -> Panel:
        panel = Panel()
        head = QHBoxLayout()
        head.setContentsMargins(18, 12, 18, 8)
        head.setSpacing(12)
        self.code = label("", "code")
        self.code.setObjectName("design-code")
        self.statement = label("", "statement-strong", wrap=True)
        head.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.statement, 1)
        panel.body.addLayout(head)
        panel.body.addWidget(Line())
        panel.body.addWidget(self.stepper)
        panel.body.addWidget(Line())
        self.vote = OpenVote(
            self.session, self.words, partial(self.page.shell.commands.run, "measures.secret")
        )
        panel.body.addWidget(self.vote)
        self.sheets = QStackedWidget()
        self.areas: dict[Step, QWidget] = {}
        for step, part in self.steps.items():
            area = part if step is Step.CANDIDATES else scrolling(part, widest=LONG_LINE)
            self.areas[step] = area
            self.sheets.addWidget(area)
        panel.body.addWidget(self.sheets, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 8, 14, 10)
        self.next = button(self.words("Next step"), self._next, "quiet")
        self.next.setObjectName("design-next")
        foot.addStretch()
        foot.addWidget(self.next)
        self.foot = QWidget()
        self.foot.setLayout(foot)
        panel.body.addWidget(self.foot)
        panel.setMinimumWidth(360)
        return panel

    def _right(self) -> QWidget:
        words, page = self.words, self.page
        self.side = holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.board_panel = Panel(words("Board"))
        self.board_panel.head.addWidget(label(words("↑ strength  → feasibility"), "caption"))
        self.board_view = BoardView(words, page.colours)
        self.board_view.chosen.connect(self._go_to)
        _inside(self.board_panel, self.board_view)
        self.quadrant_panel = Panel(words("Effort or effect"))
        self.quadrants = QuadrantBoard(words, page.colours)
        self.quadrants.moved.connect(self._place)
        _inside(self.quadrant_panel, self.quadrants)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.board_panel)
        self._column.addWidget(self.quadrant_panel)
        self._hints = QVBoxLayout()
        self._hints.setSpacing(8)
        self._column.addLayout(self._hints)
        self.build_panel = Panel(words("Data to build"))
        self._build = QVBoxLayout()
        self._build.setSpacing(0)
        self.build_panel.body.addLayout(self._build)
        self._column.addWidget(self.build_panel)
        self._column.addStretch(1)
        for each in (self.board_panel, self.quadrant_panel, self.build_panel):
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            policy.setHeightForWidth(True)
            each.setSizePolicy(policy)
        self._built: object = None
        column.addWidget(scrolling(content))
        holder.setMinimumWidth(220)
        return holder

    def _empty(self) -> QWidget:
        words, page = self.words, self.page
        panel = Panel()
        panel.body.addWidget(
            EmptyState(
                page.icons.pixmap("orbit", "text_third", 40),
                words("Measures are designed from results, one at a time. Write the first result."),
                words("Customers are rarely without water."),
                button(words("Go to the results"), lambda: page.shell.go("results"), "filled"),
            )
        )
        return panel

    # -- the page's side

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.steps[self.at].focused

    @property
    def step(self) -> str:
        """See View."""
        return f"measures-design-{self.at.value}"

    def leave(self) -> None:
        """See View."""
        for each in self.steps.values():
            each.commit()

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        self.across.setSizes([middle, side])

    def views(self) -> dict[str, Callable[[], object]]:
        """See View."""
        return {f"design-{step.value}": partial(self._show_step, step) for step in Step}

    def _show_step(self, step: Step) -> None:
        self.page.show_view(self.key)
        begun = next((each for each in boards(self.session.desk, self._results()) if each.candidates), None)
        if begun is not None:
            self.page.choose_result(begun.result.id)
        self.go(step)

    def _results(self) -> tuple[Result, ...]:
        return self.session.desk.find(Result)

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        result = self.page.result
        self.stack.setCurrentIndex(0 if result else 1)
        if result is None:
            self.board = None
            return
        before, self.board = self.board, board(self.session.desk, result)
        if before is not None and before.result.id != result.id:
            self.at = self._beginning(self.board)
        self.code.setText(result.code)
        self.statement.setText(result.statement)
        self.stepper.show_step(self.at, self.board.done)
        for part in self.steps.values():
            part.show_board(self.board)
        self.sheets.setCurrentWidget(self.areas[self.at])
        self.foot.setVisible(self.at not in {Step.CANDIDATES, Step.CHOICE})
        self._show_vote()
        self._show_board()
        self._show_quadrants()
        self._show_to_build()

    def _show_vote(self) -> None:
        design = self.board.design if self.board else None
        is_open = self.vote.show_vote(design.id if design else "")
        self.candidates.secret.setText(
            self.words("Go on voting") if is_open else self.words("Rate in secret")
        )

    @staticmethod
    def _beginning(found: Board) -> Step:
        """Where work on a design goes on: the first step for which nothing is noted."""
        return next((step for step in Step if step not in found.done), Step.CANDIDATES)

    def go(self, step: Step) -> None:
        """Go to a step; any may be gone to at any time."""
        self.steps[self.at].commit()
        self.at = step
        self.show_desk()
        self.page.shell.commands.refresh()
        self.focused.setFocus()
        self.page.shell.show_step()

    def _next(self) -> None:
        steps = list(Step)
        self.go(steps[steps.index(self.at) + 1])

    def _go_to(self, candidate_id: str) -> None:
        if self.at is not Step.CANDIDATES:
            self.go(Step.CANDIDATES)
        self.candidates.go_to(candidate_id)

    # -- the right side

    def _show_board(self) -> None:
        if self.board is None:
            return
        rated = any(each.zone for each in self.board.candidates)
        self.board_panel.setVisible(rated and self.at is not Step.CHOICE)
        self.board_view.show_standings(self.board.candidates, self.candidates.current)
        clear(self._hints)
        found = list(design_findings(self.board))
        if self.at is Step.CHOICE:
            found = [*quadrant_findings(self.session.desk.find(Measure))]
        standing = self.candidates.standing
        own = [each for each in found if standing and standing.letter in each.records[1:]]
        for finding in (own or found)[:3]:
            hint = self._hint(finding)
            self._hints.addWidget(hint)
            hint.show()

    def _hint(self, finding: Finding) -> QFrame:
        made = QFrame()
        made.setProperty("kind", "hint")
        row = QHBoxLayout(made)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(9)
        mark = QLabel()
        mark.setPixmap(self.page.icons.pixmap("lightbulb", "warn", 16))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.addWidget(label(text_of(finding, self.words), wrap=True))
        if finding.code == "CANDIDATE_STRONG_WITHOUT_DATA" and self.session.desk.writable:
            add = button(self.words("Add to the list"), partial(self._to_list, finding), "link")
            add.setObjectName("add-to-list")
            line = QHBoxLayout()
            line.addWidget(add)
            line.addStretch()
            texts.addLayout(line)
        row.addLayout(texts, 1)
        return made

    def _to_list(self, finding: Finding) -> None:
        if self.board is not None:
            found = next(each for each in self.board.candidates if each.letter == finding.records[1])
            self.candidates.decide(found, CandidateDecision.BUILD_DATA)

    def _show_quadrants(self) -> None:
        self.quadrant_panel.setVisible(self.at is Step.CHOICE)
        if self.board is not None and self.at is Step.CHOICE:
            found = sorted(self.session.desk.find(Measure), key=lambda each: by_code(each.code))
            own = frozenset(each.id for each in self.board.measures)
            self.quadrants.show_measures(found, own, writable=self.session.desk.writable)

    def _place(self, measure_id: str, quadrant: Quadrant) -> None:
        measure = self.session.desk.get(Measure, measure_id)
        label_ = self.words("Effort or effect of {code}", code=measure.code)
        self.session.do(label_, partial(measures.change, quadrant=quadrant), measure_id)

    def _show_to_build(self) -> None:
        """The list of data to build, of all results."""
        found = to_build(boards(self.session.desk, self._results()))
        self.build_panel.setVisible(bool(found) and self.at in {Step.CANDIDATES, Step.CHOICE})
        shown = tuple((each.result.code, one.letter, one.candidate.wording) for each, one in found)
        if shown == self._built:
            return
        self._built = shown
        clear(self._build)
        picture = self.page.icons.pixmap("database", "warn", 16)
        for each, standing in found[:_MOST_TO_BUILD]:
            told = f"{each.result.code} · {standing.letter}"
            go = partial(self._to_candidate, each.result.id, standing.candidate.id)
            self._build.addWidget(PressRow(picture, standing.candidate.wording, told, go))
        if len(found) > _MOST_TO_BUILD:
            more = self.words.many("and {n} more", "and {n} more", len(found) - _MOST_TO_BUILD)
            rest = label(more, "caption")
            rest.setContentsMargins(14, 4, 12, 10)
            self._build.addWidget(rest)

    def _to_candidate(self, result_id: str, candidate_id: str) -> None:
        self.page.choose_result(result_id)
        self._go_to(candidate_id)

    # -- commands

    def _why_no_vote(self) -> str:
        if reason := self.page.read_only():
            return reason
        if self.board is None or not self.board.candidates:
            return self.words("There are no candidates to rate yet.")
        return ""

    def rate_in_secret(self) -> None:
        """Open the ballot on the candidates in sight."""
        found, words = self.board, self.words
        if found is None or found.design is None:
            return
        items = tuple(
            Item(each.candidate.id, each.letter, each.candidate.wording) for each in found.candidates
        )
        title = words("How do you rate the candidates for {code}?", code=found.result.code)
        vote = Vote(found.design.id, title, items, _CRITERIA, found.best)
        BallotDialog(self.window(), self.session, words, self.page.icons, self.page.colours, vote).open()

    def _why_no_sheet(self) -> str:
        if self.board is None or self.board.design is None:
            return self.words("Nothing is noted for this design yet.")
        return ""

    def _to_sheet(self) -> None:
        if self.board is not None:
            self.page.shell.go("publish", f"designs:{self.board.result.id}")

    def _why_no_choice(self) -> str:
        if reason := self.page.read_only():
            return reason
        if self.board is None or not self.board.candidates:
            return self.words("Add a candidate first.")
        return ""

    def _choose(self) -> None:
        """The candidate in sight becomes a measure, and is named."""
        standing = self.candidates.standing
        if standing is None:
            return
        self.candidates.commit()
        self.go(Step.CHOICE)
        self.choice.choose(standing)


_CRITERIA: Final = (
    Criterion.STRENGTH,
    Criterion.FEASIBILITY,
    Criterion.PREDICTABILITY,
    Criterion.LATENCY,
    Criterion.ACTIONABILITY,
)


def _inside(panel: Panel, widget: QWidget) -> None:
    holder = QVBoxLayout()
    holder.setContentsMargins(12, 4, 12, 12)
    holder.addWidget(widget)
    panel.body.addLayout(holder)
