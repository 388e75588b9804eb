"""How a map is given out: which of its results, in which layout, and in which formats besides PDF."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QCheckBox, QSpinBox, QVBoxLayout, QWidget

from kpidesk.domain.choosing import EVERYTHING
from kpidesk.domain.choosing import Choice as Part
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Layout, Result, Ring, Tag
from kpidesk.exports.pieces import PRINT_DPI, Also, Options
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice, labelled
from kpidesk.ui.widgets import Flow, label

_LEAST_DPI: Final = 72
_MOST_DPI: Final = 600


class MapOptions(QWidget):
    """Layout, part and formats; `changed` is called when a person chooses."""

    def __init__(self, words: Words, changed: Callable[[], object]) -> None:
        super().__init__()
        self._words = words
        self._parts: list[tuple[Part, str]] = []
        self.layout_: Choice = Choice(
            [
                (None, words("As looked at last")),
                (Layout.RADIAL, words("Rings")),
                (Layout.LAYERED, words("Layers")),
            ],
            lambda _: changed(),
            words("Layout"),
        )
        self.layout_.setObjectName("map-layout")
        self.part: Choice = Choice(self._all(), lambda _: changed(), words("Which results"))
        self.part.setObjectName("map-part")
        self.svg = QCheckBox("SVG")
        self.svg.setObjectName("also-svg")
        self.svg.setToolTip(words("A drawing for other programs, sharp at every size"))
        self.png = QCheckBox("PNG")
        self.png.setObjectName("also-png")
        self.png.setToolTip(words("A picture for slides and web pages"))
        self.dpi = QSpinBox()
        self.dpi.setObjectName("dpi")
        self.dpi.setRange(_LEAST_DPI, _MOST_DPI)
        self.dpi.setValue(PRINT_DPI)
        self.dpi.setSuffix(words(" dpi"))
        self.dpi.setAccessibleName(words("Dots to the inch"))
        self.dpi.setEnabled(False)
        self.png.toggled.connect(self.dpi.setEnabled)
        for box in (self.svg, self.png):
            box.toggled.connect(lambda _: changed())
        also = Flow(12, 4)
        for widget in (self.svg, self.png, self.dpi):
            also.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(labelled(words("Layout"), self.layout_))
        column.addLayout(labelled(words("Which results"), self.part))
        self._formats = QWidget()
        formats = QVBoxLayout(self._formats)
        formats.setContentsMargins(0, 0, 0, 0)
        formats.setSpacing(4)
        formats.addWidget(label(words("Besides PDF, also as"), "caption-strong"))
        formats.addLayout(also)
        column.addWidget(self._formats)

    def show_formats(self, *, shown: bool) -> None:
        """Offer other formats than PDF, or not."""
        self._formats.setVisible(shown)

    def _all(self) -> list[tuple[Part, str]]:
        return [(EVERYTHING, self._words("All of them"))]

    def refresh(self, reader: Reader) -> None:
        """Offer what results have now; a choice that is gone becomes all."""
        words, results = self._words, reader.find(Result)
        parts = self._all()
        for ring in sorted(reader.find(Ring), key=lambda each: each.position):
            name = words("Ring {n} {name}", n=ring.position, name=ring.name)
            parts.append((Part(rings=frozenset({ring.id})), name))
        for owner in sorted({each.owner for each in results} - {""}):
            parts.append((Part(owners=frozenset({owner})), words("Owner: {name}", name=owner)))
        for area in sorted({each.area for each in results} - {""}):
            parts.append((Part(areas=frozenset({area})), words("Area: {name}", name=area)))
        for tag in sorted(reader.find(Tag), key=lambda each: (each.family.value, each.name.casefold())):
            parts.append((Part(tags=frozenset({tag.id})), words("Tag: {name}", name=tag.name)))
        if parts != self._parts:
            self._parts, before = parts, self.part.value
            self.part.offer(parts)
            if before not in [key for key, _ in parts]:
                self.part.show_value(EVERYTHING)

    def apply(self, options: Options) -> Options:
        """The options with what is chosen here."""
        also = {Also.SVG: self.svg.isChecked(), Also.PNG: self.png.isChecked()}
        return replace(
            options,
            layout=self.layout_.value,
            part=self.part.value or EVERYTHING,
            also=frozenset(each for each, wanted in also.items() if wanted),
            dpi=self.dpi.value(),
        )
