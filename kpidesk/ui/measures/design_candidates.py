"""Step four of a design: evidence turned into candidates, rated by several people, decided one by one."""

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kpidesk.actions import designs, voting
from kpidesk.desk.edits import Edit
from kpidesk.domain.design_board import LEAD_CRITERIA, Board, Standing
from kpidesk.domain.designs import CandidateDecision
from kpidesk.domain.labels import LABELS
from kpidesk.domain.voting import Criterion
from kpidesk.ui.fields import Choice, LineField, labelled
from kpidesk.ui.measures.candidates import RATED, CandidateTable, Column, told
from kpidesk.ui.measures.design_notes import DesignStep
from kpidesk.ui.view import by_wide
from kpidesk.ui.widgets import Flow, Line, Pill, clear, label, restyle, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.measures.page import MeasuresPage

_SCALES: Final = (3, 5, 10)
_LEAST_CHIPS: Final = 50  # px: two rows
_LEAST_TABLE: Final = 164
_CHIPS_SHARE: Final = 0.22
_WORDS_FROM: Final = 600  # px from which the foot has room for words
_FOOT: Final = 32 + 2 * 8  # px of the foot's edges and gaps
_ICONS: Final = {"heard": "message-square", "felt": "heart", "done": "user-round"}


class _NewCandidate(LineField):
    """Where the next candidate is typed; only Enter takes it over."""

    def commit(self) -> None:
        """A rest while somebody speaks must not add half a candidate."""
        self._rest.stop()

    def _entered(self) -> None:
        if self.text().strip():
            self._commit(self.text())


class CandidatesStep(DesignStep):
    """Chips of evidence, the table, what was decided on the chosen one. `chosen` tells a candidate's id."""

    chosen = Signal(str)

    def __init__(self, page: "MeasuresPage") -> None:
        super().__init__(page)
        words = self.words
        self.current = ""
        self.column.setContentsMargins(0, 10, 0, 0)
        self.column.setSpacing(0)
        self._chips = Flow(6)
        self._chips.setContentsMargins(18, 0, 8, 0)
        holder = QWidget()
        holder.setLayout(self._chips)
        self._evidence = scrolling(holder)
        self._drawn: object = None
        self.pills: dict[str, Pill] = {}
        inner = QWidget()  # in a low window it scrolls, so that some rows of the table are always seen
        work = QVBoxLayout(inner)
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(0)
        work.addWidget(self._evidence)
        work.addSpacing(10)
        self.table = CandidateTable(self._take, words, page.colours, page.icons)
        self.table.setMinimumHeight(_LEAST_TABLE)
        self.table.chosen.connect(self.go_to)
        self.table.decided.connect(self._to_decision)
        self.table.removed.connect(self._remove)
        work.addWidget(Line())
        work.addWidget(self.table, 1)
        self.nothing = label("", "second", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setContentsMargins(60, 0, 60, 0)
        work.addWidget(self.nothing, 1)
        self.new = _NewCandidate(
            self._add, words("Turn another piece of evidence into a number"), name=words("A new candidate")
        )
        self.new.setObjectName("candidate-new")
        line = QHBoxLayout()
        line.setContentsMargins(18, 8, 18, 8)
        line.addWidget(self.new)
        work.addWidget(Line())
        work.addLayout(line)
        work.addWidget(self._strip())
        self.column.addWidget(scrolling(inner), 1)
        self.column.addWidget(Line())
        self.column.addLayout(self._foot())

    # -- building

    def _strip(self) -> QFrame:
        """What was decided on the candidate that is chosen in the table."""
        words = self.words
        self.strip = QFrame()
        self.strip.setProperty("kind", "well")
        offered: list[tuple[object, str]] = [(None, words("still open"))]
        offered += [(each, words(LABELS[each])) for each in CandidateDecision]
        self.decision = Choice(offered, self._decide, words("Decision"))
        self.decision.setObjectName("candidate-decision")
        self.reason = LineField(self._give_reason, words("why, in a few words"), name=words("Why?"))
        self.reason.setObjectName("candidate-reason")
        self.lead = QCheckBox(words("may lead others"))
        self.lead.setObjectName("candidate-lead")
        self.lead.setToolTip(words("It could tell early how another result will go: rate three more things"))
        self.lead.clicked.connect(lambda on: self._change(lead=bool(on)))
        self.by_host = QCheckBox(words("the facilitator’s own"))
        self.by_host.setObjectName("candidate-by-host")
        self.by_host.setToolTip(words("Entered on their own behalf and not for the group; prints say so"))
        self.by_host.clicked.connect(lambda on: self._change(by_host=bool(on)))
        self.leads: dict[Criterion, LineField] = {}
        self.letter = label("", "name")
        for each in (self.decision, self.lead, self.by_host):
            each.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self.strip)
        grid.setContentsMargins(18, 7, 14, 7)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        for column, widget in enumerate((self.letter, self.decision, self.reason, self.lead)):
            grid.addWidget(widget, 0, column)
        grid.addWidget(self.by_host, 1, 3)
        self._early = QWidget()
        early = QHBoxLayout(self._early)
        early.setContentsMargins(0, 0, 0, 0)
        early.setSpacing(12)
        for criterion in LEAD_CRITERIA:
            name = words(LABELS[criterion])
            field = LineField(partial(self._rate, criterion), words("such as 4 5 3"), name=name)
            field.setObjectName(f"candidate-{criterion.value}")
            self.leads[criterion] = field
            early.addLayout(labelled(name, field))
        grid.addWidget(self._early, 2, 1, 1, 3)
        return self.strip

    def _foot(self) -> QHBoxLayout:
        words, page = self.words, self.page
        row = QHBoxLayout()
        row.setContentsMargins(18, 10, 14, 12)
        row.setSpacing(8)
        self.raters = label("", "caption", wrap=True)
        row.addWidget(self.raters, 1)
        row.addStretch()
        self.scale = Choice(
            [(best, words("1 to {best}", best=best)) for best in _SCALES], self._set_scale,
            words("Rating scale"),
        )  # fmt: skip
        self.scale.setObjectName("design-scale")
        self.scale.setFixedWidth(92)
        row.addWidget(self.scale)
        self.secret = page.button("measures.secret")
        self._secret = page.button("measures.secret", "tool")
        self._secret.hide()
        row.addWidget(self.secret)
        row.addWidget(self._secret)
        self.choose = page.button("measures.choose", "filled")
        row.addWidget(self.choose)
        return row

    # -- showing

    @property
    def focused(self) -> QWidget:
        """See DesignStep."""
        return self.table if self.table.candidates.rows else self.new

    @property
    def standing(self) -> Standing | None:
        """The candidate that is chosen in the table."""
        rows = self.board.candidates if self.board else ()
        return next((each for each in rows if each.candidate.id == self.current), None)

    def refresh(self, board: Board, *, writable: bool, another: bool) -> None:
        """See DesignStep."""
        ids = [each.candidate.id for each in board.candidates]
        if self.current not in ids:
            self.current = ids[0] if ids else ""
        self._show_chips(board, writable=writable)
        self.table.show_rows(board.candidates, self.current, writable=writable)
        self._show_nothing(board)
        self.new.setReadOnly(not writable)
        self.scale.offer([
            (best, self.words("1 to {best}", best=best)) for best in sorted({*_SCALES, board.best})
        ])  # fmt: skip
        self.scale.show_value(board.best)
        self.scale.setEnabled(writable)
        most = max((len(t.numbers) for each in board.candidates for t in each.ratings.values()), default=0)
        self.raters.setText(self._told_raters(most, board.best))
        self._show_strip(writable=writable)

    def _show_nothing(self, board: Board) -> None:
        """What to do while there is no candidate yet."""
        words = self.words
        if board.evidence:
            hint = words(
                "No candidate yet. Take a piece of evidence from above and ask what could be counted or "
                "timed to see it. Type that below, then Enter."
            )
        else:
            hint = words(
                "No candidate yet. They come from evidence: note in step 2 what people would see, hear or "
                "feel if the result were so. A measure that is known already can be typed below."
            )
        self.nothing.setText(hint)
        self.nothing.setVisible(not board.candidates)
        self.table.setVisible(bool(board.candidates))
        self._evidence.setVisible(bool(board.observations))

    def _told_raters(self, most: int, best: int) -> str:
        words = self.words
        rule = words("Strength outranks feasibility.")
        if not most:
            return words("Type one number for each rater, from 1 to {best}. {rule}", best=best, rule=rule)
        raters = words.many("{n} rater, 1 to {best}.", "{n} raters, 1 to {best}.", most, best=best)
        return f"{raters} {rule}"

    def _show_strip(self, *, writable: bool) -> None:
        standing = self.standing
        self.strip.setVisible(standing is not None)
        if standing is None:
            return
        self.letter.setText(standing.letter)
        self.decision.show_value(standing.candidate.decision)
        self.reason.show_value(standing.candidate.reason)
        self.lead.setChecked(standing.candidate.lead)
        self._early.setVisible(standing.candidate.lead)
        for criterion, field in self.leads.items():
            tally = standing.ratings.get(criterion)
            field.show_value(" ".join(map(str, tally.numbers)) if tally else "")
            field.setToolTip(told(tally, self.words) if tally else "")
            field.setReadOnly(not writable)
        self.decision.setEnabled(writable)
        self.by_host.setChecked(standing.candidate.by_host)
        for each in (self.lead, self.by_host):
            each.setEnabled(writable)
        self.reason.setReadOnly(not writable)

    def _show_chips(self, board: Board, *, writable: bool) -> None:
        """What candidates can be made of; filled where one is, marked where the chosen one is."""
        used = {source.id for each in board.candidates for source in each.sources}
        standing = self.standing
        own = {source.id for source in standing.sources} if standing else set()
        drawn = tuple(board.observations)
        if drawn != self._drawn:
            self._drawn = drawn
            clear(self._chips)
            self.pills = {}
            for each in drawn:
                icon = _ICONS.get(each.sense.value, "eye" if each in board.evidence else "triangle-alert")
                pill = Pill(each.text, icon=self.page.icons.icon(icon, size=14))
                pill.setCheckable(True)
                pill.setObjectName(f"chip-{len(self.pills) + 1}")
                pill.clicked.connect(partial(self._derive, each.id))
                self.pills[each.id] = pill
                self._chips.addWidget(pill)
                pill.show()
            self._share_height()
        for key, pill in self.pills.items():
            pill.setChecked(key in own)
            pill.setEnabled(writable and standing is not None)
            restyle(pill, "tone", "own" if key in own else "" if key in used else "off")

    def _share_height(self) -> None:
        """All chips where there is room, else some rows of them that scroll."""
        wanted = self._chips.heightForWidth(self.width() - 12)
        self._evidence.setFixedHeight(min(wanted, max(_LEAST_CHIPS, round(self.height() * _CHIPS_SHARE))))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width has other rows of chips, and room for other words."""
        super().resizeEvent(event)
        self._share_height()
        self.raters.setVisible(self.width() >= _WORDS_FROM)
        words = sum(each.sizeHint().width() for each in (self.scale, self.secret, self.choose))
        by_wide([(self.secret, self._secret)], self.width() >= words + _FOOT)

    def go_to(self, candidate_id: str) -> None:
        """Choose a candidate."""
        self.commit()
        self.current = candidate_id
        if self.board is not None:
            for field in (self.reason, *self.leads.values()):
                field.give_back()
            self.refresh(self.board, writable=self.session.desk.writable, another=False)
        self.chosen.emit(candidate_id)

    def commit(self) -> None:
        """See DesignStep."""
        for field in (self.reason, *self.leads.values()):
            field.commit()
        if self.new.text().strip():
            self._add(self.new.text())

    # -- doing

    def _to_decision(self) -> None:
        self.decision.setFocus()

    def _add(self, wording: str) -> bool:
        if self.board is None:
            return False
        result, added = self.board.result, []

        def add(edit: Edit) -> None:
            added.append(designs.propose(edit, result.id, wording).id)

        if not self.do(self.words("Add a candidate for {code}", code=result.code), add):
            return False
        self.new.clear()  # before going there takes over what is typed
        self.go_to(added[0])
        return True

    def _take(self, row: Standing, column: Column, text: str) -> bool:
        if column in RATED:
            return self._rate_one(row, RATED[column], text)
        label_ = self.words("Reword {letter}", letter=row.letter)
        return self.do(label_, partial(designs.change_candidate, wording=text), row.candidate.id)

    def _rate(self, criterion: Criterion, text: str) -> bool:
        standing = self.standing
        return standing is None or self._rate_one(standing, criterion, text)

    def _rate_one(self, row: Standing, criterion: Criterion, text: str) -> bool:
        best = self.board.best if self.board else 5
        rate = partial(voting.rate_as_typed, criterion=criterion, text=text, best=best)
        return self.do(self.words("Rate {letter}", letter=row.letter), rate, row.candidate.id)

    def _decide(self, decision: CandidateDecision | None) -> None:
        if decision is CandidateDecision.CHOSEN and self.standing and not self.standing.candidate.measure:
            self.page.shell.commands.run("measures.choose")
        else:
            self._change(decision=decision)
        self._show_strip(writable=self.session.desk.writable)

    def decide(self, standing: Standing, decision: CandidateDecision) -> None:
        """Decide on a candidate, whichever is in sight."""
        label_ = self.words("Decide on {letter}", letter=standing.letter)
        self.do(label_, partial(designs.change_candidate, decision=decision), standing.candidate.id)

    def _give_reason(self, text: str) -> bool:
        return self._change(reason=text)

    def _change(self, **given: Any) -> bool:
        standing = self.standing
        if standing is None:
            return True
        typing = f"{self.current} reason" if "reason" in given else None
        label_ = self.words("Decide on {letter}", letter=standing.letter)
        return self.do(label_, partial(designs.change_candidate, **given), self.current, typing=typing)

    def _derive(self, observation_id: str) -> None:
        if self.current:
            derive = partial(designs.derive, holds=self.pills[observation_id].isChecked())
            self.do(self.words("Say where a candidate comes from"), derive, self.current, observation_id)

    def _set_scale(self, best: int) -> None:
        if self.board is not None:
            self.do(
                self.words("Change the rating scale"),
                partial(designs.change, best=best),
                self.board.result.id,
            )
            self.scale.show_value(self.board.best)

    def _remove(self, candidate_id: str) -> None:
        self.do(self.words("Remove a candidate"), designs.remove_candidate, candidate_id)
