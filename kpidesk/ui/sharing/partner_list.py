"""The partners at the left: name, what sort they are, and whether anything is known of them yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter

from kpidesk.domain.reader import Reader
from kpidesk.domain.sharing import Contribution, DrivingMeasure, Partner, PartnerShare, Standing
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.partner_words import kind_of
from kpidesk.system.words import Words
from kpidesk.ui.headed_list import (
    HeadedList,
    HeadedModel,
    HeadedPainter,
    Heading,
    paint_lines,
)
from kpidesk.ui.icons import Icons
from kpidesk.ui.painted import font, lines_of

_LINE: Final = 18
_SMALL: Final = 16
_LEFT: Final = 40
_NAME: Final = 13


@dataclass(frozen=True, slots=True)
class Row:
    """A partner, what sort it is in words, and whether what drives it, gives and shares is noted."""

    partner: Partner
    caption: str
    noted: bool

    @property
    def id(self) -> str:
        """The id of the partner."""
        return self.partner.id


def rows_of(reader: Reader, partners: Sequence[Partner], words: Words) -> Iterator[Heading | Row]:
    """Partners under whether they take part already; a heading only where there are both."""
    both = len({each.standing for each in partners}) > 1
    for standing, text in (
        (Standing.CURRENT, words("with us")),
        (Standing.DESIRED, words("still wanted")),
    ):
        group = [each for each in partners if each.standing is standing]
        if group and both:
            yield Heading(text)
        for each in group:
            noted = all(
                reader.find(kind, partner=each.id) for kind in (Contribution, DrivingMeasure, PartnerShare)
            )
            yield Row(each, kind_of(each, words), noted)


class PartnerModel(HeadedModel[Row]):
    """Partners as rows."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def told(self, row: Row, role: int) -> object:
        """See HeadedModel."""
        if role == Qt.ItemDataRole.DisplayRole:
            return row.partner.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            noted = self._words("noted") if row.noted else self._words("something is still open")
            return f"{row.partner.name}, {row.caption}, {noted}"
        return row.partner.name if role == Qt.ItemDataRole.ToolTipRole else None


class _Painter(HeadedPainter[Row]):
    """Paints a row: a mark, the name in as many lines as it needs, the caption."""

    def __init__(self, model: PartnerModel, colours: Palette, icons: Icons, shown: HeadedList[Row]) -> None:
        super().__init__(model, colours, shown)
        self._done = icons.pixmap("circle-check", "accent", 16)
        self._open = icons.pixmap("circle-dashed", "text_third", 16)

    def _lines(self, row: Row, wide: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = max(wide - _LEFT - 14, 60)
        strong = row.partner.critical
        return lines_of(row.partner.name, _NAME, room, 3, strong), lines_of(row.caption, 12, room, 3)

    def tall(self, row: Row, wide: int) -> int:
        """See HeadedPainter."""
        name, caption = self._lines(row, wide)
        return 14 + _LINE * len(name) + _SMALL * len(caption)

    def paint_row(self, painter: QPainter, box: QRect, row: Row) -> None:
        """See HeadedPainter."""
        colours = self.colours
        painter.drawPixmap(box.left() + 15, box.top() + 9, self._done if row.noted else self._open)
        name, caption = self._lines(row, box.width())
        left, y, room = box.left() + _LEFT, box.top() + 7, box.width() - _LEFT - 10
        painter.setFont(font(_NAME, strong=row.partner.critical))
        painter.setPen(QColor(colours.text))
        y = paint_lines(painter, name, left, y, room, _LINE)
        painter.setFont(font(12))
        painter.setPen(QColor(colours.text_third))
        paint_lines(painter, caption, left, y, room, _SMALL)


class PartnerList(HeadedList[Row]):
    """The list of partners."""

    def __init__(self, words: Words, colours: Palette, icons: Icons) -> None:
        self._words = words
        self.partners = PartnerModel(words)
        super().__init__(self.partners, words("Partners"))
        self.setObjectName("partner-list")
        self.setItemDelegate(_Painter(self.partners, colours, icons, self))
        self.setResizeMode(HeadedList.ResizeMode.Adjust)

    def show_partners(self, reader: Reader, partners: Sequence[Partner], current: str) -> None:
        """Show these, with one of them chosen."""
        self.partners.show_rows(list(rows_of(reader, partners, self._words)))
        self.show_current(current)
