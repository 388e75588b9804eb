"""A results map told step by step, for presenting: ring by ring from the centre, then chain by chain.

Each page is what the projector would show (16 : 9), so its words can be read from the last row.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from kpidesk.domain.chains import leading
from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.results import Layout, LinkKind, Map
from kpidesk.drawing import said
from kpidesk.drawing.map_bubbles import SCREEN
from kpidesk.drawing.map_scene import Scene, scene
from kpidesk.drawing.map_words import links_of
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Box, Group, Picture, Transform
from kpidesk.drawing.projected import MOST_SENTENCES, Live, projected, told_that_fit
from kpidesk.drawing.room import ROOM, Room
from kpidesk.system.words import Words

_PAGE: Final = 338.67  # mm, the width of a slide


def steps(
    reader: Reader,
    map_id: str,
    words: Words,
    *,
    layout: Layout,
    only: Collection[str] | None = None,
    part: str = "",
) -> tuple[Picture, ...]:
    """The pages of a map; one that says so when there is nothing on it.

    Args:
        reader: of the desk.
        map_id: the map.
        words: the language.
        layout: rings or layers.
        only: the results that are told about, None for all.
        part: which these are, in words, at the foot instead of the organisation.
    """
    once = Once(reader)
    drawn = scene(once, map_id, layout=layout, palette=LIGHT, plane=SCREEN, only=only)
    organisation = next(iter(once.find(Organisation)), None)
    place = part or (organisation.name if organisation else "")
    kinds = {kind.id: kind for kind in once.find(LinkKind)}
    name = once.get(Map, map_id).name
    told = stations(once, drawn, words) or (Step(name, frozenset(), frozenset()),)
    return tuple(
        _page(
            projected(live_of(drawn, step), kinds, title=step.title, place=place),
            name, _outline(drawn, step, words), words, number,
        )
        for number, step in enumerate(told, 1)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """A title, the results that are told in words, and those that are not there yet.

    Of a `chain` only the links between what is told are meant.
    """

    title: str
    told: frozenset[str]
    later: frozenset[str]
    chain: bool = False


def stations(reader: Reader, drawn: Scene, words: Words, room: Room = ROOM) -> tuple[Step, ...]:
    """The steps of a map: its rings from the centre out, then chains from effect to cause."""
    return (*_rings(drawn, words, room), *_chains(reader, drawn, room))


def live_of(drawn: Scene, step: Step, region: Box | None = None) -> Live:
    """What is seen at a step."""
    return _live(drawn, step.told, step.later, region)


def _rings(drawn: Scene, words: Words, room: Room) -> Iterable[Step]:
    """Title, what is told in words, what is not there yet: a ring more on each page."""
    by_ring: dict[int, list[str]] = defaultdict(list)
    for key, each in drawn.bubbles.items():
        by_ring[each.position].append(key)
    for band in drawn.bands:
        position = band.ring.position
        own = sorted(by_ring[position], key=lambda key: (drawn.bubbles[key].y, drawn.bubbles[key].x))
        later = frozenset(key for key, each in drawn.bubbles.items() if each.position > position)
        parts: list[frozenset[str]] = []
        while own:
            part = told_that_fit(_live(drawn, frozenset(own), later), own, MOST_SENTENCES, room)
            parts.append(frozenset(part))
            own = [key for key in own if key not in part]
        reach = f": {band.ring.reach}" if band.ring.reach else ""
        for number, told in enumerate(parts, 1):
            title = f"{position} {band.ring.name}"
            if len(parts) > 1:
                title = words("{title} ({n} of {count})", title=title, n=number, count=len(parts))
            yield Step(title + reach, told, later)


def _chains(reader: Reader, drawn: Scene, room: Room) -> Iterable[Step]:
    """What leads to each result of the innermost ring that something leads to, the nearest first."""
    causes: dict[str, list[str]] = defaultdict(list)
    for link in leading(reader):
        if link.source in drawn.bubbles and link.target in drawn.bubbles:
            causes[link.target].append(link.source)
    inner = drawn.bands[0].ring.id if drawn.bands else ""
    for key, each in drawn.bubbles.items():
        if each.result.ring == inner and causes[key]:
            found, todo = [key], [key]
            while todo and len(found) < MOST_SENTENCES:
                for source in causes[todo.pop(0)]:
                    if source not in found and len(found) < MOST_SENTENCES:
                        found.append(source)
                        todo.append(source)
            told = told_that_fit(_live(drawn, frozenset(found), frozenset()), found, None, room)
            yield Step(each.result.statement, frozenset(told), frozenset(), chain=True)


def _live(drawn: Scene, focus: frozenset[str], hidden: frozenset[str], region: Box | None = None) -> Live:
    gone = {curve.link.id for curve in drawn.curves if {curve.link.source, curve.link.target} & hidden}
    return Live(drawn, focus, hidden=hidden | gone, region=region)


def _outline(drawn: Scene, step: Step, words: Words) -> Group:
    """The results of a step in words, with their links to what is seen by then."""
    shown = step.told if step.chain else drawn.bubbles.keys() - step.later
    own = sorted(
        (drawn.bubbles[key] for key in step.told), key=lambda each: (each.position, each.result.code)
    )
    return said.outline(
        said.entry(f"{each.result.code} {each.result.statement}", links_of(each, drawn, shown, words))
        for each in own
    )


def _page(picture: Picture, name: str, outline: Group, words: Words, number: int) -> Picture:
    """The page of a slide's size."""
    scale = _PAGE / ROOM.wide
    told = words("{name}, drawn: what it shows stands below", name=name)
    whole = Group((*picture.items, outline), transform=Transform(0, 0, scale), role="map", name=told)
    items = (said.heading(picture.title), whole)
    return Picture(
        _PAGE, picture.height * scale, items, title=picture.title, language=words.language,
        bookmark=f"{number} {picture.title}", missing=picture.missing,
    )  # fmt: skip
