"""Pieces of painted rows: wrapped texts, pills with codes, and the ground of a row."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from kpidesk.drawing.palette import Palette
from kpidesk.ui.widgets import breakable

PILL: Final = 20  # px high
_PADDING: Final = 8
_LOOKED_AT: Final = 1_200  # characters, more than any row shows


def font(size: int, *, strong: bool = False, italic: bool = False) -> QFont:
    """The interface's font in a size."""
    made = QFont()
    made.setPixelSize(size)
    made.setItalic(italic)
    if strong:
        made.setWeight(QFont.Weight.DemiBold)
    return made


@lru_cache(maxsize=8_192)
def lines_of(text: str, size: int, width: int, most: int, strong: bool = False) -> tuple[str, ...]:
    """The lines of a text in a width; the last one ends in … where there are more than `most`."""
    text = breakable(" ".join(text[:_LOOKED_AT].split()))
    letters = font(size, strong=strong)
    layout = QTextLayout(text, letters)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[tuple[int, int]] = []
    layout.beginLayout()
    while len(found) <= most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 20))
        found.append((line.textStart(), line.textLength()))
    layout.endLayout()
    units = text.encode("utf-16-le")  # Qt counts in its units
    shown = [units[2 * start : 2 * (start + length)].decode("utf-16-le") for start, length in found[:most]]
    if len(found) > most:
        rest = units[2 * found[most - 1][0] :].decode("utf-16-le", errors="ignore")
        shown[-1] = QFontMetrics(letters).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return tuple(line.rstrip() for line in shown) or ("",)


def write(
    painter: QPainter, lines: tuple[str, ...], at: QPointF, size: int, step: int, width: int,
    *, strong: bool = False,
) -> None:  # fmt: skip
    """Paint lines with the painter's pen, `step` from one to the next."""
    painter.setFont(font(size, strong=strong))
    for number, line in enumerate(lines):
        place = QRectF(at.x(), at.y() + number * step, width + 2, step)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)


def pill_width(text: str) -> int:
    """How wide a pill is."""
    return QFontMetrics(font(12)).horizontalAdvance(text) + 2 * _PADDING


def draw_pill(
    painter: QPainter, place: QRectF, text: str, colours: Palette, *, dashed: bool = False, lit: bool = False
) -> None:
    """A word in a pill; `dashed` for what is no record, `lit` for the one under the pointer or focus."""
    frame = place.adjusted(0.5, 0.5, -0.5, -0.5)
    pen = QPen(QColor(colours.outline if dashed else colours.neutral_soft))
    if dashed:
        pen.setDashPattern([3, 2])
    painter.setBrush(QColor(colours.surface if dashed else colours.neutral_soft))
    if lit:
        pen = QPen(QColor(colours.accent), 1.5)
        painter.setBrush(QColor(colours.surface))
    painter.setPen(pen)
    painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
    painter.setFont(font(12))
    painter.setPen(QColor(colours.accent_text if lit else colours.text_second))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)


def underline(painter: QPainter, box: QRect, inset: int, colours: Palette) -> None:
    """The line of 1 px below a row."""
    painter.fillRect(box.left() + inset, box.bottom(), box.width() - 2 * inset, 1, QColor(colours.border))


def ground(painter: QPainter, option: QStyleOptionViewItem, place: QRectF, colours: Palette) -> None:
    """The ground of a row: chosen, under the pointer, or none."""
    state: QStyle.StateFlag = option.state
    if state & QStyle.StateFlag.State_Selected:
        focus = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(QColor(colours.accent), 2 if focus else 1))
        painter.setBrush(QColor(colours.accent_soft))
        painter.drawRoundedRect(place, 6, 6)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.hover))
        painter.drawRoundedRect(place, 6, 6)


def ring_mark(painter: QPainter, box: QRectF, position: int) -> None:
    """The shape of a ring's bubbles, small: a disc in the middle, a square at the rim."""
    radius = {1: box.width() / 2, 2: box.width() * 0.36, 3: 2.0, 4: 0.5}.get(position, 1.2)
    painter.drawRoundedRect(box, radius, radius)
