"""A map for the projector: few words, large; the last row must be able to read everything that is there.

The picture is drawn at 2.6 px to the mm, so that types and lines of the map can be used as they are; how
large it is in mm, its room tells. What people talk about has its sentences; everything else is its code.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kpidesk.domain.results import Link, LinkKind
from kpidesk.drawing import shapes
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.map import curve_group
from kpidesk.drawing.map_bubbles import MM_PER_EM, Bubble, Plane, body, bubble, overlap, scaled
from kpidesk.drawing.map_ground import ground
from kpidesk.drawing.map_links import Curve, route
from kpidesk.drawing.map_place import Crowd
from kpidesk.drawing.map_scene import Scene
from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Box, GlyphRun, Group, Item, Path, Picture, Transform
from kpidesk.drawing.projected_parts import cut, letters
from kpidesk.drawing.projected_place import DOT, is_clear, parted, thinned
from kpidesk.drawing.room import PX, ROOM, SMALLEST_PX, Room
from kpidesk.drawing.text import Style, shape, width

MOST_SENTENCES: Final = 12
_ABOVE: Final = 47.0
_BELOW: Final = 37.0
_EDGE: Final = 19.0
_TOP: Final = 22 / PX
_DIM: Final = 0.3
_PILL: Final = (88 / PX, 50 / PX)
CROWD: Final = 40
"""Of more results than this, codes without room become dots; of fewer on a smaller picture."""

Point = tuple[float, float]


def _pt(px: float) -> float:
    """The size in points of letters of so many pixels."""
    return px / PX * MM_PER_EM


@dataclass(frozen=True, slots=True)
class Live:
    """What is on a canvas just now.

    `focus` are the results that people talk about, `chosen` the selected ones among them, `moved`
    bubbles under way (in the scene's plane), `draft` a bubble that is being written, `region` the part
    of the scene's plane that is looked at, None for all, `hidden` what is left out, `alone` whether all
    that people do not talk about is dimmed.
    """

    scene: Scene
    focus: frozenset[str] = frozenset()
    chosen: frozenset[str] = frozenset()
    moved: Mapping[str, Bubble] | None = None
    draft: Bubble | None = None
    region: Box | None = None
    hidden: frozenset[str] = frozenset()
    alone: bool = False


class _View:
    """From the plane of the scene to that of the projector: all of it, or the region that is looked at.

    `centre` is the middle of its plane in the picture, `frame` what of the plane about it may be used.
    """

    def __init__(self, scene: Scene, region: Box | None, room: Room) -> None:
        self.room = room
        tall = room.tall - _ABOVE - _BELOW
        self.plane = Plane(room.wide / 2 - _EDGE, tall / 2)
        self.centre = (room.wide / 2, _ABOVE + tall / 2)
        x, y = self.centre
        self.frame: Box = (6 - x, _ABOVE - 9 - y, x - 6, room.tall - y - 32)
        self._across, self._down = self.plane.x / scene.plane.x, self.plane.y / scene.plane.y
        self.near, self.middle = 1.0, (0.0, 0.0)
        if region is not None:
            left, top, right, bottom = region
            near = min(2 * scene.plane.x / (right - left), 2 * scene.plane.y / (bottom - top))
            if near > 1.15:  # less is a map that just does not fill its window
                self.near, self.middle = near, ((left + right) / 2, (top + bottom) / 2)

    def at(self, x: float, y: float) -> Point:
        """Where a point of the scene is seen."""
        return (
            (x - self.middle[0]) * self._across * self.near,
            (y - self.middle[1]) * self._down * self.near,
        )

    @property
    def clip(self) -> Path:
        """Where links may be."""
        left, top, right, bottom = self.frame
        return shapes.rect(left - 4, top - 4, right - left + 8, bottom - top + 8, 0.0, fill="#000000")

    def sees(self, at: Point) -> bool:
        """Whether a point of its plane is in sight."""
        return abs(at[0]) <= self.plane.x * 1.06 and abs(at[1]) <= self.plane.y * 1.06

    def is_crowd(self, live: "Live") -> bool:
        """Whether there are more results than have room for their codes."""
        share = self.room.wide * self.room.tall / (ROOM.wide * ROOM.tall)
        return len(live.scene.bubbles) > CROWD * min(share, 1.0)

    @property
    def shift(self) -> Transform:
        """How what lies in the projector's plane is moved and enlarged."""
        x, y = self.at(0, 0)
        return Transform(x, y, self.near)


def projected(
    live: Live, kinds: Mapping[str, LinkKind], *, title: str, place: str, room: Room = ROOM
) -> Picture:
    """The map for the projector, as it is now.

    Args:
        live: what the canvas shows.
        kinds: all kinds of links, for the legend.
        title: the heading.
        place: whose map it is, at the foot.
        room: the screen and its last row.
    """
    palette, view = live.scene.palette, _View(live.scene, live.region, room)
    seen = _in_sight(live, view)
    spoken = _sentences(live, view, seen)
    bubbles = _bubbles(live, view, seen, spoken)
    links = [curve.link for curve in live.scene.curves if curve.link.id not in live.hidden]
    links = [link for link in links if link.source in bubbles and link.target in bubbles]
    if live.focus and view.is_crowd(live):  # nobody could follow the others
        links = [link for link in links if {link.source, link.target} & live.focus]
    curves = route(links, kinds, bubbles, view.plane).curves
    told = not live.focus
    items: list[Item] = [_ground(live.scene, view, palette)]
    quiet_first = sorted(curves, key=lambda each: _is_told(each.link, live))
    lines = [_curve(curve, palette, loud=told or _is_told(curve.link, live)) for curve in quiet_first]
    items.append(Group(tuple(lines), clip=view.clip, role="links"))
    items.append(_names(live.scene, view, bubbles.values(), palette))
    for key, each in sorted(bubbles.items(), key=lambda pair: pair[0] in spoken):
        items.append(
            _sentence(each, palette, chosen=key in live.chosen)
            if key in spoken or key == DRAFT
            else _code(each, palette, dim=live.alone and key not in live.focus)
        )
    plane = Group(tuple(items), transform=Transform(*view.centre, 1), role="map", name=title)
    used = {curve.kind.id for curve in curves}
    foot = _foot([kind for kind in kinds.values() if kind.id in used], place, palette, room)
    return Picture(room.wide, room.tall, (plane, *_head(title, palette, room), *foot), title=title)


DRAFT: Final = "draft"


def _sentences(live: Live, view: _View, seen: Mapping[str, Bubble]) -> frozenset[str]:
    """The results told in words, as far as they find room: those that people talk about, or a few."""
    if live.focus:
        order = sorted(live.focus, key=lambda key: (key not in live.chosen, key))
    else:
        order = sorted(seen.keys() - {DRAFT}) if len(seen) <= MOST_SENTENCES else []
    return frozenset(told_that_fit(live, order, MOST_SENTENCES if view.is_crowd(live) else None, view.room))


def _is_told(link: Link, live: Live) -> bool:
    return link.source in live.focus and link.target in live.focus


# -- bubbles


def _in_sight(live: Live, view: _View) -> dict[str, Bubble]:
    """All that is in sight, as the canvas shows it."""
    source = {key: each for key, each in live.scene.bubbles.items() if key not in live.hidden}
    source |= dict(live.moved or {})
    seen = {key: each for key, each in source.items() if view.sees(view.at(each.x, each.y))}
    if live.draft is not None:
        seen[DRAFT] = live.draft
    return seen


def _bubbles(live: Live, view: _View, seen: Mapping[str, Bubble], told: Collection[str]) -> dict[str, Bubble]:
    """All that is in sight, of the size that it has here, with room between words that grew."""
    words = {*told, DRAFT}
    made = {}
    for key, each in seen.items():
        at = view.at(each.x, each.y)
        if key in words:
            large = 36.0 if key in live.chosen else 30.0
            colour = live.scene.palette.ring(each.position).text
            made[key] = scaled(bubble(each.result, each.position, (), colour), _pt(large) / 24, at)
        else:
            made[key] = replace(each, width=_PILL[0], height=_PILL[1], x=at[0], y=at[1], scale=1.0)
    linked = _pairs(live)
    if not view.is_crowd(live):
        found = parted(made, words, linked, view.frame, near=False)
        if view.room == ROOM or is_clear(found, found):
            return found
    large_ones = {key: each for key, each in made.items() if key in words}
    large_ones = parted(large_ones, words, linked, view.frame, near=True)
    first = {key for pair in linked if pair & words for key in pair}
    codes = {key: each for key, each in made.items() if key not in words}
    return thinned(codes, large_ones.values(), first, view.frame) | large_ones


def told_that_fit(
    live: Live, order: Sequence[str], most: int | None = None, room: Room = ROOM
) -> tuple[str, ...]:
    """As many of these results, the first ones first, as can be told in words side by side.

    At most `most` of them, and always one.
    """
    view = _View(live.scene, live.region, room)
    seen = _in_sight(live, view)
    order = [key for key in order if key in seen]
    most = len(order) if most is None else most
    if len(order) <= most and _fit(live, view, seen, order):
        return tuple(order)
    found = order[:1]
    for key in order[1:]:
        if len(found) < most and _fit(live, view, seen, [*found, key]):
            found.append(key)
    return tuple(found)


def _fit(live: Live, view: _View, seen: Mapping[str, Bubble], told: Collection[str]) -> bool:
    """Whether these sentences, and what is being written, find room side by side."""
    words = {*told, DRAFT} & seen.keys()
    if view.is_crowd(live):  # codes do not count
        seen = {key: each for key, each in seen.items() if key in words}
        return is_clear(_bubbles(live, view, seen, told), words, _pairs(live))
    return is_clear(_bubbles(live, view, seen, told), words)


def _pairs(live: Live) -> set[frozenset[str]]:
    """The results between which a link is shown."""
    links = [curve.link for curve in live.scene.curves if curve.link.id not in live.hidden]
    return {frozenset((link.source, link.target)) for link in links}


def _sentence(each: Bubble, palette: Palette, *, chosen: bool) -> Group:
    items = body(each.box, each.position, palette, each.scale, framed=chosen)
    left, top = each.box[0], each.y - each.lines.height / 2
    items.extend(each.lines.place(left, top, align="center", box_width=each.width))
    return Group(tuple(items), name=each.result.statement, role="bubble", record=each.result.id)


def _code(each: Bubble, palette: Palette, *, dim: bool = False) -> Group:
    """A code, or a dot where it has no room."""
    look = palette.ring(each.position)
    if each.width <= DOT:
        dot = shapes.circle(each.x, each.y, DOT / 2, fill=palette.surface, stroke=look.line, width=3 / PX)
        return Group((dot,), name=each.result.statement, role="bubble", record=each.result.id)
    left, top, right, bottom = each.box
    radius = {1: 9.0, 2: 5.0, 3: 3.0, 4: 0.8}.get(each.position, 2.0)
    box = shapes.rect(
        left, top, right - left, bottom - top, radius, fill=palette.surface, stroke=look.line, width=3 / PX
    )
    style = Style(_pt(28), Weight.REGULAR, palette.text)
    if (wide := width(each.result.code, style)) > _PILL[0] - 3:
        style = replace(style, size_pt=style.size_pt * (_PILL[0] - 3) / wide)
    text = shape(each.result.code, style)
    placed = text.place(each.x - text.width / 2, each.y + style.size * 0.36)
    items: tuple[Item, ...] = (box, *placed)
    shown = tuple(_dimmed(item) for item in items) if dim else items
    return Group(shown, name=each.result.statement, role="bubble", record=each.result.id)


# -- ground, links, words around


def _ground(scene: Scene, view: _View, palette: Palette) -> Group:
    base = ground(scene.layout, tuple(band.ring for band in scene.bands), view.plane)
    bands = tuple(base.ring_group(band, palette) for band in reversed(base.bands))
    return Group(bands, transform=view.shift, role="rings")


def _names(scene: Scene, view: _View, bubbles: Iterable[Bubble], palette: Palette) -> Group:
    """The names of rings where they are free and in sight."""
    base = ground(scene.layout, tuple(band.ring for band in scene.bands), view.plane)
    taken = Crowd(each.box for each in bubbles)
    items: list[Item] = []
    for band in base.bands:
        look = palette.ring(band.ring.position)
        style = Style(_pt(SMALLEST_PX + 1), Weight.SEMIBOLD, look.line)
        text = shape(f"{band.ring.position} {band.ring.name}", style)
        wide, tall = text.width + 6, style.size * 1.3
        for left, top, right, bottom in base.name_boxes(band, wide / view.near, tall / view.near):
            x, y = (left + right) / 2 * view.near + view.shift.dx, (top + bottom) / 2 * view.near
            y += view.shift.dy
            box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
            if (
                taken.is_free(box, 1.5)
                and overlap(box, view.frame)
                and view.frame[0] < box[0] < box[2] < view.frame[2]
            ):
                taken.add(box)
                items.append(shapes.rect(box[0], box[1], wide, tall, tall / 2, fill=look.band))
                items.extend(text.place(box[0] + 3, y + style.size * 0.36))
                break
    return Group(tuple(items), role="ring names")


def _curve(curve: Curve, palette: Palette, *, loud: bool) -> Group:
    """A link without the small marks of doubt, which nobody could read; that of its kind is large."""
    plain = replace(curve, link=replace(curve.link, confidence=None), kind=replace(curve.kind, mark=""))
    made = curve_group(plain, palette, 1.35)
    if curve.kind.mark:
        style = Style(_pt(SMALLEST_PX + 1), Weight.BOLD, palette.link)
        text, (x, y) = shape(curve.kind.mark, style), curve.label_at
        disc = shapes.circle(
            x, y, max(text.width / 2 + 2.5, style.size * 0.7),
            fill=palette.surface, stroke=palette.link, width=3 / PX,
        )  # fmt: skip
        letters = text.place(x - text.width / 2, y + style.size * 0.36)
        made = replace(made, items=(*made.items, disc, *letters))
    if loud:
        return made
    return replace(made, items=tuple(_dimmed(item) for item in made.items))


def _dimmed(item: Item) -> Item:
    return replace(item, opacity=_DIM) if isinstance(item, Path | GlyphRun) else item


def _head(title: str, palette: Palette, room: Room) -> list[Item]:
    margin = room.margin()
    wide = room.wide - 2 * margin
    style = letters(54, palette.text, Weight.SEMIBOLD)
    if (long := width(title, style)) > wide:
        style = letters(max(54 * wide / long, 36), palette.text, Weight.SEMIBOLD)
    return list(cut(title, style, wide).lines[0].place(margin, _TOP + style.size))


def _foot(kinds: Sequence[LinkKind], place: str, palette: Palette, room: Room) -> list[Item]:
    """What lines mean, in words, and whose map it is, as far as both find room."""
    style = Style(_pt(28), Weight.REGULAR, palette.text)
    margin = room.margin()
    y, left = room.tall - 40 / PX, margin
    items: list[Item] = []
    right = room.wide - margin
    if place:
        quiet = cut(place, replace(style, colour=palette.text_second), right - left).lines[0]
        right -= quiet.width
        items.extend(quiet.place(right, y + style.size * 0.36))
    for kind in kinds:
        text = shape(kind.name, style)
        if left + 40 + text.width > right - 10:
            break
        link = Link(id="", code="", source="", target="", kind=kind.id)
        sample = Curve(link, kind, (left, y), (left + 16, y), (left + 32, y))
        items.append(curve_group(sample, palette, 1.35))
        items.extend(text.place(left + 38, y + style.size * 0.36))
        left += 38 + text.width + 20
    return items


def talked_about(scene: Scene, chosen: Collection[str], chain: Collection[str] | None) -> frozenset[str]:
    """The results told in words: what is chosen with its neighbours, or the chain in the spotlight."""
    if not chosen:
        return frozenset()
    if chain is not None:
        return frozenset(chain)
    near: dict[str, set[str]] = defaultdict(set)
    for curve in scene.curves:
        near[curve.link.source].add(curve.link.target)
        near[curve.link.target].add(curve.link.source)
    return frozenset(chosen) | {other for each in chosen for other in near[each]}
