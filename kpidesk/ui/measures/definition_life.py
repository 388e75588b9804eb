"""The life of a measure: how far it has come, when it is looked at again, and when it may be given out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure, MeasureStatus
from kpidesk.domain.reader import Reader
from kpidesk.domain.reviews import MONTHS_TO_REVIEW, Review, ReviewReason, review_of
from kpidesk.system.words import Words
from kpidesk.ui.measures.texts import sentence
from kpidesk.ui.widgets import Flow, restyle


class StatusSteps(QWidget):
    """The steps from idea to retired; each can be gone to again. `chosen` tells the step."""

    chosen = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._status = MeasureStatus.IDEA
        self.setAccessibleName(words("How far it has come"))
        self.buttons: dict[MeasureStatus, QPushButton] = {}
        row = Flow(6)
        self.setLayout(row)
        for status in MeasureStatus:
            made = QPushButton(sentence(words(LABELS[status])))
            made.setObjectName(f"status-{status.value}")
            made.setCheckable(True)
            made.clicked.connect(lambda _=False, each=status: self._choose(each))
            self.buttons[status] = made
            row.addWidget(made)

    def _choose(self, status: MeasureStatus) -> None:
        for each, made in self.buttons.items():
            made.setChecked(each is self._status)  # until the desk holds the other one
        self.chosen.emit(status)

    def show_status(self, status: MeasureStatus, *, writable: bool) -> None:
        """Show how far it has come."""
        self._status = status
        for each, made in self.buttons.items():
            made.setChecked(each is status)
            restyle(made, "kind", "chosen" if each is status else "plain")
            name = sentence(self._words(LABELS[each]))
            made.setText(f"● {name}" if each is status else name)
            here = self._words("{name}, here it is now", name=name)
            made.setAccessibleName(here if each is status else name)
            made.setEnabled(writable)


def review_words(review: Review, words: Words) -> str:
    """When the next review is, and why then."""
    day = words.date(review.on)
    if review.reason is ReviewReason.MILESTONE and review.milestone is not None:
        return words("Its review is on {day}: {milestone}.", day=day, milestone=review.milestone.name)
    if review.reason is ReviewReason.DEFAULT:
        return words("Its review is on {day}, {n} months after it went live.", day=day, n=MONTHS_TO_REVIEW)
    return words("Its review is on {day}.", day=day)


def review_told(reader: Reader, measure: Measure, words: Words) -> str:
    """When a measure is reviewed, or why it is not."""
    if review := review_of(reader, measure):
        return review_words(review, words)
    if measure.status is MeasureStatus.RETIRED:
        return words("It is retired, so it is not reviewed any more.")
    return words("No review is due before it goes live, unless a day or a milestone is named.")
