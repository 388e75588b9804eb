"""Comparing measures: all of them as small charts, or some of them on one scale."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from kpidesk.desk.journal import Change
from kpidesk.domain.comparing import MOST_LINES, Curve, Obstacle, Scale, compared
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Once
from kpidesk.domain.xmr_rules import rules_of
from kpidesk.drawing.chart_data import read
from kpidesk.drawing.chart_marks import rules_text
from kpidesk.drawing.comparison import comparison
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.fields import Choice
from kpidesk.ui.measures.multiples import Multiples
from kpidesk.ui.measures.view import NOTHING, View
from kpidesk.ui.painter import paint
from kpidesk.ui.widgets import EmptyState, Line, Panel, Segments, button, label

if TYPE_CHECKING:
    from kpidesk.ui.measures.page import MeasuresPage

_SCALE: Final = 96 / 25.4
_TEXT_PT: Final = 9.0
ALL, ONE = "all", "one"


class CompareView(View):
    """Tiles of all measures; those that are ticked can be laid over each other."""

    key: ClassVar[str] = "compare"
    beside: ClassVar[str] = NOTHING

    def __init__(self, page: "MeasuresPage") -> None:
        super().__init__(page)
        words = self.words
        self.mode = Segments(((ALL, words("All side by side")), (ONE, words("On one scale"))), ALL)
        self.mode.chosen.connect(lambda _: self._show_mode())
        self.only = QCheckBox(words("only those with a signal now"))
        self.only.setObjectName("compare-only")
        self.only.toggled.connect(lambda _: self.show_desk())
        scales = {
            Scale.LIMITS: words("between their own limits"),
            Scale.CENTRE: words("centre line = 100"),
            Scale.UNIT: words("in their unit"),
        }
        self.scale = Choice([*scales.items()], lambda _: self._show_lines(), words("On which scale"))
        self.scale.setObjectName("compare-scale")
        self.scale.show_value(Scale.LIMITS)
        self.scale.setMinimumWidth(226)
        self.told = label("", "second", wrap=True)
        self.told.setObjectName("compare-told")
        self.multiples = Multiples(words, page.colours, page.icons)
        self.multiples.opened.connect(page.choose)
        self.multiples.ticked.connect(self._tell)
        self.lines = _Lines(words, page.colours)
        self.remarks = label("", "caption", wrap=True)
        self.remarks.setContentsMargins(16, 4, 16, 12)
        panel = Panel()
        top = QHBoxLayout()
        top.setContentsMargins(14, 10, 14, 10)
        top.setSpacing(12)
        for each in (self.mode, self.only, self.scale):
            top.addWidget(each)
        top.addWidget(self.told, 1)
        panel.body.addLayout(top)
        panel.body.addWidget(Line())
        self.stack = QStackedWidget()
        self.stack.addWidget(self.multiples)
        self.stack.addWidget(self._one())
        self.stack.addWidget(self._empty())
        self.stack.addWidget(self._quiet())
        panel.body.addWidget(self.stack, 1)
        self.sights = QStackedWidget()
        self.sights.addWidget(panel)
        self.sights.addWidget(self._no_measures())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sights)

    def _one(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.lines, 1)
        column.addWidget(self.remarks)
        return made

    def _empty(self) -> QWidget:
        words = self.words
        return EmptyState(
            self.page.icons.pixmap("chart-spline", "text_third", 40),
            words("Tick two measures or more, then see them on one scale."),
            words("Does Planned Work Share move before Minutes Without Water does?"),
            button(words("Show all measures"), partial(self._to, ALL), "filled"),
        )

    def _quiet(self) -> QWidget:
        words = self.words
        return EmptyState(
            self.page.icons.pixmap("chart-spline", "text_third", 40),
            words("No measure has a signal in its latest value."),
            "",
            button(words("Show all measures"), lambda: self.only.setChecked(False), "filled"),
        )

    def _no_measures(self) -> Panel:
        words = self.words
        self.add = self.page.button("measures.add", "filled", text=words("Add the first measure"))
        panel = Panel()
        panel.body.addWidget(
            EmptyState(
                self.page.icons.pixmap("chart-spline", "text_third", 40),
                words("Here all measures stand side by side as small charts, once there is a measure."),
                words("Does Planned Work Share move before Minutes Without Water does?"),
                self.add,
            )
        )
        return panel

    def _to(self, mode: str) -> None:
        self.mode.choose(mode)
        self._show_mode()

    # -- the page's side

    @property
    def focused(self) -> QWidget:
        """See View."""
        if self.sights.currentIndex():
            return self.add
        if self.mode.current == ONE:
            return self.scale
        return self.multiples if self.multiples.tiles.tiles else self.only

    def views(self) -> dict[str, Callable[[], object]]:
        """See View."""
        return {"compare": partial(self._show, ALL), "compare-one": self._show_some}

    def _show(self, mode: str) -> None:
        self.page.show_view(self.key)
        self._to(mode)

    def _show_some(self) -> None:
        """Tick the first measures that have values, for a picture of the comparison."""
        self._show(ALL)
        with_values = [each for each in self.multiples.tiles.tiles if each.data is not None][:4]
        self.multiples.tiles.ticked = [each.measure.id for each in with_values]
        self._to(ONE)

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        measures = self.page.list.measures.measures
        self.sights.setCurrentIndex(0 if measures else 1)
        self.multiples.show_measures(Once(self.session.desk), measures, only=self.only.isChecked())
        self._show_mode()

    def _show_mode(self) -> None:
        alone = self.mode.current == ONE
        self.only.setVisible(not alone)
        self.scale.setVisible(alone)
        ticked = self.multiples.tiles.ticked
        if alone:
            self.stack.setCurrentIndex(1 if len(ticked) > 1 else 2)
        else:
            self.stack.setCurrentIndex(0 if self.multiples.tiles.tiles else 3)
        if alone and len(ticked) > 1:
            self._show_lines()
        self._tell()

    def _tell(self) -> None:
        words, ticked = self.words, len(self.multiples.tiles.ticked)
        if self.mode.current == ALL:
            shown = words.many("{n} measure", "{n} measures", self.multiples.tiles.rowCount())
            chosen = words.many("{n} ticked", "{n} ticked", ticked)
            rules = rules_text(rules_of(self.session.desk), words)
            parts = (shown, chosen if ticked else "", rules)
            self.told.setText(" · ".join(filter(None, parts)))
            return
        how = {
            Scale.LIMITS: words(
                "Upwards is better for all. The band is where each goes up and down by chance."
            ),
            Scale.CENTRE: words("100 is each measure's own centre line of its first baseline."),
            Scale.UNIT: words("The numbers as they are. Compare how they move; do not rank people."),
        }
        self.told.setText(how[self.scale.value] if ticked > 1 else "")

    def _show_lines(self) -> None:
        desk, words = Once(self.session.desk), self.words
        ticked = self.multiples.tiles.ticked
        chosen = [desk.get(Measure, each) for each in ticked[:MOST_LINES]]
        entries = [(each, data.analysis if (data := read(desk, each)) else None) for each in chosen]
        curves, others = compared(entries, self.scale.value)
        self.lines.show_curves(curves, self.scale.value)
        why = {
            Obstacle.NO_VALUES: words("{code} has no values yet."),
            Obstacle.OTHER_PERIODS: words("{code} has other periods."),
            Obstacle.OTHER_UNIT: words("{code} has another unit."),
            Obstacle.NO_LIMITS: words("{code} has no limits yet."),
            Obstacle.ZERO_CENTRE: words("{code} has zero as its centre line."),
        }
        said = [why[obstacle].replace("{code}", measure.code) for measure, obstacle in others]
        if len(ticked) > MOST_LINES:
            said.append(words("Only the first {n} are drawn: more lines cannot be told apart.", n=MOST_LINES))
        turned = ", ".join(each.measure.code for each in curves if each.turned)
        if turned:
            said.append(words("Drawn upside down, as lower is better: {codes}.", codes=turned))
        self.remarks.setText(" ".join(said))
        self.remarks.setVisible(bool(said))
        self._tell()


class _Lines(QWidget):
    """The curves, drawn at the size of their place."""

    reads_as = Role.Chart

    def __init__(self, words: Words, colours: Palette) -> None:
        super().__init__()
        self.setObjectName("compare-lines")
        self._words, self._colours = words, colours
        self._curves: list[Curve] = []
        self._scale = Scale.LIMITS
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return QSize(320, 200)

    def show_curves(self, curves: list[Curve], scale: Scale) -> None:
        """Show others."""
        self._curves, self._scale = curves, scale
        self.setAccessibleName(", ".join(f"{each.measure.code} {each.measure.name}" for each in curves))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        if not self._curves:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(16, 14)
        painter.scale(_SCALE, _SCALE)
        items = comparison(
            self._curves, self._scale, (self.width() - 32) / _SCALE, (self.height() - 24) / _SCALE,
            self._words, text_pt=_TEXT_PT, palette=self._colours,
        )  # fmt: skip
        paint(painter, items)
        painter.end()
