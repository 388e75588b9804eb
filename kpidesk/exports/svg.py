"""Pictures as SVG: millimetres, letters as outlines, each record a named group.

Outlines need no font where the file is opened, so it looks everywhere as on paper; what a text says stands
in the group's title, which browsers and screen readers tell. Each letter's outline is in the file once.
"""

import base64
from collections.abc import Iterable
from functools import cache
from pathlib import Path as FilePath
from xml.sax.saxutils import escape, quoteattr

from kpidesk.drawing.breaks import clean
from kpidesk.drawing.fonts import font
from kpidesk.drawing.picture import Form, GlyphRun, Group, Image, Item, Path, Picture


def write_svg(picture: Picture, path: FilePath) -> None:
    """Write one picture to a file; a file that is replaced must be replaced by the caller."""
    path.write_text(to_svg(picture), encoding="utf-8")


def to_svg(picture: Picture) -> str:
    """One picture as an SVG document."""
    writer = _Writer()
    body = "".join(writer.item(item) for item in picture.items)
    wide, tall = _n(picture.width), _n(picture.height)
    title = escape(clean(picture.title))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{wide}mm" height="{tall}mm" viewBox="0 0 {wide} {tall}" '
        f'xml:lang={quoteattr(picture.language)} role="img">'
        f"<title>{title}</title><defs>{''.join(writer.outlines.values())}</defs>"
        f'<rect width="{wide}" height="{tall}" fill="#FFFFFF"/>{body}</svg>\n'
    )


def _n(number: float) -> str:
    """A number as short as a hundredth of a millimetre needs."""
    return f"{number:.3f}".rstrip("0").rstrip(".") or "0"


class _Writer:
    """Turns items into elements and remembers which letters they need."""

    def __init__(self) -> None:
        self.outlines: dict[tuple[str, int], str] = {}
        self._clips = 0

    def item(self, item: Item) -> str:
        if isinstance(item, GlyphRun):
            return self._run(item)
        if isinstance(item, Path):
            return _path(item)
        if isinstance(item, Image):
            return _image(item)
        if isinstance(item, Form):
            inner = "".join(self.item(each) for each in item.picture.items)
            return f'<g transform="translate({_n(item.x)} {_n(item.y)}) scale({_n(item.scale)})">{inner}</g>'
        return self._group(item)

    def _group(self, group: Group) -> str:
        inner = "".join(self.item(each) for each in group.items)
        if group.clip is not None:
            self._clips += 1
            name = f"clip{self._clips}"
            inner = (
                f'<clipPath id="{name}"><path d="{_ops(group.clip)}"/></clipPath>'
                f'<g clip-path="url(#{name})">{inner}</g>'
            )
        marks = []
        if group.transform is not None:
            at = group.transform
            marks.append(f'transform="translate({_n(at.dx)} {_n(at.dy)}) scale({at.scale:.6g})"')
        if group.role:
            marks.append(f"class={quoteattr(group.role)}")
        title = f"<title>{escape(clean(group.name))}</title>" if group.name else ""
        opening = " ".join(("<g", *marks))
        return f"{opening}>{title}{inner}</g>"

    def _run(self, run: GlyphRun) -> str:
        face = font(run.font)
        size = run.size / face.units_per_em
        placed = []
        for glyph in run.glyphs:
            key = (run.font, glyph.gid)
            outline = _outline(*key)
            if not outline:  # a space
                continue
            self.outlines.setdefault(key, f'<path id="{_id(key)}" d="{outline}"/>')
            where = f'x="{_n(glyph.x / size)}" y="{_n(-glyph.y / size)}"'
            placed.append(f'<use xlink:href="#{_id(key)}" {where}/>')
        turn = f" rotate({_n(run.angle)})" if run.angle else ""
        faint = f' opacity="{_n(run.opacity)}"' if run.opacity < 1 else ""
        return (
            f'<g fill="{run.colour}"{faint} '
            f'transform="translate({_n(run.x)} {_n(run.y)}){turn} scale({size:.6g} {-size:.6g})">'
            f"{''.join(placed)}</g>"
        )


def _id(key: tuple[str, int]) -> str:
    return f"{key[0]}-{key[1]}"


@cache
def _outline(name: str, gid: int) -> str:
    """A letter's outline in font units, upward."""
    pen = _Pen()
    font(name).shaper.draw_glyph_with_pen(gid, pen)
    return " ".join(pen.ops)


class _Pen:
    """Collects an outline as HarfBuzz draws it; the method names are those that it calls."""

    def __init__(self) -> None:
        self.ops: list[str] = []

    def moveTo(self, to: tuple[float, float]) -> None:  # noqa: N802 - HarfBuzz's name
        self.ops.append(f"M{to[0]:g} {to[1]:g}")

    def lineTo(self, to: tuple[float, float]) -> None:  # noqa: N802 - HarfBuzz's name
        self.ops.append(f"L{to[0]:g} {to[1]:g}")

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802 - HarfBuzz's name
        self.ops.append("Q" + " ".join(f"{x:g} {y:g}" for x, y in points))

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802 - HarfBuzz's name
        self.ops.append("C" + " ".join(f"{x:g} {y:g}" for x, y in points))

    def closePath(self) -> None:  # noqa: N802 - HarfBuzz's name
        self.ops.append("Z")


def _ops(path: Path) -> str:
    return " ".join(op[0] + " ".join(_n(number) for number in op[1:]) for op in path.ops)


def _path(path: Path) -> str:
    marks = [f'd="{_ops(path)}"', f'fill="{path.fill or "none"}"']
    if path.stroke:
        marks.append(f'stroke="{path.stroke}" stroke-width="{_n(path.width)}"')
        if path.cosmetic:
            marks.append('vector-effect="non-scaling-stroke"')
        if path.dash:
            marks.append(f'stroke-dasharray="{_numbers(path.dash)}"')
        if path.cap != "butt":
            marks.append(f'stroke-linecap="{path.cap}"')
        if path.join != "miter":
            marks.append(f'stroke-linejoin="{path.join}"')
    if path.even_odd:
        marks.append('fill-rule="evenodd"')
    if path.opacity < 1:
        marks.append(f'opacity="{_n(path.opacity)}"')
    return f"<path {' '.join(marks)}/>"


def _numbers(numbers: Iterable[float]) -> str:
    return " ".join(map(_n, numbers))


def _image(image: Image) -> str:
    kind = "png" if image.data.startswith(b"\x89PNG") else "jpeg"
    data = base64.b64encode(image.data).decode()
    return (
        f'<image x="{_n(image.x)}" y="{_n(image.y)}" width="{_n(image.width)}" height="{_n(image.height)}" '
        f'preserveAspectRatio="none" xlink:href="data:image/{kind};base64,{data}">'
        f"<title>{escape(clean(image.name))}</title></image>"
    )
