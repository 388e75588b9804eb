"""What each measure's values say now: read when somebody looks, forgotten when something of it changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from kpidesk.desk.journal import Change
from kpidesk.domain.calculated import resting_on
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Reader
from kpidesk.domain.xmr import Rule, Status
from kpidesk.drawing.chart_data import Data, headline, read
from kpidesk.drawing.chart_marks import DIAMOND, RING, TRIANGLE, mark, status_icon
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Item
from kpidesk.system.words import Words
from kpidesk.ui.painter import paint

_LATEST: Final = 36  # as many values as a small line shows
_RATIO: Final = 2  # device pixels to a pixel
_SHAPES: Final = {Rule.OUTSIDE: DIAMOND, Rule.LONG_RUN: RING, Rule.SHORT_RUN: TRIANGLE}


@dataclass(frozen=True, slots=True)
class Fact:
    """A measure at a glance; `status` None: it has no values yet."""

    status: Status | None
    headline: str
    numbers: tuple[float, ...]


def fact_of(data: Data | None, words: Words) -> Fact:
    """A measure at a glance, from what its chart shows."""
    if data is None:
        return Fact(None, words("no values yet"), ())
    numbers = tuple(point.number for point in data.analysis.points[-_LATEST:])
    return Fact(data.status, headline(data, words), numbers)


class Facts:
    """The facts of all measures that somebody has looked at."""

    def __init__(self, desk: Reader, words: Words) -> None:
        self._desk = desk
        self._words = words
        self._known: dict[str, Fact] = {}

    def of(self, measure: Measure) -> Fact:
        """A measure at a glance."""
        if measure.id not in self._known:
            self._known[measure.id] = fact_of(read(self._desk, measure), self._words)
        return self._known[measure.id]

    def forget(self, change: Change | None) -> set[str]:
        """Forget what a change touches, everything for None; the measures that it touches."""
        if change is None:
            self._known.clear()
            return set()
        if any(each.record_type is Organisation for each in change.touched):  # its rules read all charts
            self._known.clear()
        touched = {
            each.id if each.record_type is Measure else getattr(each.after or each.before, "measure", "")
            for each in change.touched
        }
        ids = {each for each in touched if isinstance(each, str) and each}
        ids |= resting_on(self._desk, ids) if ids else set()
        for measure_id in ids:
            self._known.pop(measure_id, None)
        return ids


class Marks:
    """The icons of statuses and signals in the theme's colours, each drawn once."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        self._made: dict[tuple[object, ...], QPixmap] = {}

    def status(self, status: Status, size: int = 16) -> QPixmap:
        """A status as the charts show it."""
        key = ("status", status, size)
        if key not in self._made:
            self._made[key] = _drawn(status_icon(status, size / 2, size / 2, size - 1, self._palette), size)
        return self._made[key]

    def signal(self, rule: Rule, colour: str, size: int = 16) -> QPixmap:
        """A signal's point as the charts show it."""
        key = (rule, colour, size)
        if key not in self._made:
            items = mark(_SHAPES[rule], size / 2, size / 2, size * 0.85, colour, self._palette)
            self._made[key] = _drawn(items, size)
        return self._made[key]


def _drawn(items: Sequence[Item], size: int) -> QPixmap:
    pixmap = QPixmap(size * _RATIO, size * _RATIO)
    pixmap.setDevicePixelRatio(_RATIO)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint(painter, items)
    painter.end()
    return pixmap
