"""A results map painted: one group per record.

`ring_group`, `bubble_group` and `curve_group` paint single records in the map's plane; canvas, projector
and sheet use them as they are.
"""

import itertools
import math
from dataclasses import replace
from typing import Final

from kpidesk.domain.results import Confidence, LinePattern, LinkRole, LinkStatus
from kpidesk.drawing import shapes
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.map_bubbles import PAPER, Band, Bubble, Plane, badge_style, badge_width, body
from kpidesk.drawing.map_ground import Ground, Rings
from kpidesk.drawing.map_labels import BOLT, DISC, SMALL, label_size, label_style, mark
from kpidesk.drawing.map_links import Curve, Point
from kpidesk.drawing.map_names import RingName
from kpidesk.drawing.map_names import ring_names as place_names
from kpidesk.drawing.map_scene import Scene
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Group, Item
from kpidesk.drawing.text import Style, shape

LINE: Final = 1.0
_ARROW: Final = 6.4
_PROPOSED: Final = 0.55
"""How much thinner a link is drawn that nobody has agreed on."""


def ring_group(band: Band, palette: Palette, plane: Plane = PAPER, ground: Ground | None = None) -> Group:
    """A ring's band; paint rings from the rim inwards. Without a ground it is one of concentric rings."""
    return (ground or Rings((band,), plane)).ring_group(band, palette)


def ring_names(drawn: Scene) -> tuple[Group, ...]:
    """The names of all rings, from the first on, clear of bubbles."""
    found = place_names(drawn.ground, drawn.bubbles.values(), drawn.scale, drawn.palette)
    return tuple(_ring_name(name, drawn.palette) for name in found)


def _ring_name(name: RingName, palette: Palette) -> Group:
    """A ring's name on a pill in the colour of its band."""
    left, top, right, bottom = name.box
    ring = name.band.ring
    fill = palette.ring(ring.position).band
    pill = shapes.rect(left, top, right - left, bottom - top, (bottom - top) / 2, fill=fill)
    text = shape(name.text, name.style).place(*name.start)
    return Group((pill, *text), name=ring.name, role="ring name", record=ring.id)


def bubble_group(each: Bubble, palette: Palette) -> Group:
    """A bubble with its statement, the badge of its code and those of its measures."""
    look, unit = palette.ring(each.position), each.scale
    left, top, right, bottom = each.box
    items = body(each.box, each.position, palette, unit)
    items.extend(each.lines.place(left, each.y - each.lines.height / 2, align="center", box_width=each.width))
    items.extend(badge((each.result.code,), left + 4 * unit, top, look.line, palette, unit))
    if each.measures:
        wide = badge_width(each.measures, unit)
        colour = palette.text
        items.extend(badge(each.measures, right - wide - 3 * unit, bottom, look.line, palette, unit, colour))
    if each.result.dots is not None:
        items.extend(dots(each.result.dots, right - 3 * unit, top, look.line, palette, unit))
    return Group(tuple(items), name=each.result.statement, role="bubble", record=each.result.id)


def badge(
    codes: tuple[str, ...], x: float, y: float, line: str, palette: Palette, unit: float, ink: str = ""
) -> list[Item]:
    """A small pill with codes, its middle on the line at `y`."""
    style = badge_style(unit, ink or line)
    text = shape(" ".join(codes), style)
    wide, tall = badge_width(codes, unit), style.size * 1.32
    pill = shapes.rect(x, y - tall / 2, wide, tall, tall / 2, fill=palette.surface, stroke=line, width=0.6)
    return [pill, *text.place(x + (wide - text.width) / 2, y + style.size * 0.36)]


def dots(count: int, right: float, y: float, line: str, palette: Palette, unit: float) -> list[Item]:
    """The votes that a result got: a filled dot and how many, in a pill that ends at `right`."""
    style = badge_style(unit, palette.text)
    text = shape(f"{count}", style)
    radius, tall = style.size * 0.26, style.size * 1.32
    wide = text.width + 2 * radius + style.size * 1.35
    left = right - wide
    pill = shapes.rect(left, y - tall / 2, wide, tall, tall / 2, fill=palette.surface, stroke=line, width=0.6)
    filled = shapes.circle(left + style.size * 0.5 + radius, y, radius, fill=palette.text)
    return [pill, filled, *text.place(right - style.size * 0.55 - text.width, y + style.size * 0.36)]


def curve_group(curve: Curve, palette: Palette, unit: float = 1.0, label: str = "") -> Group:
    """A link: line pattern, ends, the disc that its kind and confidence ask for, and a label's text."""
    conflict = curve.kind.role is LinkRole.CONFLICT
    colour = palette.conflict if conflict else palette.link
    unsure = curve.link.confidence in {Confidence.ASSUMED, Confidence.DISPROVED}
    items = stroke(curve, colour, unit, 0.7 if unsure else 1.0)
    shown, (x, y) = mark(curve), curve.label_at
    if label:
        style = label_style(unit, palette.text_second)
        text, (wide, tall) = shape(label, style), label_size(curve, unit, label)
        items.append(
            shapes.rect(x - wide / 2, y - tall / 2, wide, tall, tall / 2, fill=palette.surface, opacity=0.85)
        )
        items.extend(text.place(x + wide / 2 - 1.5 * unit - text.width, y + style.size * 0.36))
        x -= (wide - label_size(curve, unit)[0]) / 2
    if shown:
        items.extend(disc((x, y), shown, colour, palette, unit * (1.0 if shown == BOLT else SMALL)))
    return Group(tuple(items), name=f"{curve.link.code} {curve.kind.name}", role="link", record=curve.link.id)


def stroke(curve: Curve, colour: str, unit: float, opacity: float) -> list[Item]:
    """A link's line in the pattern of its kind, with its ends; thinner when nobody agreed on it."""
    proposed = curve.link.status is LinkStatus.PROPOSED
    points, width = curve.points(), LINE * max(unit, 0.45) * (_PROPOSED if proposed else 1.0)
    pattern, head = curve.kind.pattern, _ARROW * max(unit, 0.4)
    items: list[Item] = []
    if curve.kind.directed:
        items.append(_arrow(points[-2], points[-1], head, colour, opacity))
        points = _shortened(points, head * 0.75)
    if pattern is LinePattern.ZIGZAG:
        zigzag = shapes.zigzag(
            points, wave=4.4 * unit, height=2.0 * unit, plain=min(5 * unit, shapes.length(points) / 4),
            stroke=colour, width=width, join="miter", opacity=opacity,
        )  # fmt: skip
        return [zigzag, *items]
    dash = {
        LinePattern.DASH: (4.2 * unit, 3.2 * unit),
        LinePattern.DASH_DOT: (6 * unit, 2.2 * unit, 1.1 * unit, 2.2 * unit),
    }
    lanes = (-1.05 * unit, 1.05 * unit) if pattern is LinePattern.DOUBLE else (0.0,)
    for offset in lanes:
        lane = shapes.parallel(points, offset) if offset else points
        items.append(
            shapes.polyline(
                lane, stroke=colour, width=width, dash=dash.get(pattern, ()), join="round", opacity=opacity
            )
        )
    if not curve.kind.directed and pattern is LinePattern.DASH:
        ends = (points[0], points[-1])
        items.extend(shapes.circle(x, y, 1.9 * unit, fill=colour, opacity=opacity) for x, y in ends)
    return items


def _shortened(points: list[Point], cut: float) -> list[Point]:
    """The line without its last `cut` mm, so that its end hides under the arrow head."""
    keep = shapes.length(points) - cut
    if keep <= 0:
        return points
    kept, at = [points[0]], 0.0
    for before, after in itertools.pairwise(points):
        step = math.dist(before, after)
        if at + step >= keep:
            share = (keep - at) / step if step else 0
            kept.append(
                (before[0] + (after[0] - before[0]) * share, before[1] + (after[1] - before[1]) * share)
            )
            break
        kept.append(after)
        at += step
    return kept


def _arrow(before: Point, tip: Point, length: float, colour: str, opacity: float) -> Item:
    """A filled, swept arrow head with its tip at the end of the line."""
    turn = math.atan2(tip[1] - before[1], tip[0] - before[0])
    cos, sin = math.cos(turn), math.sin(turn)
    outline = ((0.0, 0.0), (-length, -length * 0.42), (-length * 0.74, 0.0), (-length, length * 0.42))
    corners = [(tip[0] + x * cos - y * sin, tip[1] + x * sin + y * cos) for x, y in outline]
    return shapes.polygon(corners, fill=colour, opacity=opacity)


def disc(middle: Point, shown: str, colour: str, palette: Palette, unit: float) -> list[Item]:
    """A small disc with a bolt or one or two characters."""
    x, y, radius = middle[0], middle[1], DISC * unit
    around = shapes.circle(x, y, radius, fill=palette.surface, stroke=colour, width=0.9 * unit)
    if shown == BOLT:
        outline = ((0.9, -2.9), (-1.9, 0.5), (-0.15, 0.5), (-0.9, 2.9), (1.9, -0.6), (0.15, -0.6))
        return [around, shapes.polygon([(x + dx * unit, y + dy * unit) for dx, dy in outline], fill=colour)]
    style = Style(18 * unit, Weight.BOLD, colour)
    text = shape(shown, style)
    if text.width > 1.6 * radius:
        style = replace(style, size_pt=style.size_pt * 1.6 * radius / text.width)
        text = shape(shown, style)
    return [around, *text.place(x - text.width / 2, y + style.size * 0.36)]


def plane(drawn: Scene) -> tuple[Group, ...]:
    """All groups of a map in painting order: rings, links, ring names, bubbles."""
    palette = drawn.palette
    return (
        *(drawn.ground.ring_group(band, palette) for band in reversed(drawn.bands)),
        *(curve_group(curve, palette, drawn.scale) for curve in drawn.curves),
        *ring_names(drawn),
        *(bubble_group(each, palette) for each in drawn.bubbles.values()),
    )
