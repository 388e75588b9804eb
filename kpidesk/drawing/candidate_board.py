"""The 2×2 board of a design: strength upwards, feasibility to the right, a token for each candidate.

Zones are named outside of the board, so that no token hides a name. Where raters lie apart, a whisker
shows from where to where. Tokens that would lie on each other stand side by side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kpidesk.domain.design_board import Standing, Zone
from kpidesk.domain.designs import CandidateDecision
from kpidesk.domain.voting import Criterion, Tally
from kpidesk.drawing import shapes
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT, Palette
from kpidesk.drawing.picture import Group, Item
from kpidesk.drawing.text import Style, shape
from kpidesk.drawing.tokens import Point, free
from kpidesk.system.words import Words

_APART: Final = 2  # numbers between the lowest and the highest rater from which a whisker is drawn
_FEW: Final = 12  # candidates up to which all whiskers are drawn; beyond, only that of the one in hand


@dataclass(frozen=True, slots=True)
class Drawn:
    """The board about a top left corner; `spots` are the middles of tokens by the candidate's id, in mm."""

    items: tuple[Item, ...]
    spots: dict[str, Point]
    radius: float


def zone_names(words: Words) -> dict[Zone, str]:
    """What the four zones are called."""
    return {
        Zone.USE_NOW: words("use now"),
        Zone.BUILD_DATA: words("build the data"),
        Zone.CHEAP_BUT_WEAK: words("cheap but weak"),
        Zone.DROP: words("drop"),
    }


def board(
    standings: Sequence[Standing], wide: float, tall: float, words: Words,
    *, text_pt: float, palette: Palette = LIGHT, current: str = "",
) -> Drawn:  # fmt: skip
    """Draw the candidates that are rated for strength and feasibility.

    Args:
        standings: the candidates.
        wide: of the board with the names of zones, in mm.
        tall: likewise.
        words: the language.
        text_pt: size of the names of zones.
        palette: the colours.
        current: the id of the candidate to bring out.
    """
    names = Style(text_pt, Weight.SEMIBOLD, palette.text_second)
    top, bottom = names.line_height, tall - names.line_height
    items: list[Item] = [*_zones(wide, top, bottom, palette), *_names(wide, bottom, words, names, palette)]
    radius = min(text_pt * 0.36, wide / 12)
    inner = (radius * 1.3, top + radius * 1.3, wide - radius * 1.3, bottom - radius * 1.3)
    placed: dict[str, Point] = {}
    for each in standings:
        if each.zone is not None:
            wanted = _wanted(each, inner)
            taken = ((*spot, radius) for spot in placed.values())
            placed[each.candidate.id] = free(wanted, taken, radius, inner) or wanted
    shown = [each for each in standings if each.candidate.id in placed]
    for each in shown:
        if len(shown) <= _FEW or each.candidate.id == current:
            items += _whiskers(each, placed[each.candidate.id], inner, palette)
    for each in shown:
        items.append(
            _token(each, placed[each.candidate.id], radius, palette, lit=each.candidate.id == current)
        )
    return Drawn(tuple(items), placed, radius)


def _zones(wide: float, top: float, bottom: float, palette: Palette) -> list[Item]:
    gap = min(wide, bottom - top) * 0.012
    middle, half = wide / 2, (top + bottom) / 2
    fills = ((0.0, top, palette.sunken), (middle + gap, top, palette.accent_soft),
             (0.0, half + gap, palette.sunken), (middle + gap, half + gap, palette.sunken))  # fmt: skip
    return [shapes.rect(x, y, middle - gap, half - top - gap, gap * 2, fill=fill) for x, y, fill in fills]


def _names(wide: float, bottom: float, words: Words, style: Style, palette: Palette) -> list[Item]:
    said = zone_names(words)
    items: list[Item] = []
    places = ((Zone.BUILD_DATA, 0.0, 0.0), (Zone.USE_NOW, 1.0, 0.0), (Zone.DROP, 0.0, bottom),
              (Zone.CHEAP_BUT_WEAK, 1.0, bottom))  # fmt: skip
    for zone, right, y in places:
        colour = palette.accent_text if zone is Zone.USE_NOW else style.colour
        line = shape(said[zone], Style(style.size_pt, style.weight, colour))
        items += line.place((wide - line.width) * right, y + style.line_height * 0.72)
    return items


def _wanted(each: Standing, inner: tuple[float, float, float, float]) -> Point:
    left, top, right, bottom = inner
    x, y = each.ratings[Criterion.FEASIBILITY].share, each.ratings[Criterion.STRENGTH].share
    return left + x * (right - left), bottom - y * (bottom - top)


def _whiskers(
    each: Standing, at: Point, inner: tuple[float, float, float, float], palette: Palette
) -> list[Item]:
    left, top, right, bottom = inner
    items: list[Item] = []
    stroke, width, cap = palette.text_second, 0.35, 0.9

    def ends(tally: Tally, low: float, high: float) -> tuple[float, float]:
        return tuple(
            low + (number - 1) / (tally.best - 1) * (high - low) for number in (tally.low, tally.high)
        )  # type: ignore[return-value]

    strength, feasibility = each.ratings[Criterion.STRENGTH], each.ratings[Criterion.FEASIBILITY]
    if strength.high - strength.low >= _APART:
        one, other = ends(strength, bottom, top)
        items.append(shapes.line(at[0], one, at[0], other, stroke=stroke, width=width))
        items += [
            shapes.line(at[0] - cap, y, at[0] + cap, y, stroke=stroke, width=width) for y in (one, other)
        ]
    if feasibility.high - feasibility.low >= _APART:
        one, other = ends(feasibility, left, right)
        items.append(shapes.line(one, at[1], other, at[1], stroke=stroke, width=width))
        items += [
            shapes.line(x, at[1] - cap, x, at[1] + cap, stroke=stroke, width=width) for x in (one, other)
        ]
    return items


def _token(each: Standing, at: Point, radius: float, palette: Palette, *, lit: bool) -> Group:
    chosen = each.candidate.decision is CandidateDecision.CHOSEN
    fill = palette.accent if chosen else palette.surface
    edge = palette.accent if chosen or lit else palette.text_second
    items: list[Item] = []
    if lit and chosen:
        items.append(shapes.circle(*at, radius * 1.22, stroke=palette.accent, width=radius * 0.1))
    items.append(shapes.circle(*at, radius, fill=fill, stroke=edge, width=radius * (0.2 if lit else 0.1)))
    ink = palette.on_accent if chosen else palette.text
    style = Style(radius * 3.1, Weight.SEMIBOLD, ink)
    line = shape(each.letter, style)
    items += line.place(at[0] - line.width / 2, at[1] + style.size * 0.36)
    return Group(tuple(items), name=each.candidate.wording, role="candidate", record=each.candidate.id)
