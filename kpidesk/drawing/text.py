"""Text laid out once for every surface: shaped, ordered, wrapped, placed.

A line that was wrapped here breaks at the same place on screen, projector and paper. No character is
ever lost without a word: what no font has is replaced visibly and named, what does not fit is reported
by ``Lines.overflow``. Sizes are in points, everything else in mm.
"""

import math
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kpidesk.drawing import bidi, breaks, fonts, shaping
from kpidesk.drawing.breaks import Break
from kpidesk.drawing.fonts import Weight
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Colour, Glyph, GlyphRun

__all__ = ["Lines", "ShapedLine", "Style", "Weight", "missing_glyphs", "shape", "width", "wrap"]

MM_PER_POINT = 25.4 / 72
Direction = Literal["ltr", "rtl"]
Align = Literal["start", "left", "center", "right"]
# A line may be this much wider than asked: rounding, not letters.
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks; ``leading`` is the height of a line box in em."""

    size_pt: float
    weight: Weight = Weight.REGULAR
    colour: Colour = LIGHT.text
    leading: float = 1.35
    opacity: float = 1

    @property
    def size(self) -> float:
        """The em in mm."""
        return self.size_pt * MM_PER_POINT

    @property
    def line_height(self) -> float:
        """The height of a line box in mm."""
        return self.size * self.leading


@dataclass(frozen=True, slots=True)
class ShapedLine:
    """One line from left to right as seen, its baseline starting at (0, 0); extents in mm."""

    runs: tuple[GlyphRun, ...]
    width: float
    ascent: float
    descent: float
    text: str = ""

    def place(self, x: float, y: float, *, angle: float = 0) -> tuple[GlyphRun, ...]:
        """Return the runs with the baseline starting at (x, y), turned clockwise about that point."""
        return tuple(_placed(run, x, y, angle) for run in self.runs)


def _placed(run: GlyphRun, x: float, y: float, angle: float) -> GlyphRun:
    # Spelled out: dataclasses.replace takes five times as long, and every text passes here.
    cos, sin = (1.0, 0.0) if not angle else _turn(angle)
    return GlyphRun(
        run.font,
        run.size,
        x + run.x * cos - run.y * sin,
        y + run.x * sin + run.y * cos,
        run.glyphs,
        run.text,
        run.advance,
        run.colour,
        run.opacity,
        run.rtl,
        angle,
    )


@lru_cache(maxsize=64)
def _turn(angle: float) -> tuple[float, float]:
    """Return cosine and sine, exact for quarter turns."""
    quarter = {0.0: (1.0, 0.0), 90.0: (0.0, 1.0), 180.0: (-1.0, 0.0), 270.0: (0.0, -1.0)}
    exact = quarter.get(angle % 360)
    return exact or (math.cos(math.radians(angle)), math.sin(math.radians(angle)))


@dataclass(frozen=True, slots=True)
class Lines:
    """Wrapped text: ``width`` of the widest line and ``height`` of all line boxes in mm.

    ``overflow`` says that ``max_lines`` cut the text, ``missing`` names characters that no font has.
    """

    lines: tuple[ShapedLine, ...]
    width: float
    height: float
    style: Style
    direction: Direction
    missing: tuple[str, ...] = ()
    overflow: bool = False

    def place(
        self, x: float, y: float, *, align: Align = "start", box_width: float | None = None
    ) -> tuple[GlyphRun, ...]:
        """Return the runs with the top of the first line box at ``y``.

        Lines are aligned in a box from ``x`` of ``box_width`` mm, or of the widest line's width. "start"
        is the right side for text that runs right to left, if a box is given.
        """
        if align == "start":
            align = "right" if self.direction == "rtl" and box_width is not None else "left"
        box = self.width if box_width is None else box_width
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        baseline = y + first_baseline(self.style)
        placed: list[GlyphRun] = []
        for number, line in enumerate(self.lines):
            left = x + (box - line.width) * share
            placed.extend(line.place(left, baseline + number * self.style.line_height))
        return tuple(placed)


def first_baseline(style: Style) -> float:
    """Return how far below the top of its line box a baseline lies, in mm."""
    main = fonts.font(f"NotoSans-{style.weight}")
    return style.size * ((style.leading - main.ascent - main.descent) / 2 + main.ascent)


def _base(text: str, direction: Direction | None) -> int:
    return bidi.base_level(text) if direction is None else int(direction == "rtl")


def _style_line(runs: list[shaping.EmRun], style: Style, text: str) -> ShapedLine:
    """Turn runs in em into a line in mm."""
    size = style.size
    main = fonts.font(f"NotoSans-{style.weight}")
    ascent, descent = main.ascent, main.descent
    make = Glyph._make
    placed = []
    pen = 0.0
    for run in runs:
        face = fonts.font(run.item.font)
        ascent, descent = max(ascent, face.ascent), max(descent, face.descent)
        # _make is quicker than the constructor, and this runs for each glyph shown.
        glyphs = tuple([make((gid, x * size, y * size, words)) for gid, x, y, words in run.glyphs])
        advance = run.advance * size
        rtl = run.item.level % 2 == 1
        placed.append(
            GlyphRun(
                run.item.font, size, pen, 0.0, glyphs, run.text, advance, style.colour, style.opacity, rtl
            )
        )
        pen += advance
    return ShapedLine(tuple(placed), pen, ascent * size, descent * size, text)


@lru_cache(maxsize=4096)
def shape(text: str, style: Style, *, direction: Direction | None = None) -> ShapedLine:
    """Lay a text out on one line, line ends as spaces; direction None is that of the first strong letter."""
    source = " ".join(breaks.paragraphs(text))
    whole = shaping.paragraph(source, style.weight, _base(source, direction))
    return _style_line(shaping.line_runs(whole, source, 0, len(source)), style, source)


@lru_cache(maxsize=8192)
def _em_width(text: str, weight: Weight) -> float:
    source = " ".join(breaks.paragraphs(text))
    whole = shaping.paragraph(source, weight, _base(source, None))
    return sum(run.advance for run in shaping.line_runs(whole, source, 0, len(source)))


def width(text: str, style: Style) -> float:
    """Return the width of a text on one line in mm."""
    return _em_width(text, style.weight) * style.size


def missing_glyphs(text: str) -> tuple[str, ...]:
    """Return the characters of a text that no bundled font has, each once, in order of appearance."""
    found: dict[str, None] = {}
    for part in breaks.paragraphs(text):
        found.update(dict.fromkeys(shaping.paragraph(part, Weight.REGULAR, 0).missing))
    return tuple(found)


@lru_cache(maxsize=1024)
def wrap(
    text: str,
    style: Style,
    max_width: float,
    *,
    max_lines: int | None = None,
    direction: Direction | None = None,
) -> Lines:
    """Break a text into lines of at most ``max_width`` mm; a single grapheme may be wider.

    Line ends in the text are kept. Direction None takes that of the first strong letter of the whole
    text, so that all its lines are aligned on the same side.
    """
    base = _base(" ".join(breaks.paragraphs(text)), direction)
    lines: list[ShapedLine] = []
    missing: dict[str, None] = {}
    overflow = False
    for source in breaks.paragraphs(text):
        wrapper = _Wrapper(source, style, max_width, base)
        missing.update(dict.fromkeys(wrapper.whole.missing))
        at = 0
        while not overflow:
            if max_lines is not None and len(lines) == max_lines:
                overflow = True
                break
            line, at = wrapper.line(at)
            lines.append(line)
            if at >= len(source):
                break
    return Lines(
        tuple(lines),
        max((line.width for line in lines), default=0.0),
        len(lines) * style.line_height,
        style,
        "rtl" if base else "ltr",
        tuple(missing),
        overflow,
    )


class _Wrapper:
    """One paragraph being cut into lines."""

    def __init__(self, source: str, style: Style, max_width: float, base: int) -> None:
        self.source = source
        self.style = style
        self.room = max_width / style.size
        self.whole = shaping.paragraph(source, style.weight, base)
        self.cuts = breaks.opportunities(source)
        # Where each character starts if the paragraph were one endless line, in em.
        self.at = [0.0]
        for item in self.whole.items:
            for step in shaping.shape_item(self.whole.text, source, item).steps:
                self.at.append(self.at[-1] + step)

    def line(self, start: int) -> tuple[ShapedLine, int]:
        """Return the line that starts at a character, and where the next one starts."""
        end = self._guess(start)
        while True:
            runs, shown = self._runs(start, end)
            total = sum(run.advance for run in runs)
            shorter = self._previous(start, end)
            # A cut changes letters that would have joined or kerned, so the guess can be too long.
            if total <= self.room + _TOLERANCE or shorter == start:
                return _style_line(runs, self.style, shown), self._after_spaces(end)
            end = shorter

    def _runs(self, start: int, end: int) -> tuple[list[shaping.EmRun], str]:
        """Shape a line without the spaces at its end; a soft hyphen there shows."""
        stop = self._stop(start, end)
        shown = self.source[start:stop]
        if stop < len(self.source) and shown.endswith(breaks.SOFT_HYPHEN):
            shown = shown[:-1] + "-"
            whole = shaping.paragraph(shown, self.style.weight, self.whole.base)
            return shaping.line_runs(whole, shown, 0, len(shown)), shown
        return shaping.line_runs(self.whole, self.source, start, stop), shown

    def _stop(self, start: int, end: int) -> int:
        """Return where a line's visible characters end."""
        while end > start and breaks.is_space(self.source[end - 1]):
            end -= 1
        return end

    def _guess(self, start: int) -> int:
        """Return the last cut that fits by the endless line's measure, at least one grapheme on."""
        limit = self.at[start] + self.room + _TOLERANCE
        # The first character whose end lies outside; spaces at a line's end may stick out.
        end = bisect_right(self.at, limit, start + 1) - 1
        end = self._after_spaces(end)
        if end >= len(self.source):
            return len(self.source)
        found = self._previous(start, end + 1)
        return found if found > start else self._next_grapheme(start)

    def _after_spaces(self, at: int) -> int:
        """Return where the next visible character is: a line never starts with the spaces of a cut."""
        while at < len(self.source) and breaks.is_space(self.source[at]):
            at += 1
        return at

    def _next_grapheme(self, start: int) -> int:
        at = start + 1
        while at < len(self.source) and not self.cuts[at]:
            at += 1
        return at

    def _previous(self, start: int, end: int) -> int:
        """Return the last allowed cut before ``end``, else the last grapheme boundary, else as it is."""
        for wanted in (Break.ALLOWED, Break.GRAPHEME):
            for at in range(end - 1, start, -1):
                if self.cuts[at] >= wanted:
                    return at
        return start
