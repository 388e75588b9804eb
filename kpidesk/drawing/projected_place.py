"""Where sentences and codes stand on the projector: words apart from each other, codes where there is room.

Sentences are much larger there than on the canvas. They are pushed apart, further where a link between
them must be seen; in a crowd they stay near their place, and a code without room becomes a dot.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Final

from kpidesk.drawing.map_bubbles import Bubble, overlap
from kpidesk.drawing.map_place import Crowd
from kpidesk.drawing.picture import Box

GAP: Final = 9.0
LINKED: Final = (20.0, 16.0, GAP)
"""Between two sentences that share a link: room for an arrow and a mark, less only where there is none."""

DOT: Final = 7.0
_CLEAR: Final = 2.0
_SEEN: Final = 11.0
_ROUNDS: Final = 40
# How far a sentence may move from its place in a crowd, across and down: hardly out of its ring.
_REACH: Final = (54.0, 28.0)

Point = tuple[float, float]
Pair = frozenset[str]


def parted(
    bubbles: Mapping[str, Bubble], words: Collection[str], linked: Collection[Pair], frame: Box, *, near: bool
) -> dict[str, Bubble]:
    """Bubbles that overlap pushed apart, codes before sentences, and none out of the frame.

    Args:
        bubbles: all of them at their own places.
        words: those that are sentences.
        linked: pairs between which there is a link.
        frame: what they stay in.
        near: whether they stay near their places.
    """
    for apart in LINKED:
        found = _parted(bubbles, words, linked, frame, apart, near=near)
        if is_clear(found, words):
            break
    return found


def is_clear(
    bubbles: Mapping[str, Bubble], words: Collection[str], linked: Collection[Pair] = frozenset()
) -> bool:
    """Whether no sentence touches another, and links between these pairs can be seen."""
    told = [key for key in bubbles if key in words]
    return not any(
        overlap(bubbles[one].box, bubbles[other].box, _SEEN if frozenset((one, other)) in linked else _CLEAR)
        for one, other in combinations(told, 2)
    )


def thinned(
    codes: Mapping[str, Bubble], told: Iterable[Bubble], first: Collection[str], frame: Box
) -> dict[str, Bubble]:
    """Codes in a crowd: each where it is, as a dot where there is no room for it, or not at all.

    `first` are those that are wanted most.
    """
    taken = Crowd(each.box for each in told)
    made: dict[str, Bubble] = {}
    for key in sorted(codes, key=lambda each: (each not in first, each)):
        whole = _kept_in(codes[key], frame)
        for each in (whole, replace(whole, width=DOT, height=DOT)):
            if taken.is_free(each.box, _CLEAR):
                taken.add(each.box)
                made[key] = each
                break
    return made


def _kept_in(each: Bubble, frame: Box) -> Bubble:
    x, y = _inside(each, (each.x, each.y), frame)
    return replace(each, x=x, y=y)


def _inside(each: Bubble, at: Point, frame: Box) -> Point:
    left, top, right, bottom = frame
    return (
        min(max(at[0], left + each.width / 2), right - each.width / 2),
        min(max(at[1], top + each.height / 2), bottom - each.height / 2),
    )


def _parted(
    bubbles: Mapping[str, Bubble],
    words: Collection[str],
    linked: Collection[Pair],
    frame: Box,
    apart: float,
    *,
    near: bool,
) -> dict[str, Bubble]:
    home = {key: _inside(each, (each.x, each.y), frame) for key, each in bubbles.items()}
    at = dict(home)
    pairs = [
        (one, other, apart if {one, other} <= set(words) and frozenset((one, other)) in linked else GAP)
        for one, other in combinations(bubbles, 2)
        if one in words or other in words
    ]
    for _ in range(_ROUNDS):
        moved = False
        for key, each in bubbles.items():
            inside = _inside(each, _near(at[key], home[key]) if near else at[key], frame)
            moved |= inside != at[key]
            at[key] = inside
        for one, other, gap in pairs:
            moved |= _push(bubbles, one, other, at, words, gap)
        if not moved:
            break
    for key, each in bubbles.items():  # the last word has the frame
        at[key] = _inside(each, _near(at[key], home[key]) if near else at[key], frame)
    return {key: replace(each, x=at[key][0], y=at[key][1]) for key, each in bubbles.items()}


def _near(at: Point, home: Point) -> Point:
    across, down = _REACH
    return (
        min(max(at[0], home[0] - across), home[0] + across),
        min(max(at[1], home[1] - down), home[1] + down),
    )


def _push(
    bubbles: Mapping[str, Bubble],
    one: str,
    other: str,
    at: dict[str, Point],
    words: Collection[str],
    gap: float,
) -> bool:
    a, b = bubbles[one], bubbles[other]
    (x1, y1), (x2, y2) = at[one], at[other]
    across = (a.width + b.width) / 2 + gap - abs(x1 - x2)
    down = (a.height + b.height) / 2 + gap - abs(y1 - y2)
    if min(across, down) <= 1e-6:
        return False
    # A code gives way to a sentence; two alike share the way.
    mine = 0.5 if (one in words) == (other in words) else (0.15 if one in words else 0.85)
    dx, dy = (across, 0.0) if across <= down else (0.0, down)
    if x1 < x2:
        dx = -dx
    if y1 < y2:
        dy = -dy
    at[one] = (x1 + dx * mine, y1 + dy * mine)
    at[other] = (x2 - dx * (1 - mine), y2 - dy * (1 - mine))
    return True
