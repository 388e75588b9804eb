"""The strip above a chart that suggests a new baseline. It decides nothing."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel

from kpidesk.domain.baselining import Proposal
from kpidesk.domain.measures import Measure
from kpidesk.drawing.chart_axis import drawable
from kpidesk.system.words import Words
from kpidesk.ui.icons import Icons
from kpidesk.ui.measures.texts import period_name, rounded_number
from kpidesk.ui.widgets import button, label

_NARROW: Final = 600  # px


class SuggestionStrip(QFrame):
    """What a baseline would read where the level has moved, and the two things to do about it."""

    def __init__(
        self, words: Words, icons: Icons, begin: Callable[[], object], put_off: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setObjectName("suggestion")
        self.setProperty("kind", "next")
        self._words = words
        mark = QLabel()
        mark.setPixmap(icons.pixmap("lightbulb", "accent_text", 18))
        self.text = label("", wrap=True)
        self.begin = button(words("Start a new baseline …"), begin, "filled")
        self.begin.setObjectName("suggestion-begin")
        self.later = button(words("Not now"), put_off, "quiet")
        self.later.setObjectName("suggestion-later")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 8)
        row.setSpacing(10)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.text, 1)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(6)
        self._buttons.addWidget(self.begin)
        self._buttons.addWidget(self.later)
        row.addLayout(self._buttons)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where there is little room the buttons stand one below the other, so that the words have more."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        self._buttons.setDirection(way.TopToBottom if self.width() < _NARROW else way.LeftToRight)

    def show_proposal(self, proposal: Proposal | None, measure: Measure) -> None:
        """Suggest it, or nothing."""
        if proposal is not None:
            self.text.setText(suggested(proposal, measure, self._words))
        self.setVisible(proposal is not None)


def suggested(proposal: Proposal, measure: Measure, words: Words) -> str:
    """A proposal in words."""
    segment = proposal.segment
    start = period_name(proposal.suggestion.start, measure.period_type, words)
    if segment.centre is None or segment.upper is None or segment.lower is None:
        return words("The level has moved: a new baseline could start with {period}.", period=start)
    centre, low, high = (
        rounded_number(drawable(each), measure.decimals, words)
        for each in (segment.centre, segment.lower, segment.upper)
    )
    return words(
        "The level has moved. A baseline from {period} would read {centre} ({low} to {high}). "
        "Nothing changes until you say so.",
        period=start, centre=centre, low=low, high=high,
    )  # fmt: skip
