"""The display list: what a page shows, in millimetres, before any painter exists.

Every item is frozen plain data; y runs downward from the top left corner of the page. Paper, screen,
projector and tests read the same list, so a picture that is right in one of them is right in all. Order
in a tuple is painting order.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Colour = str
"""A colour as ``#RRGGBB``."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in mm."""

Op = tuple[str] | tuple[str, float, float] | tuple[str, float, float, float, float, float, float]
"""``("M", x, y)``, ``("L", x, y)``, ``("C", x1, y1, x2, y2, x, y)`` or ``("Z",)``."""

# Extents of Noto Sans above and below the baseline, in em: enough to say where a line of text is.
_ASCENT = 1.069
_DESCENT = 0.293


class Glyph(NamedTuple):
    """One glyph of a font at an offset in mm from its run's origin.

    A named tuple since a poster holds tens of thousands. ``text`` is the source text that the glyph
    stands for, empty where an earlier or later glyph of its cluster carries it.
    """

    gid: int
    x: float
    y: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one font and size, left to right as seen; (x, y) is the baseline's left end.

    ``font`` is a key of ``fonts.font``, ``size`` the em in mm, ``advance`` the run's width in mm, ``text``
    the source in logical order, ``angle`` degrees clockwise about (x, y).
    """

    font: str
    size: float
    x: float
    y: float
    glyphs: tuple[Glyph, ...]
    text: str
    advance: float
    colour: Colour
    opacity: float = 1
    rtl: bool = False
    angle: float = 0


@dataclass(frozen=True, slots=True)
class Path:
    """A filled or stroked outline; ``width`` in mm, or in device pixels on a screen if ``cosmetic``."""

    ops: tuple[Op, ...]
    fill: Colour | None = None
    stroke: Colour | None = None
    width: float = 0.25
    dash: tuple[float, ...] = ()
    cap: Literal["butt", "round"] = "butt"
    join: Literal["miter", "round"] = "miter"
    opacity: float = 1
    cosmetic: bool = False
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A PNG or JPEG file's bytes stretched over a box; ``name`` says what it shows."""

    data: bytes
    x: float
    y: float
    width: float
    height: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Transform:
    """Scale about the origin first, then move by (dx, dy) mm."""

    dx: float = 0
    dy: float = 0
    scale: float = 1

    def within(self, outer: "Transform") -> "Transform":
        """Both as one: this one first, then `outer`."""
        return Transform(
            outer.dx + self.dx * outer.scale, outer.dy + self.dy * outer.scale, outer.scale * self.scale
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together: one record's drawing, a link's area, a clipped part.

    ``clip`` is in the coordinates of the items, that is before ``transform``. ``link`` is a URI, or
    ``#bookmark`` for a page of the same document.
    """

    items: "tuple[Item, ...]"
    name: str = ""
    role: str = ""
    record: str = ""
    link: str = ""
    clip: Path | None = None
    transform: Transform | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A whole picture placed at (x, y) at a scale; paper holds it once for each ``key``."""

    key: str
    picture: "Picture"
    x: float = 0
    y: float = 0
    scale: float = 1


Item = GlyphRun | Path | Image | Group | Form
"""Anything that a picture shows."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One page: size in mm, items in painting order, and what a reader is told about it.

    ``bookmark`` is its entry in a document's outline; ``missing`` lists characters without any glyph.
    """

    width: float
    height: float
    items: tuple[Item, ...]
    title: str = ""
    language: str = "en"
    bookmark: str = ""
    missing: tuple[str, ...] = ()


def moved_path(path: Path, dx: float, dy: float) -> Path:
    """Return the path shifted by (dx, dy) mm."""
    return replace(path, ops=tuple(_moved_op(op, dx, dy) for op in path.ops))


def _moved_op(op: Op, dx: float, dy: float) -> Op:
    if len(op) == 1:
        return op
    if len(op) == 3:
        return (op[0], op[1] + dx, op[2] + dy)
    return (op[0], op[1] + dx, op[2] + dy, op[3] + dx, op[4] + dy, op[5] + dx, op[6] + dy)


def moved(item: Item, dx: float, dy: float) -> Item:
    """Return the item shifted by (dx, dy) mm; a group is moved by its transform, in constant time."""
    if isinstance(item, Group):
        at = item.transform or Transform()
        return replace(item, transform=Transform(at.dx + dx, at.dy + dy, at.scale))
    if isinstance(item, Path):
        return moved_path(item, dx, dy)
    return replace(item, x=item.x + dx, y=item.y + dy)


def walk(items: Iterable[Item]) -> Iterator[Item]:
    """Yield every item, groups before what they hold; placed forms are not entered."""
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from walk(item.items)


def bounds(items: Iterable[Item]) -> Box | None:
    """Return the box around the items in mm, None if they show nothing.

    Curves count with their control points, text with its line's height, clips cut.
    """
    boxes = [box for box in map(_box, items) if box is not None]
    if not boxes:
        return None
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _box(item: Item) -> Box | None:
    if isinstance(item, GlyphRun):
        return _run_box(item)
    if isinstance(item, Path):
        return _path_box(item)
    if isinstance(item, Image):
        return (item.x, item.y, item.x + item.width, item.y + item.height)
    if isinstance(item, Form):
        width, height = item.picture.width * item.scale, item.picture.height * item.scale
        return (item.x, item.y, item.x + width, item.y + height)
    return _group_box(item)


def _run_box(run: GlyphRun) -> Box:
    turn = math.radians(run.angle)
    cos, sin = math.cos(turn), math.sin(turn)
    above, below = -_ASCENT * run.size, _DESCENT * run.size
    corners = [
        (run.x + x * cos - y * sin, run.y + x * sin + y * cos)
        for x in (0.0, run.advance)
        for y in (above, below)
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _points(op: Op) -> tuple[tuple[float, float], ...]:
    """Return the end point of an operation, for a curve after its control points."""
    if len(op) == 1:
        return ()
    if len(op) == 3:
        return (op[1:],)
    return (op[1:3], op[3:5], op[5:7])


def _path_box(path: Path) -> Box | None:
    points = [point for op in path.ops for point in _points(op)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    if not xs:
        return None
    half = path.width / 2 if path.stroke is not None and not path.cosmetic else 0
    return (min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half)


def _group_box(group: Group) -> Box | None:
    box = bounds(group.items)
    if box is None:
        return None
    if group.clip is not None:
        clip = _path_box(group.clip)
        if clip is None:
            return None
        box = (max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3]))
        if box[0] > box[2] or box[1] > box[3]:
            return None
    if group.transform is None:
        return box
    dx, dy, scale = group.transform.dx, group.transform.dy, group.transform.scale
    return (box[0] * scale + dx, box[1] * scale + dy, box[2] * scale + dx, box[3] * scale + dy)


def dump(picture: Picture) -> str:
    """Return the picture as readable lines, rounded to 0.01 mm: the form that golden tests compare."""
    head = f"picture {_mm(picture.width, picture.height)} {picture.language} {picture.title!r}"
    lines = [head + (f" bookmark {picture.bookmark!r}" if picture.bookmark else "")]
    if picture.missing:
        lines.append(f"missing {' '.join(picture.missing)}")
    for item in picture.items:
        lines.extend(_dump_item(item, "  "))
    return "\n".join(lines) + "\n"


def _mm(*values: float) -> str:
    # Adding zero turns -0.0 into 0.0, which would otherwise differ between machines.
    return " ".join(f"{round(value, 2) + 0.0:.2f}" for value in values)


def _dump_item(item: Item, indent: str) -> list[str]:
    if isinstance(item, GlyphRun):
        return [indent + _dump_run(item)]
    if isinstance(item, Path):
        return [indent + _dump_path("path", item)]
    if isinstance(item, Image):
        place = _mm(item.x, item.y, item.width, item.height)
        return [f"{indent}image {place} {item.name!r} {len(item.data)} bytes"]
    if isinstance(item, Form):
        lines = [f"{indent}form {item.key!r} at {_mm(item.x, item.y)} scale {item.scale:.4f}"]
        return lines + [indent + "  " + line for line in dump(item.picture).splitlines()]
    return _dump_group(item, indent)


def _dump_run(run: GlyphRun) -> str:
    parts = [f"text {run.font} {_mm(run.size)} at {_mm(run.x, run.y)} wide {_mm(run.advance)} {run.colour}"]
    if run.opacity != 1:
        parts.append(f"opacity {run.opacity:.2f}")
    if run.rtl:
        parts.append("rtl")
    if run.angle:
        parts.append(f"angle {run.angle:.1f}")
    return " ".join([*parts, f"{len(run.glyphs)} glyphs {run.text!r}"])


def _dump_path(word: str, path: Path) -> str:
    parts = [word]
    if path.fill is not None:
        parts.append(f"fill {path.fill}" + (" even-odd" if path.even_odd else ""))
    if path.stroke is not None:
        parts.append(f"stroke {path.stroke} {_mm(path.width)} {path.cap} {path.join}")
        if path.dash:
            parts.append(f"dash {_mm(*path.dash)}")
        if path.cosmetic:
            parts.append("cosmetic")
    if path.opacity != 1:
        parts.append(f"opacity {path.opacity:.2f}")
    for op in path.ops:
        numbers = [value for point in _points(op) for value in point]
        parts.append(f"{op[0]} {_mm(*numbers)}" if numbers else op[0])
    return " ".join(parts)


def _dump_group(group: Group, indent: str) -> list[str]:
    parts = ["group"]
    said = {"name": group.name, "role": group.role, "record": group.record, "link": group.link}
    parts.extend(f"{word} {value!r}" for word, value in said.items() if value)
    if group.transform is not None:
        at = group.transform
        parts.append(f"at {_mm(at.dx, at.dy)} scale {at.scale:.4f}")
    lines = [indent + " ".join(parts)]
    if group.clip is not None:
        lines.append(indent + "  " + _dump_path("clip", group.clip))
    for item in group.items:
        lines.extend(_dump_item(item, indent + "  "))
    return lines
