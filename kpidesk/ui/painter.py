"""Paints display lists with QPainter, glyph by glyph where the paper has them.

Text goes through QGlyphRun with fonts loaded from the very files that PDFs embed, so no text engine of Qt
lays anything out again. A painter with a plain scale gets fonts of the final size in device pixels:
their glyphs are cached by Qt and stay crisp at any zoom.
"""

from collections import OrderedDict
from collections.abc import Iterable
from functools import lru_cache
from math import isclose
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGlyphRun,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QRawFont,
    QTransform,
)

from kpidesk.drawing import fonts
from kpidesk.drawing.picture import Form, GlyphRun, Group, Image, Item, Path, Picture, Transform

_T = TypeVar("_T")
_CAPS = {"butt": Qt.PenCapStyle.FlatCap, "round": Qt.PenCapStyle.RoundCap}
# Only this miter join cuts off as PDF does.
_JOINS = {"miter": Qt.PenJoinStyle.SvgMiterJoin, "round": Qt.PenJoinStyle.RoundJoin}
_MITER_LIMIT = 10
# Qt 6.11 paints no glyph at all above 64 pixels of the device (found with FreeType; see also
# github.com/slint-ui/slint/pull/10633), so larger ones are painted as outlines.
_LARGEST_FONT = 60
_OUTLINE_SIZE = 512.0


class Cache:
    """Qt's forms of items that were painted before; keep one for each view.

    Bounded: the least recently used go first. Items are kept with their Qt forms, so that an item's
    identity cannot be taken over by another.
    """

    def __init__(self, limit: int = 20_000) -> None:
        self._limit = limit
        self._found: OrderedDict[tuple[object, ...], tuple[object, object]] = OrderedDict()

    def get(self, key: tuple[object, ...], kind: type[_T]) -> _T | None:
        """Return what was kept for a key."""
        entry = self._found.get(key)
        if entry is None:
            return None
        self._found.move_to_end(key)
        value = entry[1]
        return value if isinstance(value, kind) else None

    def keep(self, key: tuple[object, ...], source: object, value: _T) -> _T:
        """Keep a value made from ``source``, and return it."""
        self._found[key] = (source, value)
        if len(self._found) > self._limit:
            self._found.popitem(last=False)
        return value

    def __len__(self) -> int:
        return len(self._found)


@lru_cache(maxsize=64)
def _loaded(key: str) -> QRawFont:
    return QRawFont(str(fonts.font(key).path), 16, QFont.HintingPreference.PreferNoHinting)


@lru_cache(maxsize=256)
def raw_font(key: str, pixels: float) -> QRawFont:
    """Return a font of a size in pixels, unhinted so that glyphs keep their shape at every size.

    Sizes share the file that was loaded: half a megabyte for each size would be felt while zooming.
    """
    sized = QRawFont(_loaded(key))
    sized.setPixelSize(pixels)
    return sized


@lru_cache(maxsize=512)
def _colour(value: str) -> QColor:
    return QColor(value)


def paint(
    painter: QPainter,
    what: Picture | Iterable[Item],
    *,
    scale: float = 1,
    cache: Cache | None = None,
    thinnest: float = 0,
) -> None:
    """Paint a picture or items; ``scale`` is user units of the painter (pixels) to the mm.

    ``thinnest`` is the least width of a stroke in device pixels, as a projector needs. The painter's
    state is as before afterwards.
    """
    items = what.items if isinstance(what, Picture) else what
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(scale, scale)
    _Brush(painter, Cache() if cache is None else cache, thinnest).items(items)
    painter.restore()


def to_image(picture: Picture, px_per_mm: float, *, background: str = "#FFFFFF") -> QImage:
    """Return a picture as an image of whole pixels, at least one each way."""
    width = max(1, round(picture.width * px_per_mm))
    height = max(1, round(picture.height * px_per_mm))
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(background))
    painter = QPainter(image)
    paint(painter, picture, scale=px_per_mm)
    painter.end()
    return image


class _Brush:
    """One painting: a painter, its cache and the transform that is in force."""

    def __init__(self, painter: QPainter, cache: Cache, thinnest: float) -> None:
        self.painter = painter
        self.cache = cache
        self.thinnest = thinnest
        self.outer = painter.opacity()
        self.dots = painter.device().devicePixelRatio()
        self._transformed()

    def _transformed(self) -> None:
        """Note the painter's transform after a change."""
        self.world = self.painter.worldTransform()
        self.zoom = _plain_zoom(self.world)
        self.in_pixels = False

    def _to_pixels(self) -> None:
        """Let the painter count in pixels, only moved: so Qt takes glyphs from its cache as they are."""
        if not self.in_pixels:
            self.painter.setWorldTransform(QTransform.fromTranslate(self.world.dx(), self.world.dy()))
            self.in_pixels = True

    def _to_mm(self) -> None:
        """Let the painter count in mm again."""
        if self.in_pixels:
            self.painter.setWorldTransform(self.world)
            self.in_pixels = False

    def items(self, items: Iterable[Item]) -> None:
        """Paint items in order; the painter counts in mm before and after."""
        for item in items:
            if isinstance(item, GlyphRun):
                self._run(item)
                continue
            self._to_mm()
            if isinstance(item, Path):
                self._path(item)
            elif isinstance(item, Group):
                self._group(item)
            elif isinstance(item, Image):
                self._image(item)
            else:
                self._form(item)
        self._to_mm()

    def _opacity(self, value: float) -> None:
        wanted = self.outer * value
        if self.painter.opacity() != wanted:
            self.painter.setOpacity(wanted)

    def _run(self, run: GlyphRun) -> None:
        if not run.glyphs:
            return
        self._opacity(run.opacity)
        self.painter.setPen(_colour(run.colour))
        zoom = self.zoom
        if zoom is None or run.angle or run.size * zoom * self.dots > _LARGEST_FONT:
            self._outlined_run(run)
            return
        self._to_pixels()
        self.painter.drawGlyphRun(QPointF(run.x * zoom, run.y * zoom), self._glyphs(run, zoom))

    def _outlined_run(self, run: GlyphRun) -> None:
        """Paint a run that is large, turned, mirrored or skewed: as outlines, which Qt does at any size."""
        self._to_mm()
        turned = QTransform(self.world)
        turned.translate(run.x, run.y)
        turned.rotate(run.angle)
        turned.scale(run.size / _OUTLINE_SIZE, run.size / _OUTLINE_SIZE)
        self.painter.setWorldTransform(turned)
        self.painter.fillPath(self._outlines(run), _colour(run.colour))
        self.painter.setWorldTransform(self.world)

    def _outlines(self, run: GlyphRun) -> QPainterPath:
        """The outlines of a run in a font of _OUTLINE_SIZE."""
        key = ("outlines", id(run.glyphs), run.font, run.size)
        found = self.cache.get(key, QPainterPath)
        if found is not None:
            return found
        font, whole, scale = raw_font(run.font, _OUTLINE_SIZE), QPainterPath(), _OUTLINE_SIZE / run.size
        for glyph in run.glyphs:
            whole.addPath(font.pathForGlyph(glyph.gid).translated(glyph.x * scale, glyph.y * scale))
        whole.setFillRule(Qt.FillRule.WindingFill)
        return self.cache.keep(key, run.glyphs, whole)

    def _glyphs(self, run: GlyphRun, zoom: float) -> QGlyphRun:
        key = ("glyphs", id(run.glyphs), run.font, run.size, zoom)
        found = self.cache.get(key, QGlyphRun)
        if found is not None:
            return found
        shown = QGlyphRun()
        shown.setRawFont(raw_font(run.font, run.size * zoom))
        shown.setGlyphIndexes([glyph.gid for glyph in run.glyphs])
        shown.setPositions([QPointF(glyph.x * zoom, glyph.y * zoom) for glyph in run.glyphs])
        return self.cache.keep(key, run.glyphs, shown)

    def _path(self, path: Path) -> None:
        painter = self.painter
        self._opacity(path.opacity)
        if path.fill is None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setBrush(_colour(path.fill))
        if path.stroke is None:
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            painter.setPen(self._pen(path, path.stroke))
        painter.drawPath(self._outline(path))

    def _pen(self, path: Path, colour: str) -> QPen:
        pen = QPen(_colour(colour))
        pen.setCapStyle(_CAPS[path.cap])
        pen.setJoinStyle(_JOINS[path.join])
        pen.setMiterLimit(_MITER_LIMIT)
        width = path.width
        zoom = self.zoom
        if path.cosmetic or (self.thinnest and zoom is not None and width * zoom < self.thinnest):
            pen.setCosmetic(True)
            width = max(width if path.cosmetic else 0, self.thinnest)
        pen.setWidthF(width)
        if path.dash and width > 0:
            # Qt counts dashes in widths of the pen, and wants an even number of them.
            dash = path.dash if len(path.dash) % 2 == 0 else path.dash * 2
            pen.setDashPattern([length / path.width for length in dash])
        return pen

    def _outline(self, path: Path) -> QPainterPath:
        key = ("path", id(path))
        found = self.cache.get(key, QPainterPath)
        return self.cache.keep(key, path, _painter_path(path)) if found is None else found

    def _image(self, image: Image) -> None:
        key = ("image", id(image.data))
        found = self.cache.get(key, QImage)
        if found is None:
            found = self.cache.keep(key, image.data, QImage.fromData(image.data))
        self._opacity(1)
        self.painter.drawImage(QRectF(image.x, image.y, image.width, image.height), found)

    def _form(self, form: Form) -> None:
        page = Path(
            (
                ("M", 0, 0),
                ("L", form.picture.width, 0),
                ("L", form.picture.width, form.picture.height),
                ("L", 0, form.picture.height),
                ("Z",),
            )
        )
        self._within(Transform(form.x, form.y, form.scale), page, form.picture.items)

    def _group(self, group: Group) -> None:
        if group.clip is None and group.transform is None:
            self.items(group.items)
        else:
            self._within(group.transform, group.clip, group.items)

    def _within(self, at: Transform | None, clip: Path | None, items: Iterable[Item]) -> None:
        """Paint items moved, scaled and clipped."""
        painter = self.painter
        outside = self.world
        if clip is not None:
            # Saving is what brings the old clip back; a transform alone does without.
            painter.save()
        if at is not None:
            painter.translate(at.dx, at.dy)
            painter.scale(at.scale, at.scale)
            self._transformed()
        if clip is not None:
            painter.setClipPath(_painter_path(clip), Qt.ClipOperation.IntersectClip)
        self.items(items)
        if clip is not None:
            painter.restore()
        painter.setWorldTransform(outside)
        self._transformed()


def _plain_zoom(transform: QTransform) -> float | None:
    """Return the scale of a transform that only scales evenly and moves, else None."""
    zoom = transform.m11()
    if zoom <= 0 or transform.m12() or transform.m21() or not isclose(zoom, transform.m22()):
        return None
    return zoom


def _painter_path(path: Path) -> QPainterPath:
    result = QPainterPath()
    result.setFillRule(Qt.FillRule.OddEvenFill if path.even_odd else Qt.FillRule.WindingFill)
    for op in path.ops:
        if len(op) == 3:
            if op[0] == "M":
                result.moveTo(op[1], op[2])
            else:
                result.lineTo(op[1], op[2])
        elif len(op) == 7:
            result.cubicTo(op[1], op[2], op[3], op[4], op[5], op[6])
        else:
            result.closeSubpath()
    return result
