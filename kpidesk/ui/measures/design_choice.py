"""Step five of a design: what was chosen gets a name and a sentence of four parts."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import designs, measures
from kpidesk.desk.edits import Edit
from kpidesk.domain.design_board import Board, Standing, name_findings
from kpidesk.domain.designs import CandidateDecision
from kpidesk.domain.findings import text_of
from kpidesk.domain.labels import LABELS
from kpidesk.domain.lexicon import Lexicon
from kpidesk.domain.map_checks import many_measures
from kpidesk.domain.measures import Measure, Statistic
from kpidesk.domain.period import PeriodType
from kpidesk.domain.said_in import languages_of
from kpidesk.drawing.definition_words import in_one_sentence
from kpidesk.ui.fields import Choice, LineField, TextField, labelled
from kpidesk.ui.measures.design_notes import DesignStep
from kpidesk.ui.widgets import Flow, Pill, button, clear, label
from kpidesk.ui.wording import lexicons

if TYPE_CHECKING:
    from kpidesk.ui.measures.page import MeasuresPage

_NAME_FROM = 5  # words of a candidate that make a first name
_TYPED = ("name", "item", "scope", "description")


class MeasureCard(QFrame):
    """One measure of the result: name, sentence, and what is to be said about the name."""

    def __init__(self, step: "ChoiceStep") -> None:
        super().__init__()
        self.setProperty("kind", "well")
        self._step, words = step, step.words
        self.measure: Measure | None = None
        self.code = label("", "caption-strong")
        self.sentence = label("", "statement", wrap=True)
        self.hints = label("", "caption", wrap=True)
        self.name = LineField(partial(self._write, "name"), name=words("Name"))
        self.item = LineField(partial(self._write, "item"), words("hours from report to water back"),
                              name=words("Of what"))  # fmt: skip
        self.scope = LineField(partial(self._write, "scope"), words("which cases count"), name=words("Scope"))
        self.description = TextField(
            partial(self._write, "description"), words("What it tells, in one or two sentences"),
            name=words("In plain words"), least=1,
        )  # fmt: skip
        kinds: list[tuple[object, str]] = [(None, words("not said yet"))]
        kinds += [(each, words(LABELS[each])) for each in Statistic]
        self.statistic = Choice(kinds, partial(self._choose, "statistic"), words("Statistic"))
        periods = [(each, words(LABELS[each])) for each in PeriodType]
        self.period = Choice(periods, partial(self._choose, "period_type"), words("For each"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addLayout(labelled(words("Name"), self.name), 0, 0, 1, 2)
        grid.addWidget(self.hints, 1, 0, 1, 2)
        grid.addLayout(labelled(words("Statistic"), self.statistic), 2, 0)
        grid.addLayout(labelled(words("Of what"), self.item), 2, 1)
        grid.addLayout(labelled(words("Scope"), self.scope), 3, 0)
        grid.addLayout(labelled(words("For each"), self.period), 3, 1)
        grid.addLayout(labelled(words("In plain words"), self.description), 4, 0, 1, 2)
        to_definition = button(words("Open the definition"), self._open, "link")
        row = QHBoxLayout()
        row.addWidget(self.code, 1)
        row.addWidget(to_definition)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.sentence)
        column.addLayout(grid)

    def show_measure(self, measure: Measure, lexicon: Lexicon, *, writable: bool) -> None:
        """Show the measure as the desk has it."""
        words = self._step.words
        self.measure = measure
        self.setObjectName(f"choice-{measure.code}")
        self.code.setText(measure.code)
        self.sentence.setText(f"{measure.name}: {in_one_sentence(measure, words)}")
        said = [text_of(finding, words) for finding in name_findings(measure, lexicon)]
        self.hints.setText("\n".join(said))
        self.hints.setVisible(bool(said))
        for key in _TYPED:
            field = getattr(self, key)
            field.show_value(getattr(measure, key))
            field.setReadOnly(not writable)
        self.statistic.show_value(measure.statistic)
        self.period.show_value(measure.period_type)
        for each in (self.statistic, self.period):
            each.setEnabled(writable)

    def commit(self) -> None:
        """Take over what is being typed."""
        for key in _TYPED:
            getattr(self, key).commit()

    def _write(self, key: str, text: str) -> bool:
        return self._change(key, text)

    def _choose(self, key: str, value: object) -> None:
        self._change(key, value)

    def _change(self, key: str, value: Any) -> bool:
        if self.measure is None:
            return True
        label_ = self._step.words("Change {code}", code=self.measure.code)
        change = partial(measures.change, **{key: value})
        return self._step.do(label_, change, self.measure.id, typing=f"{self.measure.id} {key}")

    def _open(self) -> None:
        if self.measure is not None:
            page = self._step.page
            page.choose(self.measure.id)
            page.show_view("definition")


class ChoiceStep(DesignStep):
    """A card for each measure of the result, and the candidates that could still be chosen."""

    def __init__(self, page: "MeasuresPage") -> None:
        super().__init__(page)
        words = self.words
        self._told(
            words("One to three measures are enough. Give each a name of two to five words that says what is "
                  "counted, and finish its sentence.")
        )  # fmt: skip
        self.lexicons = lexicons(page.shell.folders)
        self.many = label("", "caption", wrap=True)
        self.column.addWidget(self.many)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        self.column.addLayout(self._cards)
        self.cards: dict[str, MeasureCard] = {}
        self.offer = label(words("Choose one more"), "caption-strong")
        self.column.addWidget(self.offer)
        holder = QWidget()
        self._offers = Flow(6)
        holder.setLayout(self._offers)
        self.column.addWidget(holder)
        self._offered: object = None
        self.none = label("", "second", wrap=True)
        self.column.addWidget(self.none)
        self.column.addStretch(1)

    def refresh(self, board: Board, *, writable: bool, another: bool) -> None:
        """See DesignStep."""
        words = self.words
        ids = [each.id for each in board.measures]
        if ids != list(self.cards):
            clear(self._cards)
            self.cards = {}
            for measure_id in ids:
                card = MeasureCard(self)
                self.cards[measure_id] = card
                self._cards.addWidget(card)
                card.show()
        lexicon = self._lexicon()
        for measure in board.measures:
            self.cards[measure.id].show_measure(measure, lexicon, writable=writable)
        many = many_measures(board.result.code, len(board.measures))
        self.many.setText(text_of(many, words) if many else "")
        self.many.setVisible(many is not None)
        self._show_offers([each for each in board.candidates if _open(each)], writable=writable)
        self.none.setText(
            "" if board.measures or board.candidates
            else words("There are no candidates yet. Go back to step 4 and turn evidence into numbers.")
        )  # fmt: skip
        self.none.setVisible(bool(self.none.text()))

    def _lexicon(self) -> Lexicon:
        return self.lexicons(languages_of(self.session.desk)[0])

    def _show_offers(self, offers: list[Standing], *, writable: bool) -> None:
        shown = tuple((each.candidate.id, each.letter, each.candidate.wording) for each in offers)
        self.offer.setVisible(bool(offers) and writable)
        if shown == self._offered:
            return
        self._offered = shown
        clear(self._offers)
        for each in offers:
            text = self.words("{letter}  {wording}", letter=each.letter, wording=each.candidate.wording)
            pill = Pill(text, icon=self.page.icons.icon("plus", size=14))
            pill.setObjectName(f"choose-{each.letter}")
            pill.setEnabled(writable)
            pill.clicked.connect(partial(self._choose, each))
            self._offers.addWidget(pill)
            pill.show()

    def _choose(self, standing: Standing, _checked: bool = False) -> None:
        self.choose(standing)

    def choose(self, standing: Standing) -> None:
        """Make a candidate a measure, with a name to type over."""
        name = first_name(standing.candidate.wording, {each.name for each in self.session.desk.find(Measure)})
        made: list[str] = []

        def choose(edit: Edit) -> None:
            made.append(designs.choose(edit, standing.candidate.id, name).id)

        if self.do(self.words("Choose {letter}", letter=standing.letter), choose) and made[0] in self.cards:
            field = self.cards[made[0]].name
            field.setFocus()
            field.selectAll()

    def commit(self) -> None:
        """See DesignStep."""
        for card in self.cards.values():
            card.commit()

    @property
    def focused(self) -> QWidget:
        """See DesignStep."""
        return next(iter(self.cards.values())).name if self.cards else self


def _open(standing: Standing) -> bool:
    return standing.candidate.measure is None and standing.candidate.decision is not CandidateDecision.DROP


def first_name(wording: str, taken: set[str]) -> str:
    """The first words of a candidate, with a number where that name is taken."""
    name = " ".join(wording.replace(",", " ").split()[:_NAME_FROM]) or wording
    known = {each.casefold() for each in taken}
    number, found = 1, name
    while found.casefold() in known:
        number += 1
        found = f"{name} {number}"
    return found
