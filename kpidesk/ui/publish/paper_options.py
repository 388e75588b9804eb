"""On what paper things are printed, and how large sheets are put together from small ones."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QSpinBox, QVBoxLayout, QWidget

from kpidesk.domain.wording import Refused
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.tiles import MARGIN, OVERLAP
from kpidesk.drawing.tiles_size import (
    LENGTH,
    MARGINS,
    MOST_SHEETS,
    OVERLAPS,
    PERCENT,
    ByPercent,
    BySheets,
    BySize,
    Size,
    Tiling,
    read_size,
    spelled,
)
from kpidesk.ui.fields import Choice, labelled
from kpidesk.ui.narrow import Beside, Tick
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import label

_PAPERS: Final = ("A0", "A1", "A2", "A3", "A4", "Letter", "Tabloid")
_TILES: Final = ("A4", "A3", "A2", "A1", "Letter", "Tabloid")
_OTHER: Final = ""
_GAP: Final = 14


class Number(QSpinBox):
    """A whole number; the wheel turns it only while it has the focus, and it counts once it is typed."""

    def __init__(self, low: int, high: int, name: str, key: str, changed: Callable[[], object]) -> None:
        super().__init__()
        self.setRange(low, high)
        self.setAccessibleName(name)
        self.setObjectName(key)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        self.valueChanged.connect(lambda _: changed())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Scrolling past must not change anything."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class PaperOptions(QWidget):
    """The size on the wall, the paper in the printer, and what is asked about tiles; all is remembered.

    `count` tells how many sheets it takes; it stands where it is seen while these are chosen.
    """

    def __init__(self, page: Page, changed: Callable[[], object], count: QWidget) -> None:
        super().__init__()
        self._words, self._settings = page.words, page.shell.settings
        self._changed = changed
        words = self._words
        column = _column(self)
        self.paper = Choice([(each, each) for each in _PAPERS], self._paper_chosen, words("Size on the wall"))
        self.paper.setObjectName("paper")
        self.paper.show_value(self._settings.get("paper", "A1"))
        if self.paper.value is None:
            self.paper.show_value("A1")
        self._paper = _row(column, words("Size on the wall"), self.paper)
        choices = [
            ("", words("Whole sheets")),
            *((each, words("Glued from {paper}", paper=each)) for each in _TILES),
        ]
        self.tile = Choice(choices, self._tile_chosen, words("Printed on"))
        self.tile.setObjectName("tile")
        self.tile.show_value(self._settings.get("tile", ""))
        if self.tile.value is None:
            self.tile.show_value("")
        self._tile = _row(column, words("Printed on"), self.tile)
        column.addWidget(count)
        self._wrong = label("", "wrong", wrap=True)
        self._wrong.setObjectName("tile-wrong")
        self._wrong.hide()
        column.addWidget(self._wrong)
        self._glued = QWidget()
        glued = _column(self._glued)
        self._build_size(glued)
        self._build_meeting(glued)
        column.addWidget(self._glued)

    def _build_size(self, column: QVBoxLayout) -> None:
        """How large the glued sheet becomes."""
        words, kept = self._words, self._kept_size()
        way = "" if kept is None else type(kept).__name__
        ways = [
            ("", words("As large as it is drawn")),
            ("BySheets", words("By number of sheets")),
            ("BySize", words("By its size")),
            ("ByPercent", words("By percent")),
        ]
        self.way = Choice(ways, self._size_chosen, words("Size when glued"))
        self.way.setObjectName("tile-way")
        self.way.show_value(way)
        column.addLayout(labelled(words("Size when glued"), self.way))
        number = partial(Number, changed=self._size_chosen)
        self.across = number(1, MOST_SHEETS, words("Sheets across"), "tile-across")
        self.down = number(1, MOST_SHEETS, words("Sheets down"), "tile-down")
        self._sheets = Beside(
            labelled(words("Sheets across"), self.across), labelled(words("Down"), self.down)
        )
        self.into = Choice(
            [*((each, each) for each in _PAPERS), (_OTHER, words("Other size"))],
            self._size_chosen,
            words("Size"),
        )
        self.into.setObjectName("tile-into")
        self.wide = number(*LENGTH, words("Width"), "tile-wide")
        self.tall = number(*LENGTH, words("Height"), "tile-tall")
        self._lengths = Beside(labelled(words("Width"), self.wide), labelled(words("Height"), self.tall))
        for each in (self.wide, self.tall):
            each.setSuffix(words(" mm"))
        self.percent = number(*PERCENT, words("Percent"), "tile-percent")
        self.percent.setSuffix(words(" %"))
        for widget in (self._sheets, self.into, self._lengths, self.percent):
            column.addWidget(widget)
        self._put_size(kept)

    def _build_meeting(self, column: QVBoxLayout) -> None:
        """How the sheets meet, and what is printed besides."""
        words, settings = self._words, self._settings
        number = partial(Number, changed=self._meeting_chosen)
        self.overlap = number(*OVERLAPS, words("Overlap"), "tile-overlap")
        self.margin = number(*MARGINS, words("Margin"), "tile-margin")
        self.overlap.setSpecialValueText(words("edge to edge"))
        for each, key, usual in (
            (self.overlap, "tile-overlap", OVERLAP), (self.margin, "tile-margin", MARGIN)
        ):  # fmt: skip
            each.setSuffix(words(" mm"))
            each.blockSignals(True)
            each.setValue(settings.get(key, round(usual)))
            each.blockSignals(False)
        pair = Beside(labelled(words("Overlap"), self.overlap), labelled(words("Margin"), self.margin))
        column.addWidget(pair)
        self.ticks: dict[str, QCheckBox] = {}
        ticks = QVBoxLayout()
        ticks.setSpacing(2)
        for key, text in (
            ("tile-marks", words("Trim marks and strips")),
            ("tile-plan", words("Assembly page on top")),
            ("tile-skip", words("Leave empty sheets out")),
        ):
            tick = self.ticks[key] = Tick(text)
            tick.setObjectName(key)
            tick.setChecked(settings.get(key, True))
            tick.toggled.connect(partial(self._tick_chosen, key))
            ticks.addWidget(tick)
        column.addLayout(ticks)

    # -- what is remembered

    def _kept_size(self) -> Size | None:
        try:
            return read_size(self._settings.get("tile-size", ""))
        except Refused:
            return None

    def _put_size(self, size: Size | None) -> None:
        """Show a size without being told of it."""
        fields = (self.across, self.down, self.wide, self.tall, self.percent)
        for each in fields:
            each.blockSignals(True)
        sheets = size if isinstance(size, BySheets) else BySheets(3, 4)
        self.across.setValue(sheets.across)
        self.down.setValue(sheets.down)
        sized = size if isinstance(size, BySize) else BySize(841, 1189, "A0")
        self.into.show_value(sized.name)
        self.wide.setValue(round(sized.wide))
        self.tall.setValue(round(sized.tall))
        self.percent.setValue(round(size.percent) if isinstance(size, ByPercent) else 150)
        for each in fields:
            each.blockSignals(False)

    # -- what is chosen

    @property
    def glued(self) -> Size | None:
        """How large the glued sheet becomes."""
        way = self.way.value
        if way == "BySheets":
            return BySheets(self.across.value(), self.down.value())
        if way == "ByPercent":
            return ByPercent(float(self.percent.value()))
        if way == "BySize":
            if paper := SHEETS.get(self.into.value):
                return BySize(paper.wide, paper.tall, paper.name)
            return BySize(float(self.wide.value()), float(self.tall.value()))
        return None

    @property
    def tiling(self) -> Tiling | None:
        """How sheets are cut, None for whole sheets."""
        if not self.tile.value:
            return None
        return Tiling(
            SHEETS[self.tile.value], float(self.margin.value()), float(self.overlap.value()), self.glued,
            marks=self.ticks["tile-marks"].isChecked(), plan=self.ticks["tile-plan"].isChecked(),
            blanks=not self.ticks["tile-skip"].isChecked(),
        )  # fmt: skip

    def _paper_chosen(self, name: str) -> None:
        self._settings.set("paper", name)
        self._changed()

    def _tile_chosen(self, name: str) -> None:
        self._settings.set("tile", name)
        self._changed()

    def _size_chosen(self, *_: object) -> None:
        self._settings.set("tile-size", "" if self.glued is None else spelled(self.glued))
        self._changed()

    def _meeting_chosen(self) -> None:
        self._settings.set("tile-overlap", self.overlap.value())
        self._settings.set("tile-margin", self.margin.value())
        self._changed()

    def _tick_chosen(self, key: str, on: bool) -> None:
        self._settings.set(key, on)
        self._changed()

    # -- showing

    def show_for(self, *, sized: bool, glued: bool) -> None:
        """Show what belongs to the kind: whether it has no size of its own, and whether it can be glued."""
        self._paper.setVisible(sized)
        self._tile.setVisible(glued)
        tiled = glued and bool(self.tile.value)
        if tiled:
            _take_heights(self._glued)
        self._glued.setVisible(tiled)
        way = self.way.value
        self._sheets.setVisible(way == "BySheets")
        self.into.setVisible(way == "BySize")
        self._lengths.setVisible(way == "BySize" and self.into.value == _OTHER)
        self.percent.setVisible(way == "ByPercent")

    def show_wrong(self, sentence: str) -> None:
        """Say why sheets cannot be cut so; "" where they can."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))


def _take_heights(hidden: QWidget) -> None:
    """Let what is about to be shown know how tall its parts are.

    Their least heights come with the style sheet. Qt asks for it when they are shown, and layouts of what is
    hidden keep what they reckoned with before.
    """
    for each in (*hidden.findChildren(QWidget), hidden):
        each.ensurePolished()
        if (layout := each.layout()) is not None:
            layout.invalidate()
        each.updateGeometry()


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(_GAP)
    return column


def _row(column: QVBoxLayout, text: str, field: QWidget) -> QWidget:
    """A field with its label, which go out of sight together."""
    row = QWidget()
    _column(row).addLayout(labelled(text, field))
    column.addWidget(row)
    return row
