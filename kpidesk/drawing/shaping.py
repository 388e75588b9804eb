"""Turns a paragraph into items of one font, script and direction, and those into positioned glyphs.

Everything here is in em of the text's size, so one shaping serves every size. Positions come from
HarfBuzz with its default features and are never touched afterwards: they are the truth for all painters.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from kpidesk.drawing import bidi, fonts
from kpidesk.drawing.fonts import Weight

# HarfBuzz looks at no more than five characters of context on either side of an item.
_CONTEXT = 5
_IGNORABLE_RANGES = (
    ("\u00ad", "\u00ad"), ("\u034f", "\u034f"), ("\u061c", "\u061c"), ("\u180b", "\u180f"),
    ("\u200b", "\u200f"), ("\u202a", "\u202e"), ("\u2060", "\u206f"), ("\ufe00", "\ufe0f"),
    ("\ufeff", "\ufeff"), ("\U000e0000", "\U000e0fff"),
)  # fmt: skip


EmGlyph = tuple[int, float, float, str]
"""Glyph number, x and y in em from the run's left end on the baseline (y downward), source text."""


class Item(NamedTuple):
    """Characters ``start`` to ``end`` of a paragraph that share a font, a script and a level."""

    start: int
    end: int
    font: str
    script: str
    level: int


@dataclass(frozen=True, slots=True)
class EmRun:
    """A shaped item: its glyphs from left to right, its width in em, its source in logical order.

    ``steps`` gives each character's share of the width, the whole of a cluster on its first character.
    """

    item: Item
    glyphs: tuple[EmGlyph, ...]
    advance: float
    text: str
    steps: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A clean paragraph with its items and base level (1 is right to left)."""

    text: str
    base: int
    items: tuple[Item, ...]
    levels: tuple[int, ...]
    missing: tuple[str, ...]


@lru_cache(maxsize=8192)
def script_of(char: str) -> str:
    """Return the ISO 15924 code of a character's script, empty for common and inherited ones."""
    buffer = hb.Buffer()
    buffer.add_str(char)
    buffer.guess_segment_properties()
    return str(buffer.script or "")


@lru_cache(maxsize=8192)
def is_ignorable(char: str) -> bool:
    """Say whether a character is never seen by itself: joiners, direction marks, variation selectors."""
    return any(low <= char <= high for low, high in _IGNORABLE_RANGES)


@lru_cache(maxsize=8192)
def _sticks(char: str) -> bool:
    """Say whether a character should take the font of the one before it where that has it."""
    return is_ignorable(char) or unicodedata.category(char) in {"Mn", "Me", "Mc"}


def _follows(char: str, last: str) -> bool:
    """Say whether a character stays in the font ``last``, so that words and spaces are one run.

    Symbol fonts have spaces of other widths, which would tear a line apart.
    """
    return _sticks(char) or (char.isspace() and not fonts.is_symbol_font(last))


def _scripts(text: str) -> list[str]:
    """Return each character's script; common characters take the one before, at the start the next."""
    found: list[str] = []
    last = ""
    for char in text:
        last = script_of(char) or last
        found.append(last)
    first = next((script for script in found if script), "Latn")
    return [script or first for script in found]


def _fonts(text: str, scripts: list[str], weight: Weight) -> tuple[list[str], list[str]]:
    """Return the key of each character's font and the characters that no font has."""
    keys: list[str] = []
    missing: list[str] = []
    last = ""
    joined = False
    for at, char in enumerate(text):
        emoji = text[at + 1 : at + 2] == "\ufe0f"
        stays = last and ((joined and fonts.is_symbol_font(last)) or _follows(char, last))
        if stays and fonts.font(last).covers(char):
            key: str | None = last
        elif last and is_ignorable(char):
            key = last
        else:
            key = fonts.pick(char, weight, scripts[at], emoji=emoji)
        if key is None:
            key = fonts.pick(fonts.REPLACEMENT, weight) or last
            if not is_ignorable(char):
                missing.append(char)
        keys.append(key)
        last, joined = key, char == "\u200d" or "\U0001f1e6" <= char <= "\U0001f1ff"
    return keys, missing


def _shown(text: str, missing: list[str]) -> str:
    """Return the text with a visible replacement for each character that no font has."""
    return text.translate(dict.fromkeys(map(ord, missing), fonts.REPLACEMENT)) if missing else text


@lru_cache(maxsize=2048)
def paragraph(text: str, weight: Weight, base: int) -> Paragraph:
    """Split a clean paragraph into items; ``base`` is 1 for right to left."""
    if text.isascii() and not base:
        # The common case: one script, one font, one direction.
        only = Item(0, len(text), f"NotoSans-{weight}", "Latn", 0)
        return Paragraph(text, 0, (only,) if text else (), (0,) * len(text), ())
    found = bidi.levels(text, base)
    if text.isascii():
        scripts, keys = ["Latn"] * len(text), [f"NotoSans-{weight}"] * len(text)
        missing: list[str] = []
    else:
        scripts = _scripts(text)
        keys, missing = _fonts(text, scripts, weight)
    items = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and (keys[end], scripts[end], found[end]) == (
            keys[start],
            scripts[start],
            found[start],
        ):
            continue
        items.append(Item(start, end, keys[start], scripts[start], found[start]))
        start = end
    unique = tuple(dict.fromkeys(missing))
    return Paragraph(_shown(text, missing), base, tuple(items), tuple(found), unique)


def shape_item(text: str, source: str, item: Item) -> EmRun:
    """Shape one item of ``text``; ``source`` is the same text before replacements."""
    low = max(0, item.start - _CONTEXT)
    context = text[low : item.end + _CONTEXT]
    face = fonts.font(item.font)
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.add_str(context, item.start - low, item.end - item.start)
    buffer.direction = "rtl" if item.level % 2 else "ltr"
    buffer.script = item.script
    hb.shape(face.shaper, buffer)
    infos = buffer.glyph_infos
    # Without any glyph HarfBuzz has no list of positions either.
    places = [place.position for place in buffer.glyph_positions or ()]
    unit = 1 / face.units_per_em
    clusters = [info.cluster + low for info in infos]
    texts, steps = _sources(clusters, [place[2] * unit for place in places], source, item)
    glyphs: list[EmGlyph] = []
    pen = 0
    for info, (x_offset, y_offset, advance, _), words in zip(infos, places, texts, strict=True):
        glyphs.append((info.codepoint, (pen + x_offset) * unit, -y_offset * unit, words))
        pen += advance
    return EmRun(item, tuple(glyphs), pen * unit, source[item.start : item.end], tuple(steps))


def _sources(
    clusters: list[int], advances: list[float], source: str, item: Item
) -> tuple[list[str], list[float]]:
    """Return each glyph's source text and each character's share of the width in em."""
    if clusters == list(range(item.start, item.end)):
        return list(source[item.start : item.end]), advances
    starts = sorted({*clusters, item.start})
    ends = dict(zip(starts, [*starts[1:], item.end], strict=True))
    texts = [""] * len(clusters)
    steps = [0.0] * (item.end - item.start)
    seen: set[int] = set()
    for at, cluster in enumerate(clusters):
        if cluster not in seen:
            seen.add(cluster)
            texts[at] = source[cluster : ends[cluster]]
        steps[cluster - item.start] += advances[at]
    return texts, steps


def cut(items: tuple[Item, ...], start: int, end: int) -> list[Item]:
    """Return the parts of the items that lie between two character positions."""
    return [
        item._replace(start=max(item.start, start), end=min(item.end, end))
        for item in items
        if item.start < end and item.end > start and start < end
    ]


def line_runs(whole: Paragraph, source: str, start: int, end: int) -> list[EmRun]:
    """Shape a line, characters ``start`` to ``end``, and return its runs from left to right as seen."""
    items = cut(whole.items, start, end)
    if whole.base == 0 and not any(item.level for item in items):
        return [shape_item(whole.text, source, item) for item in items]
    line = bidi.line_levels(source[start:end], list(whole.levels[start:end]), whole.base)
    split: list[Item] = []
    for item in items:
        at = item.start
        for stop in range(item.start + 1, item.end + 1):
            if stop == item.end or line[stop - start] != line[at - start]:
                split.append(item._replace(start=at, end=stop, level=line[at - start]))
                at = stop
    order = bidi.visual_order([item.level for item in split])
    return [shape_item(whole.text, source, split[at]) for at in order]
