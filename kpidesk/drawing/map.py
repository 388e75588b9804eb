"""The results map as a picture: one group per record, and the whole sheet.

`ring_group`, `bubble_group` and `curve_group` paint single records in the map's plane; canvas and
projector use them as they are, `sheet` composes them with title, legend and reading aid.
"""

import itertools
import math
from dataclasses import replace
from datetime import date
from typing import Final

from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Confidence, LinePattern, Link, LinkKind, LinkRole, Map, Ring
from kpidesk.drawing import poster_map, shapes
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.map_bubbles import PAPER, Band, Bubble, Plane, badge_style, badge_width, body
from kpidesk.drawing.map_links import Curve, Point
from kpidesk.drawing.map_place import Crowd
from kpidesk.drawing.map_scene import Scene, scene
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Box, Group, Item, Picture, Transform, moved
from kpidesk.drawing.poster_map import Asked
from kpidesk.drawing.text import Lines, Style, missing_glyphs, shape, width, wrap
from kpidesk.system.words import Words

LINE: Final = 1.0
_ARROW: Final = 6.4
_NAME_WIDE: Final = 320.0
_OFF: Final = 1_000_000  # a name off the map is worse than one over anything


# -- single records


def ring_group(band: Band, palette: Palette, plane: Plane = PAPER) -> Group:
    """A ring's band, from its outer edge to the middle; paint rings from the rim inwards."""
    look = palette.ring(band.ring.position)
    wide, tall = plane.x * band.outer, plane.y * band.outer
    fill = shapes.ellipse(0, 0, wide, tall, fill=look.band)
    edge = shapes.ellipse(0, 0, wide, tall, stroke=look.line, width=0.9, opacity=0.38)
    return Group((fill, edge), name=band.ring.name, role="ring", record=band.ring.id)


def ring_names(drawn: Scene) -> tuple[Group, ...]:
    """The names of all rings, from the centre out, clear of bubbles and of the marks on links."""
    edge = 4 * drawn.scale  # badges stand over the edges of bubbles
    taken = Crowd(_grown(each.box, edge) for each in drawn.bubbles.values())
    for curve in drawn.curves:
        x, y = curve.middle
        taken.add((x - 5, y - 5, x + 5, y + 5))
    return tuple(_ring_name(band, drawn.palette, drawn.plane, taken) for band in drawn.bands)


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _ring_name(band: Band, palette: Palette, plane: Plane, taken: Crowd) -> Group:
    """A ring's name on its line, on the free place nearest to the top."""
    look = palette.ring(band.ring.position)
    name = f"{band.ring.position} {band.ring.name}"
    style = Style(24, Weight.SEMIBOLD, look.line, leading=1.2)
    if (wide := width(name, style)) > _NAME_WIDE:
        style = replace(style, size_pt=style.size_pt * _NAME_WIDE / wide)
    line = shape(name, style)
    half, tall = line.width / 2 + 3, style.line_height
    best: tuple[float, Box] | None = None
    for step in range(120):
        turn = math.radians(-90 + (step + 1) // 2 * (3 if step % 2 else -3))
        x, y = math.cos(turn) * plane.x * band.outer, math.sin(turn) * plane.y * band.outer
        box = (x - half, y - tall / 2, x + half, y + tall / 2)
        blocked = taken.count(box, 1.0)
        blocked += _OFF * (max(-box[0], box[2]) > plane.x)
        if best is None or blocked < best[0]:
            best = (blocked, box)
        if not blocked:
            break
    assert best is not None  # noqa: S101 - the loop ran
    left, top, right, bottom = best[1]
    taken.add(best[1])
    pill = shapes.rect(left, top, right - left, bottom - top, tall / 2, fill=look.band)
    baseline = top + tall / 2 + style.size * 0.36
    return Group(
        (pill, *line.place(left + 3, baseline)), name=band.ring.name, role="ring name", record=band.ring.id
    )


def bubble_group(each: Bubble, palette: Palette) -> Group:
    """A bubble with its statement, the badge of its code and those of its measures."""
    look, unit = palette.ring(each.position), each.scale
    left, top, right, bottom = each.box
    items = body(each.box, each.position, palette, unit)
    items.extend(each.lines.place(left, each.y - each.lines.height / 2, align="center", box_width=each.width))
    items.extend(_badge((each.result.code,), left + 4 * unit, top, look.line, palette, unit))
    if each.measures:
        wide = badge_width(each.measures, unit)
        colour = palette.text
        items.extend(_badge(each.measures, right - wide - 3 * unit, bottom, look.line, palette, unit, colour))
    return Group(tuple(items), name=each.result.statement, role="bubble", record=each.result.id)


def _badge(
    codes: tuple[str, ...], x: float, y: float, line: str, palette: Palette, unit: float, ink: str = ""
) -> list[Item]:
    """A small pill with codes, its middle on the line at `y`."""
    style = badge_style(unit, ink or line)
    text = shape(" ".join(codes), style)
    wide, tall = badge_width(codes, unit), style.size * 1.32
    pill = shapes.rect(x, y - tall / 2, wide, tall, tall / 2, fill=palette.surface, stroke=line, width=0.6)
    return [pill, *text.place(x + (wide - text.width) / 2, y + style.size * 0.36)]


def curve_group(curve: Curve, palette: Palette, unit: float = 1.0) -> Group:
    """A link: line pattern, ends, and in the middle what its kind and confidence ask for."""
    conflict = curve.kind.role is LinkRole.CONFLICT
    colour = palette.conflict if conflict else palette.link
    unsure = curve.link.confidence in {Confidence.ASSUMED, Confidence.DISPROVED}
    opacity = 0.7 if unsure else 1.0
    items = _stroke(curve, colour, unit, opacity)
    if conflict:
        items.extend(_disc(curve.middle, "bolt", colour, palette, unit))
    elif curve.link.confidence is Confidence.ASSUMED:
        items.extend(_disc(curve.middle, "?", colour, palette, unit * 0.8))
    elif curve.link.confidence is Confidence.DISPROVED:
        items.extend(_disc(curve.middle, "×", colour, palette, unit * 0.8))
    return Group(tuple(items), name=f"{curve.link.code} {curve.kind.name}", role="link", record=curve.link.id)


def _stroke(curve: Curve, colour: str, unit: float, opacity: float) -> list[Item]:
    points, width = curve.points(), LINE * max(unit, 0.45)
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


def _disc(middle: Point, mark: str, colour: str, palette: Palette, unit: float) -> list[Item]:
    """A small disc with a bolt, a question mark or a cross."""
    x, y, radius = middle[0], middle[1], 5.0 * unit
    disc = shapes.circle(x, y, radius, fill=palette.surface, stroke=colour, width=0.9 * unit)
    if mark == "bolt":
        outline = ((0.9, -2.9), (-1.9, 0.5), (-0.15, 0.5), (-0.9, 2.9), (1.9, -0.6), (0.15, -0.6))
        return [disc, shapes.polygon([(x + dx * unit, y + dy * unit) for dx, dy in outline], fill=colour)]
    style = Style(18 * unit, Weight.BOLD, colour)
    text = shape(mark, style)
    return [disc, *text.place(x - text.width / 2, y + style.size * 0.36)]


# -- the whole map


def plane(drawn: Scene) -> tuple[Group, ...]:
    """All groups of a map in painting order: rings, links, ring names, bubbles."""
    palette = drawn.palette
    return (
        *(ring_group(band, palette, drawn.plane) for band in reversed(drawn.bands)),
        *(curve_group(curve, palette, drawn.scale) for curve in drawn.curves),
        *ring_names(drawn),
        *(bubble_group(each, palette) for each in drawn.bubbles.values()),
    )


# The sheet is laid out on A1 landscape; other sizes are this one scaled.
_WIDE: Final = 841.0
_TALL: Final = 594.0
_MARGIN: Final = 20.0
_CENTRE: Final = (_WIDE / 2, 74 + 2 + PAPER.y)
_LEGEND_WIDE: Final = 128.0


def sheet(
    reader: Reader, map_id: str, paper: Paper, words: Words, day: date, *, asked: Asked | None = None
) -> Picture:
    """The map on a landscape sheet with title, legend, reading aid and date.

    With `asked` it is a poster: codes stand in the corners, questions below, and the rings leave room.
    """
    title = reader.get(Map, map_id)
    rows = _legend_rows(reader, words)
    legend, legend_tall = _legend(rows, words)
    shift = poster_map.title_shift(asked.code) if asked else 0.0
    lift, fit = (poster_map.LIFT, poster_map.FIT) if asked else (0.0, 1.0)
    centre = (_CENTRE[0], 76 + PAPER.y * fit)
    heading = (
        _fitting(title.name, _TITLE, 31, 465 - shift),
        _fitting(title.subtitle, _SUBTITLE, 23, 465 - shift),
    )
    corners = (
        (_MARGIN, _TALL - _MARGIN - lift - legend_tall, _MARGIN + _LEGEND_WIDE, _TALL - _MARGIN),
        (_MARGIN, 0.0, max(330.0, *(_MARGIN + shift + line.width for line in heading)), 74.0),
        (_WIDE - 250, 0.0, _WIDE, 60.0),
        (_WIDE - 200, _TALL - 40 - lift, _WIDE, _TALL),
        (0.0, 0.0, 10.0, _TALL),
        (_WIDE - 10, 0.0, _WIDE, _TALL),
        (0.0, _TALL - 10 - lift, _WIDE, _TALL),
    )
    obstacles = [
        ((a - centre[0]) / fit, (b - centre[1]) / fit, (c - centre[0]) / fit, (d - centre[1]) / fit)
        for a, b, c, d in corners
    ]
    drawn = scene(reader, map_id, palette=LIGHT, obstacles=obstacles)
    items: list[Item] = [Group(plane(drawn), transform=Transform(*centre, fit), role="map", name=title.name)]
    items.extend(_head(heading, drawn, words, day, shift, asked.occasion if asked else ""))
    items.append(moved(legend, *corners[0][:2]))
    items.extend(moved(item, 0, -lift) for item in _aid(words))
    if asked:
        items.extend(poster_map.corners(asked.code))
        items.extend(poster_map.questions(asked, words))
    scale = min(paper.wide / _WIDE, paper.tall / _TALL)
    dx, dy = (paper.wide - _WIDE * scale) / 2, (paper.tall - _TALL * scale) / 2
    whole = Group(tuple(items), transform=Transform(dx, dy, scale))
    texts = (*heading, *(label for _, label, _ in rows), *(each.lines for each in drawn.bubbles.values()))
    missing = {char for lines in texts for char in lines.missing}
    missing.update(char for _, _, remark in rows for char in missing_glyphs(remark))
    name = f"{asked.code} {title.name}" if asked else title.name
    return Picture(
        paper.wide, paper.tall, (whole,), title=name, language=words.language,
        bookmark=name, missing=tuple(sorted(missing)),
    )  # fmt: skip


_TITLE: Final = Style(72, Weight.BOLD, leading=1.2)
_SUBTITLE: Final = Style(30, colour=LIGHT.text_second)


def _fitting(text: str, style: Style, tall: float, wide: float) -> Lines:
    """A text at the largest size that fits; a very long one is higher rather than cut or tiny."""
    sizes = [style.size_pt * share for share in (1, 0.8, 0.64, 0.5, 0.4, 0.33) if style.size_pt * share >= 14]
    for size in sizes:
        lines = wrap(text, replace(style, size_pt=size), wide)
        if lines.height <= tall:
            break
    return lines


def _head(
    heading: tuple[Lines, Lines],
    drawn: Scene,
    words: Words,
    day: date,
    shift: float = 0.0,
    occasion: str = "",
) -> list[Item]:
    """Title and counts; a poster's codes in the corners push both inwards."""
    name, place = heading
    edge = _WIDE - _MARGIN - (poster_map.SIDE if shift else 0.0)
    measured = sum(bool(each.measures) for each in drawn.bubbles.values())
    counts = ", ".join(
        (
            words.many("{n} result", "{n} results", len(drawn.bubbles)),
            words.many("{n} link", "{n} links", len(drawn.curves)),
            words.many("{n} result with a measure", "{n} results with a measure", measured),
        )
    )
    quiet = Style(20, colour=LIGHT.text_second, leading=1.5)
    right = wrap(f"{occasion or words.date(day)}\n{counts}", quiet, 240 if occasion else 330)
    lines = right.lines
    items: list[Item] = [*name.place(_MARGIN + shift, _MARGIN), *place.place(_MARGIN + shift, _MARGIN + 31)]
    top = _MARGIN + 8
    for line in lines:
        items.extend(line.place(edge - line.width, top + quiet.size))
        top += quiet.line_height
    return items


def _aid(words: Words) -> list[Item]:
    text = words("A ring says whose work it is and how far it reaches, never how important it is.")
    style = Style(18, colour=LIGHT.text_second, leading=1.45)
    lines = wrap(text, style, 165)
    return list(
        lines.place(_WIDE - _MARGIN - 165, _TALL - _MARGIN - lines.height, align="right", box_width=165)
    )


def _legend_rows(reader: Reader, words: Words) -> list[tuple[list[Item], Lines, str]]:
    """The legend's rows: a sample in a box of 20 mm about (0, 0), its words, and quiet words at the right."""
    rows: list[tuple[list[Item], Lines, str]] = []
    for ring in sorted(reader.find(Ring), key=lambda each: each.position):
        look = LIGHT.ring(ring.position)
        radius = {1: 4.0, 2: 3.2, 3: 1.8, 4: 0.5}.get(ring.position, 1.1)
        pen = 1.7 if ring.position == 2 else 1.1
        swatch = shapes.rect(0, -4, 20, 8, radius, fill=look.fill, stroke=look.line, width=pen)
        name = wrap(f"{ring.position} {ring.name}", Style(18, Weight.SEMIBOLD, leading=1.3), 45)
        rows.append(([swatch], name, ring.reach))
    label = Style(18, leading=1.3)
    for kind in reader.find(LinkKind):
        explained = kind.meaning and kind.role is not LinkRole.CAUSE
        text = f"{kind.name}: {kind.meaning}" if explained else kind.name
        rows.append((_legend_line(kind), wrap(text, label, _LEGEND_WIDE - 42), ""))
    used = {link.confidence for link in reader.find(Link)}
    for confidence, mark, text in (
        (Confidence.ASSUMED, "?", words("assumed, not tested yet")),
        (Confidence.DISPROVED, "×", words("tested and not found")),
    ):
        if confidence in used:
            sample = _disc((10, 0), mark, LIGHT.link, LIGHT, 0.8)
            rows.append((sample, wrap(text, label, _LEGEND_WIDE - 42), ""))
    badge = _badge(("M06",), 1, 0, LIGHT.ring(3).line, LIGHT, 0.9, LIGHT.text)
    rows.append((badge, wrap(words("has a measure"), label, _LEGEND_WIDE - 42), ""))
    return rows


def _legend(rows: list[tuple[list[Item], Lines, str]], words: Words) -> tuple[Group, float]:
    """The legend with its top left corner at (0, 0), and its height."""
    head = shape(words("How to read it"), Style(20, Weight.SEMIBOLD))
    quiet = Style(15, colour=LIGHT.text_second)
    items: list[Item] = [*head.place(7, 12)]
    y = 17.0
    for sample, label, remark in rows:
        said = wrap(remark, quiet, 40)
        tall = max(label.height, said.height if remark else 0, 8.0) + 3.2
        middle = y + tall / 2
        items.append(Group(tuple(sample), transform=Transform(7, middle)))
        items.extend(label.place(35, middle - label.height / 2))
        if remark:
            right = _LEGEND_WIDE - 46
            items.extend(said.place(right, middle - said.height / 2, align="right", box_width=40))
        y += tall
    frame = shapes.rect(0, 0, _LEGEND_WIDE, y + 4, 4, fill=LIGHT.surface, stroke=LIGHT.outline, width=0.6)
    return Group((frame, *items), name=words("How to read it"), role="legend"), y + 4


def _legend_line(kind: LinkKind) -> list[Item]:
    sample = Link(id="", code="", source="", target="", kind=kind.id)
    curve = Curve(sample, kind, (0, 0), (10, 0), (20, 0))
    colour = LIGHT.conflict if kind.role is LinkRole.CONFLICT else LIGHT.link
    return _stroke(curve, colour, 0.8, 1.0)
