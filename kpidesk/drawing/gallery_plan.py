"""The floor plan of a gallery on A4: walls to scale with posters as bars, then each wall from the front."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from math import hypot
from typing import Final

from kpidesk.domain.gallery import Gallery
from kpidesk.domain.gallery_day import Place, places
from kpidesk.domain.reader import Reader
from kpidesk.domain.walls import Wall
from kpidesk.drawing import said, shapes
from kpidesk.drawing.flow import Block, height, missing, paragraph, stack
from kpidesk.drawing.flow_sheet import leaf
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.gallery_lists import CENTRE
from kpidesk.drawing.gallery_paper import head
from kpidesk.drawing.listing import MARGIN, QUIET, STRONG, TEXT
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import SHEETS, Paper
from kpidesk.drawing.picture import Box, Group, Item, Picture
from kpidesk.drawing.poster_kinds import poster_name
from kpidesk.drawing.posters import paper_of
from kpidesk.drawing.text import Style, shape
from kpidesk.system.words import Words

_PAPER: Final = SHEETS["A4"].landscape
_WIDE: Final = _PAPER.wide - 2 * MARGIN
_ROOM: Final = 14.0  # mm around the walls for names and codes
_WALL: Final = 1.6
_TALL: Final = 2.6  # metres of a wall that are shown
_CODE: Final = Style(11, Weight.SEMIBOLD)


def floor_plan(
    reader: Reader, gallery: Gallery, paper: Paper, words: Words, day: date
) -> tuple[Picture, ...]:
    """The room from above, where its walls have places in it; then the walls one below the other."""
    title = words("Floor plan")
    found = places(reader, gallery)
    walls = sorted(reader.find(Wall, gallery=gallery.id), key=lambda each: (each.place, each.id))
    top = head(reader, gallery, title, words, _WIDE)
    of = leaf(reader, _PAPER, MARGIN, title, words, day, title)
    if not walls:
        none = paragraph(words("Say which walls there are, and the plan is drawn."), TEXT, _WIDE)
        return (of.picture(stack([*top, *none], MARGIN, MARGIN), 1, 1, missing(top)),)
    start = MARGIN + height(top)
    by_wall: dict[str, list[Place]] = defaultdict(list)
    for each in found:
        if each.wall is not None:
            by_wall[each.wall.id].append(each)
    drawn = [each for each in walls if hypot(each.to_x - each.x, each.to_y - each.y) > 0]
    box = (MARGIN, start, MARGIN + _WIDE, MARGIN + of.tall)
    sheets: list[list[Item]] = [_above(drawn, by_wall, paper, box, words)] if drawn else []
    blocks = [_front(each, by_wall[each.id], paper, reader, words) for each in walls]
    sheets += [stack(page, MARGIN, start) for page in _pages(blocks, MARGIN + of.tall - start)]
    lost = missing([*top, *blocks])
    return tuple(
        of.picture([*_headed(top, number), *items], number, len(sheets), lost)
        for number, items in enumerate(sheets, 1)
    )


def _headed(top: Sequence[Block], number: int) -> list[Item]:
    """The head of a sheet, which is read on the first one only."""
    items = stack(top, MARGIN, MARGIN)
    return [said.again(items)] if number > 1 else items


def _pages(blocks: Sequence[Block], room: float) -> list[list[Block]]:
    pages: list[list[Block]] = [[]]
    for block in blocks:
        if pages[-1] and height(pages[-1]) + block.height > room:
            pages.append([])
        pages[-1].append(block)
    return pages


# -- from above


def _above(
    walls: Sequence[Wall], by_wall: dict[str, list[Place]], paper: Paper, box: Box, words: Words
) -> list[Item]:
    """All walls in one scale, posters as bars on the side from which one looks at them."""
    left, top = min(min(w.x, w.to_x) for w in walls), min(min(w.y, w.to_y) for w in walls)
    right, bottom = max(max(w.x, w.to_x) for w in walls), max(max(w.y, w.to_y) for w in walls)
    wide, tall = box[2] - box[0] - 2 * _ROOM, box[3] - box[1] - 2 * _ROOM
    scale = min(wide / max(right - left, 0.5), tall / max(bottom - top, 0.5), 40.0)
    dx = (box[0] + box[2] - (right + left) * scale) / 2
    dy = (box[1] + box[3] - (bottom + top) * scale) / 2
    drawn = [_wall_above(wall, by_wall[wall.id], paper, (dx, dy, scale), words) for wall in walls]
    seen = (*_scale_bar(box, scale, words), *drawn, said.outline(()))
    told = words("The walls from above, drawn: what hangs where stands below")
    return [Group(seen, role="plan", name=told)]


def _wall_above(
    wall: Wall, on_it: Sequence[Place], paper: Paper, at: tuple[float, float, float], words: Words
) -> Group:
    dx, dy, scale = at
    x, y, to_x, to_y = (
        wall.x * scale + dx,
        wall.y * scale + dy,
        wall.to_x * scale + dx,
        wall.to_y * scale + dy,
    )
    long = hypot(to_x - x, to_y - y)
    ux, uy = (to_x - x) / long, (to_y - y) / long  # along the wall, to the right of who looks at it
    vx, vy = -uy, ux  # away from the wall, towards who looks at it
    items: list[Item] = [
        shapes.line(x, y, to_x, to_y, stroke=LIGHT.text, width=_WALL, cap="round"),
    ]
    metre = long / max(wall.length, 0.01)
    for place in on_it:
        sheet = paper_of(place.poster, paper)
        begin, end = place.at * metre, (place.at + sheet.wide / 1000) * metre
        corners = [
            (x + ux * along + vx * away, y + uy * along + vy * away)
            for along, away in ((begin, 1.4), (end, 1.4), (end, 3.6), (begin, 3.6))
        ]
        items.append(shapes.polygon(corners, fill=LIGHT.accent_soft, stroke=LIGHT.accent, width=0.4))
        code = shape(place.poster.code, _CODE)
        reach = 3.6 + 1.5 + abs(vx) * code.width / 2 + abs(vy) * _CODE.size / 2
        middle = (begin + end) / 2
        cx, cy = x + ux * middle + vx * reach, y + uy * middle + vy * reach
        items += code.place(cx - code.width / 2, cy + _CODE.size * 0.36)
    name = shape(words("{wall}, {n} m", wall=wall.name, n=words.number(wall.length, 1)), QUIET)
    reach = _WALL + 1.5 + QUIET.size
    cx, cy = (x + to_x) / 2 - vx * reach, (y + to_y) / 2 - vy * reach
    if abs(uy) > abs(ux):  # a name beside an upright wall is turned along it
        items += name.place(cx + QUIET.size * 0.36, cy + name.width / 2, angle=-90)
    else:
        items += name.place(cx - name.width / 2, cy + QUIET.size * 0.36)
    return Group(tuple(items), name=wall.name, role="wall", record=wall.id)


def _scale_bar(box: Box, scale: float, words: Words) -> list[Item]:
    """How long a metre is."""
    x, y = box[0], box[3] - 3
    label = shape(words("1 m"), QUIET)
    paint: shapes.Paint = {"stroke": LIGHT.text, "width": 0.5}
    return [
        shapes.line(x, y, x + scale, y, **paint),
        shapes.line(x, y - 1.2, x, y + 1.2, **paint),
        shapes.line(x + scale, y - 1.2, x + scale, y + 1.2, **paint),
        *label.place(x + scale + 2, y + QUIET.size * 0.36),
    ]


# -- as one looks at it


def _front(wall: Wall, on_it: Sequence[Place], paper: Paper, reader: Reader, words: Words) -> Block:
    """A wall with its posters to scale, and how far each begins from the left."""
    scale = min(_WIDE / max(wall.length, 0.5), 22.0)
    name = paragraph(words("{wall}, {n} m", wall=wall.name, n=words.number(wall.length, 1)), STRONG, _WIDE)
    top, tall = height(name) + 1, _TALL * scale
    ground = top + tall
    items: list[Item] = [
        *stack(name, 0, 0),
        shapes.rect(0, top, wall.length * scale, tall, fill=LIGHT.sunken),
        shapes.line(0, ground, wall.length * scale, ground, stroke=LIGHT.text, width=0.8),
    ]
    middle = ground - CENTRE * scale
    dash = (1.5, 1.5)
    items.append(
        shapes.line(0, middle, wall.length * scale, middle, stroke=LIGHT.field, width=0.25, dash=dash)
    )
    for place in on_it:
        sheet = paper_of(place.poster, paper)
        wide, high = sheet.wide / 1000 * scale, sheet.tall / 1000 * scale
        x, y = place.at * scale, middle - high / 2
        items.append(shapes.rect(x, y, wide, high, fill=LIGHT.surface, stroke=LIGHT.accent, width=0.4))
        size = min(11.0, wide / max(shape(place.poster.code, Style(1, Weight.SEMIBOLD)).width, 0.01) * 0.9)
        code = shape(place.poster.code, Style(size, Weight.SEMIBOLD))
        items += code.place(x + (wide - code.width) / 2, y + high / 2 + size * 0.127)
        at = shape(words.number(place.at, 2), Style(8, colour=LIGHT.text_second))
        items += at.place(x, ground + 3.6)
    shown = Group((*items, _outline(wall, on_it, reader, words)), name=wall.name, role="plan", record=wall.id)
    return Block(ground + 11, (shown,), missing(name))


def _outline(wall: Wall, on_it: Sequence[Place], reader: Reader, words: Words) -> Group:
    """A wall in words: its posters from the left."""
    told = [said.heading(words("{wall}, {n} m", wall=wall.name, n=words.number(wall.length, 1)))]
    if on_it:
        told.append(said.head(words("Poster"), words("What it shows"), words("From the left")))
    told += [
        said.row(
            place.poster.code, poster_name(reader, place.poster, words),
            words("{n} m", n=words.number(place.at, 2)),
        )
        for place in on_it
    ] or [said.entry(words("no poster"))]  # fmt: skip
    return said.outline(told)
