"""Paints a sheet: how much of it depends on how large it is seen, and on what is looked at.

What is hidden is left out. What is quiet, since another chain is in the spotlight, shows its code alone.
From 120 % on links tell their lag, from 60 % on bubbles have their badges, from 35 % on statements; below
that there are only codes at a constant size, with plain shapes and thin strokes on a large map.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from enum import Enum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from kpidesk.domain.results import Layout, LinePattern, LinkRole
from kpidesk.drawing import shapes
from kpidesk.drawing.map_bubbles import SCREEN, Bubble
from kpidesk.drawing.picture import Box, Item
from kpidesk.ui.painter import Cache, paint
from kpidesk.ui.results.sheet import FULL_PX, STATEMENT_MM, BubblePiece, CurvePiece, Sheet, meets
from kpidesk.ui.results.sight import Sight

_LAGS_FROM: Final = 1.2
_BADGES_FROM: Final = 0.6
_WORDS_FROM: Final = 0.35
_CODE_PX: Final = 12
_CODES_PX: Final = (_CODE_PX, 10, 8)
_MANY: Final = 200
_HANDLE: Final = 4.0
QUIET: Final = 0.7
"""How strong links are painted that do not belong to the selection."""
_DIM: Final = 0.26
"""How strong links are painted that are not in the spotlight."""
_PILL: Final = (34.0, 20.0)  # px, of a code that is not in the spotlight

_DASHES: Final = {
    LinePattern.DASH: (6.0, 4.5),
    LinePattern.DASH_DOT: (8.0, 3.0, 1.5, 3.0),
    LinePattern.ZIGZAG: (2.0, 2.0),
}


def corner(box: QRectF, position: int, zoom: float) -> float:
    """The radius of the corners of a bubble (px) by its ring; `zoom` is px to the mm at full type size."""
    radius = {1: 14.0, 2: 9.0, 3: 5.0, 4: 1.3}.get(position, 3.2)
    return min(box.height() / 2, radius * zoom)


class Detail(Enum):
    """How much of a bubble is painted."""

    ALL = "all"
    WORDS = "words"
    CODE = "code"


def share(sheet: Sheet, sight: Sight) -> float:
    """How large statements are seen, 1 being 14 px."""
    return sight.scale * STATEMENT_MM * sheet.unit / FULL_PX


def detail(sheet: Sheet, sight: Sight) -> Detail:
    """How much is painted at this size."""
    seen = share(sheet, sight)
    if seen >= _BADGES_FROM:
        return Detail.ALL
    return Detail.WORDS if seen >= _WORDS_FROM else Detail.CODE


class Scenery:
    """Paints the records of a sheet, but those that are lifted off it."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.lifted: frozenset[str] = frozenset()
        self.chosen: frozenset[str] = frozenset()
        self.lit: frozenset[str] | None = None
        """The results in the spotlight, None without one."""
        self._cache = Cache()
        self._font = QFont("Noto Sans")
        self._font.setPixelSize(_CODE_PX)
        self._font.setWeight(QFont.Weight.DemiBold)
        self._wide: dict[str, float] = {}

    def strong(self) -> frozenset[str]:
        """The links that stand out: those selected and those of the selected results."""
        if self.lit is not None:
            links = (piece.source.link for piece in self.sheet.curve_pieces.values())
            return frozenset(link.id for link in links if {link.source, link.target} <= self.lit)
        touched = {link.id for link in self.sheet.links_of(self.chosen)} if self.chosen else set()
        return frozenset(touched | {each for each in self.chosen if each in self.sheet.curve_pieces})

    def paint(self, painter: QPainter, sight: Sight, part: QRectF) -> None:
        """Paint all that a part of the widget shows."""
        seen = sight.box(part.adjusted(-8, -8, 8, 8))
        painter.translate(sight.x, sight.y)
        self._run(painter, sight, self.sheet.rings)
        self._curves(painter, sight, seen)
        if detail(self.sheet, sight) is not Detail.CODE:
            self._run(painter, sight, self.sheet.names)
        pieces = {
            key: piece
            for key, piece in self.sheet.bubble_pieces.items()
            if key not in self.lifted and key not in self.sheet.hidden and meets(piece.box, seen)
        }
        if self.lit is not None:
            self._pills(painter, sight, [piece for key, piece in pieces.items() if key not in self.lit])
            pieces = {key: piece for key, piece in pieces.items() if key in self.lit}
        self.bubbles(painter, sight, [piece for key, piece in pieces.items() if key not in self.chosen])
        chosen = [piece for key, piece in pieces.items() if key in self.chosen]
        painter.translate(-sight.x, -sight.y)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for piece in chosen:
            self.ring_around(painter, sight, piece.source)
        painter.translate(sight.x, sight.y)
        self.bubbles(painter, sight, chosen)
        painter.translate(-sight.x, -sight.y)
        for key in self.chosen - self.lifted:
            if (line := self.sheet.curve_pieces.get(key)) and key not in self.sheet.hidden:
                for end in (line.source.start, line.source.end):
                    self.dot(painter, sight.px(end))

    def _run(self, painter: QPainter, sight: Sight, items: Iterable[Item]) -> None:
        paint(painter, items, scale=sight.scale, cache=self._cache)

    def _curves(self, painter: QPainter, sight: Sight, seen: Box) -> None:
        shown = [
            (key, piece)
            for key, piece in self.sheet.curve_pieces.items()
            if key not in self.lifted and key not in self.sheet.hidden and meets(piece.box, seen)
        ]
        strong = self.strong()
        quiet = [piece for key, piece in shown if key not in strong]
        painter.setOpacity(_DIM if self.lit is not None else QUIET if self.chosen else 1.0)
        self.curves(painter, sight, quiet)
        painter.setOpacity(1.0)
        loud = [piece for key, piece in shown if key in strong]
        if loud:
            self.sheet.place_texts()
        self._run(painter, sight, [piece.strong for piece in loud])

    def curves(
        self, painter: QPainter, sight: Sight, pieces: Collection[CurvePiece], *, strong: bool = False
    ) -> None:
        """Paint links; the painter's origin is that of the plane."""
        large = len(self.sheet.curve_pieces) > _MANY
        if large and not strong and detail(self.sheet, sight) is Detail.CODE:
            self._strokes(painter, sight.scale, pieces)
        else:
            telling = share(self.sheet, sight) >= _LAGS_FROM - 1e-6
            if telling:
                self.sheet.place_texts()
            self._run(
                painter,
                sight,
                [piece.strong if strong else piece.telling if telling else piece.full for piece in pieces],
            )

    def _strokes(self, painter: QPainter, scale: float, pieces: Iterable[CurvePiece]) -> None:
        """Thin lines without ends, one path for each kind: all that a crowd lets one see."""
        paths: dict[str, QPainterPath] = defaultdict(QPainterPath)
        for piece in pieces:
            path = paths[piece.source.kind.id]
            for start, control, end in piece.source.pieces():
                path.moveTo(start[0] * scale, start[1] * scale)
                path.quadTo(control[0] * scale, control[1] * scale, end[0] * scale, end[1] * scale)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for kind_id, path in paths.items():
            kind = self.sheet.kinds[kind_id]
            palette = self.sheet.palette
            pen = QPen(QColor(palette.conflict if kind.role is LinkRole.CONFLICT else palette.link), 0)
            if dash := _DASHES.get(kind.pattern):
                pen.setDashPattern(dash)
            painter.setPen(pen)
            painter.drawPath(path)

    def bubbles(self, painter: QPainter, sight: Sight, pieces: Collection[BubblePiece]) -> None:
        """Paint bubbles; the painter's origin is that of the plane."""
        how = detail(self.sheet, sight)
        if how is Detail.ALL:
            self._run(painter, sight, [piece.full for piece in pieces])
        elif how is Detail.WORDS:
            self._run(painter, sight, [item for piece in pieces for item in piece.plain])
        elif len(self.sheet.bubble_pieces) <= _MANY:
            self._run(painter, sight, [item for piece in pieces for item in piece.shape])
            self._codes(painter, sight, pieces)
        else:
            self._plain_shapes(painter, sight.scale, pieces)
            self._codes(painter, sight, pieces)

    def _plain_shapes(self, painter: QPainter, scale: float, pieces: Iterable[BubblePiece]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        by_ring: dict[int, list[QRectF]] = defaultdict(list)
        for piece in pieces:
            left, top, right, bottom = piece.source.box
            by_ring[piece.source.position].append(
                QRectF(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale)
            )
        for position, rects in by_ring.items():
            look = self.sheet.palette.ring(position)
            painter.setBrush(QColor(look.fill))
            painter.setPen(QPen(QColor(look.line), 0))
            painter.drawRects(rects)

    def _codes(self, painter: QPainter, sight: Sight, pieces: Iterable[BubblePiece]) -> None:
        """Codes at a constant size, smaller where the bubble has no room for that, none where none fits."""
        font = QFont(self._font)
        by_size: dict[int, list[BubblePiece]] = defaultdict(list)
        for piece in pieces:
            code, each = piece.source.result.code, piece.source
            wide = self._wide.setdefault(code, QFontMetricsF(self._font).horizontalAdvance(code)) / _CODE_PX
            room = min(each.height * sight.scale, each.width * sight.scale / wide)
            if size := next((px for px in _CODES_PX if px <= room), 0):
                by_size[size].append(piece)
        for size, fitting in by_size.items():
            font.setPixelSize(size)
            painter.setFont(font)
            for piece in fitting:
                code, each = piece.source.result.code, piece.source
                wide = self._wide[code] * size / _CODE_PX
                painter.setPen(QColor(each.colour))
                middle = QPointF(each.x * sight.scale - wide / 2, each.y * sight.scale + size * 0.36)
                painter.drawText(middle, code)

    def _pills(self, painter: QPainter, sight: Sight, pieces: Iterable[BubblePiece]) -> None:
        """Codes alone, of a constant size, for what is not in the spotlight."""
        painter.setFont(self._font)
        for piece in pieces:
            each, look = piece.source, self.sheet.palette.ring(piece.source.position)
            wide, tall = _PILL
            x, y = each.x * sight.scale, each.y * sight.scale
            box = QRectF(x - wide / 2, y - tall / 2, wide, tall)
            painter.setPen(QPen(QColor(look.line), 1))
            painter.setBrush(QColor(self.sheet.palette.surface))
            painter.setOpacity(0.75)
            painter.drawRoundedRect(box, tall / 2, tall / 2)
            painter.setOpacity(1.0)
            painter.setPen(QColor(self.sheet.palette.text_third))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, each.result.code)

    # -- marks and parts that tools need

    def dot(self, painter: QPainter, at: QPointF) -> None:
        """A handle, and the end of a chosen link."""
        painter.setPen(QPen(QColor(self.sheet.palette.accent), 2))
        painter.setBrush(QColor(self.sheet.palette.surface))
        painter.drawEllipse(at, _HANDLE, _HANDLE)

    def ring_around(self, painter: QPainter, sight: Sight, each: Bubble) -> None:
        """The mark of what is chosen: 2 px of accent around a bubble, with a gap."""
        inner = sight.rect(each.box)
        radius = corner(inner, each.position, each.scale * sight.scale)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, gap in ((self.sheet.palette.surface, 2.0), (self.sheet.palette.accent, 4.0)):
            painter.setPen(QPen(QColor(colour), 2))
            painter.drawRoundedRect(inner.adjusted(-gap, -gap, gap, gap), radius + gap, radius + gap)

    def band(self, painter: QPainter, sight: Sight, position: int) -> None:
        """Fill a ring's band with its line colour at 12 %: something may be dropped there."""
        band = next(band for band in self.sheet.bands if band.ring.position == position)
        shape = QPainterPath()
        if self.sheet.ground and self.sheet.ground.layout is Layout.LAYERED:
            top, bottom = self.sheet.ground.span(band)
            shape.addRect(sight.rect((-SCREEN.x, top, SCREEN.x, bottom)))
        else:
            for outer in (band.outer, band.inner):
                wide, tall = SCREEN.x * outer * sight.scale, SCREEN.y * outer * sight.scale
                shape.addEllipse(QPointF(sight.x, sight.y), wide, tall)
        colour = QColor(self.sheet.palette.ring(position).line)
        colour.setAlphaF(0.12)
        painter.fillPath(shape, colour)

    def place_left(self, painter: QPainter, sight: Sight, box: Box) -> None:
        """The dashed outline where a bubble was taken from."""
        outline = shapes.rect(
            box[0], box[1], box[2] - box[0], box[3] - box[1], 4,
            stroke=self.sheet.palette.field, width=1, dash=(4, 3), cosmetic=True,
        )  # fmt: skip
        painter.translate(sight.x, sight.y)
        self._run(painter, sight, (outline,))
        painter.translate(-sight.x, -sight.y)
