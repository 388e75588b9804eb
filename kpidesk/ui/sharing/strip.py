"""The strip above all views: the result in the centre, and how it is doing."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from kpidesk.domain.calculated import values_of
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Result, Ring
from kpidesk.domain.sharing import Centre
from kpidesk.drawing.chart_words import period_name
from kpidesk.ui.fields import Choice
from kpidesk.ui.page import Page
from kpidesk.ui.thumbnails import Thumbnail, numbers_of, spark
from kpidesk.ui.widgets import Panel, label

_NARROW: Final = 760  # px of the strip: below, the result's words need the room of its curve


class ResultStrip(Panel):
    """Code, statement, curve and figure; which result it is, and which measure tells of it, can be chosen."""

    def __init__(
        self,
        page: Page,
        choose_centre: Callable[[str], object],
        choose_indicator: Callable[[str | None], object],
    ) -> None:
        super().__init__()
        self._page = page
        words = page.words
        row = QHBoxLayout()
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(14)
        self._code = QLabel()
        self._code.setFixedSize(44, 44)
        self._code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(words("Result in the centre"), "caption"))
        self.centres = Choice([], choose_centre, words("Result in the centre"))
        self.centres.setObjectName("centres")
        self.centres.setMinimumContentsLength(24)
        head.addWidget(self.centres)
        head.addWidget(page.button("sharing.centre", "tool"))
        head.addWidget(page.button("sharing.uncentre", "tool"))
        head.addStretch()
        texts.addLayout(head)
        self._statement = label("", "statement-strong", wrap=True)
        texts.addWidget(self._statement)
        row.addWidget(self._code)
        row.addLayout(texts, 1)
        self._curve = Thumbnail(lambda _painter, _box: None, 40)
        self._curve.setFixedWidth(130)
        row.addWidget(self._curve)
        figure = QVBoxLayout()
        figure.setSpacing(2)
        self._figure = label("", "panel")
        figure.addWidget(self._figure)
        name = words("Measure that shows how it is doing")
        self.indicator = Choice([], choose_indicator, name)
        self.indicator.setObjectName("indicator")
        self.indicator.setToolTip(name)
        self.indicator.setFixedWidth(240)
        figure.addWidget(self.indicator)
        row.addLayout(figure)
        self.body.addLayout(row)

    def show_centre(self, centre: Centre, centres: Sequence[Centre]) -> None:
        """Show one of the results that stand in a centre."""
        desk = self._page.session.desk
        results = {each.id: desk.get(Result, each.result) for each in centres}
        self.centres.offer([(key, f"{each.code}  {each.statement}") for key, each in results.items()])
        self.centres.setVisible(len(centres) > 1)
        self.centres.show_value(centre.id)
        result = results[centre.id]
        look = self._page.colours.ring(desk.get(Ring, result.ring).position)
        self._code.setText(result.code)
        self._code.setStyleSheet(
            f"background: {look.fill}; color: {look.text}; border: 1px solid {look.line};"
            "border-radius: 22px; font-weight: 600;"
        )
        self._statement.setText(result.statement)
        measures = sorted(desk.find(Measure), key=lambda each: each.code)
        self.indicator.offer(
            [
                (None, self._page.words("no measure yet")),
                *((each.id, f"{each.code}  {each.name}") for each in measures),
            ]
        )
        self.indicator.show_value(centre.indicator)
        self.indicator.setEnabled(desk.writable)
        self.indicator.setToolTip(self.indicator.currentText() or self.indicator.accessibleName())
        self._show_figure(centre)

    def _show_figure(self, centre: Centre) -> None:
        desk, words, colours = self._page.session.desk, self._page.words, self._page.colours
        measure = desk.get(Measure, centre.indicator) if centre.indicator else None
        values = values_of(desk, measure) if measure else ()
        numbers = numbers_of(values)
        if measure is None or not numbers:
            self._figure.setText("")
            self._curve.hide()
            return
        last = max((each for each in values if each.number is not None), key=lambda each: each.period)
        figure = words.number(numbers[-1], measure.decimals)
        when = period_name(last.period, last.period_type, words)
        self._figure.setText(" ".join(filter(None, (figure, measure.unit, "·", when))))
        self._curve.show_drawing(
            lambda painter, box: spark(painter, box.adjusted(4, 8, -4, -8), numbers, colours)
        )
        self._curve.setVisible(self.width() >= _NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        super().resizeEvent(event)
        self._curve.setVisible(bool(self._figure.text()) and self.width() >= _NARROW)
