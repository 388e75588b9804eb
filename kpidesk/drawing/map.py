"""The results map as a sheet: title, rings or stripes, legend and reading aid.

What paints single records is in `map_groups`, offered here too.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Layout, Map
from kpidesk.drawing import poster_map
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.map_bubbles import PAPER
from kpidesk.drawing.map_groups import bubble_group, curve_group, plane, ring_group, ring_names
from kpidesk.drawing.map_legend import WIDE, legend, legend_rows
from kpidesk.drawing.map_scene import Scene, scene
from kpidesk.drawing.map_words import outline
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Box, Group, Item, Picture, Transform, moved
from kpidesk.drawing.poster_map import Asked
from kpidesk.drawing.text import Lines, Style, missing_glyphs, wrap
from kpidesk.system.words import Words

__all__ = ["bubble_group", "curve_group", "plane", "ring_group", "ring_names", "sheet"]

# The sheet is laid out on A1 landscape; other sizes are this one scaled.
_WIDE: Final = 841.0
_TALL: Final = 594.0
_MARGIN: Final = 20.0
_TOP: Final = 76.0
_AID: Final = 165.0
_COLUMNS: Final = 4


def sheet(
    reader: Reader,
    map_id: str,
    paper: Paper,
    words: Words,
    day: date,
    *,
    asked: Asked | None = None,
    layout: Layout = Layout.RADIAL,
    only: Collection[str] | None = None,
    part: str = "",
) -> Picture:
    """The map on a landscape sheet with title, legend, reading aid and date.

    With `asked` it is a poster: codes stand in the corners, questions below, and the map leaves room. With
    `only` nothing but these results is drawn; `part` says in words which these are.
    """
    title = reader.get(Map, map_id)
    rows = legend_rows(reader, words)
    shift = poster_map.title_shift(asked.code) if asked else 0.0
    heading = (
        _fitting(title.name, _TITLE, 31, 465 - shift),
        _fitting("\n".join(filter(None, (title.subtitle, part))), _SUBTITLE, 23, 465 - shift),
    )
    lift = poster_map.LIFT if asked else 0.0
    if layout is Layout.RADIAL:
        read, tall = legend(rows, words)
        frame = _round_frame(tall, lift, poster_map.FIT if asked else 1.0)
    else:
        read, tall = legend(rows, words, _COLUMNS, (_WIDE - 2 * _MARGIN - _AID - 10) / _COLUMNS)
        frame = _striped_frame(tall, lift)
    obstacles = [frame.inside(box) for box in (*frame.taken, *_head_boxes(heading, shift))]
    drawn = scene(reader, map_id, layout=layout, palette=LIGHT, obstacles=obstacles, only=only)
    at = Transform(*frame.centre, frame.fit)
    items: list[Item] = _head(heading, drawn, words, day, shift, asked.occasion if asked else "")
    shown = (*plane(drawn), outline(drawn, words))
    told = words("{name}, drawn: what it shows stands below", name=title.name)
    items.append(Group(shown, transform=at, role="map", name=told))
    items.append(moved(read, *frame.legend))
    items.extend(moved(item, 0, -lift) for item in _aid(words, layout))
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


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where map and legend stand on the sheet, how much smaller the map is, and what is taken."""

    centre: tuple[float, float]
    fit: float
    legend: tuple[float, float]
    taken: tuple[Box, ...]

    def inside(self, box: Box) -> Box:
        """A box of the sheet in the map's plane."""
        (x, y), fit = self.centre, self.fit
        return (box[0] - x) / fit, (box[1] - y) / fit, (box[2] - x) / fit, (box[3] - y) / fit


def _round_frame(legend_tall: float, lift: float, fit: float) -> _Frame:
    """Rings leave the corners free: the legend stands in one, the reading aid in another."""
    top = _TALL - _MARGIN - lift - legend_tall
    taken = (
        (_MARGIN, top, _MARGIN + WIDE, _TALL - _MARGIN),
        (_WIDE - 200, _TALL - 40 - lift, _WIDE, _TALL),
        (0.0, 0.0, 10.0, _TALL),
        (_WIDE - 10, 0.0, _WIDE, _TALL),
        (0.0, _TALL - 10 - lift, _WIDE, _TALL),
    )
    return _Frame((_WIDE / 2, _TOP + PAPER.y * fit), fit, (_MARGIN, top), taken)


def _striped_frame(legend_tall: float, lift: float) -> _Frame:
    """Stripes fill their corners: legend and reading aid stand in a strip below."""
    top = _TALL - _MARGIN - lift - legend_tall
    fit = min(1.0, (top - 8 - _TOP) / (2 * PAPER.y))
    return _Frame((_WIDE / 2, _TOP + PAPER.y * fit), fit, (_MARGIN, top), ())


def _head_boxes(heading: tuple[Lines, Lines], shift: float) -> tuple[Box, Box]:
    """What title and counts cover."""
    right = max(330.0, *(_MARGIN + shift + line.width for line in heading))
    return (_MARGIN, 0.0, right, 74.0), (_WIDE - 250, 0.0, _WIDE, 60.0)


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


def _aid(words: Words, layout: Layout) -> list[Item]:
    text = (
        words("A ring says whose work it is and how far it reaches, never how important it is.")
        if layout is Layout.RADIAL
        else words("A stripe says whose work it is and how far it reaches, never how important it is.")
    )
    style = Style(18, colour=LIGHT.text_second, leading=1.45)
    lines = wrap(text, style, _AID)
    top = _TALL - _MARGIN - lines.height
    return list(lines.place(_WIDE - _MARGIN - _AID, top, align="right", box_width=_AID))
