"""Posters for a gallery's walls: one measure, the results map, or a sheet for a measure of one's own.

What does not fit is left out whole and named, never cut. Notes of 76 mm have their places; the code
stands in all four corners, so that a photo of any part says what it shows.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, cast

from kpidesk.domain.gallery import Gallery, Poster, PosterKind, RatingScale
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.reader import R, Reader
from kpidesk.domain.record import Record
from kpidesk.domain.results import Result, Ring
from kpidesk.drawing import map as results_map
from kpidesk.drawing.chart_data import way
from kpidesk.drawing.palette import LIGHT, RingLook
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Item, Picture
from kpidesk.drawing.poster_map import Asked, unasked
from kpidesk.drawing.poster_parts import Heading, foot, head, notes
from kpidesk.drawing.poster_sections import Column, Section, added, blank_sections, sections
from kpidesk.drawing.poster_sheet import Sheet
from kpidesk.drawing.text import wrap
from kpidesk.system.words import Words

# How much larger the texts of the sections become where there is little to say.
_FACTORS: Final = (1.7, 1.4, 1.2)
_FULL: Final = 0.86
_PLAIN: Final = RingLook(LIGHT.text_second, LIGHT.sunken, LIGHT.text, LIGHT.sunken)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A poster, and the parts that did not fit on it."""

    picture: Picture
    overflow: tuple[str, ...]


class _Memory:
    """A reader that asks only once; for the time of one poster."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._got: dict[tuple[type[Record], str], Record] = {}
        self._found: dict[tuple[object, ...], tuple[Record, ...]] = {}

    def get(self, record_type: type[R], record_id: str) -> R:
        """See Reader."""
        key = (record_type, record_id)
        if key not in self._got:
            self._got[key] = self._reader.get(record_type, record_id)
        return cast(R, self._got[key])

    def find(self, record_type: type[R], **equal: object) -> tuple[R, ...]:
        """See Reader."""
        key = (record_type, *sorted(equal.items()))
        if key not in self._found:
            self._found[key] = self._reader.find(record_type, **equal)
        return cast(tuple[R, ...], self._found[key])


def poster(reader: Reader, poster: Poster, paper: Paper, words: Words, day: date) -> Drawn:
    """One poster on a paper.

    Args:
        reader: of the desk.
        poster: what to draw.
        paper: the sheet; a measure stands upright, a map lies.
        words: the language.
        day: the date for the foot line where the gallery has none.
    """
    reader = _Memory(reader)
    if poster.kind is PosterKind.MAP and poster.map:
        gallery = reader.get(Gallery, poster.gallery)
        opens = gallery.opens.date() if gallery.opens else day
        version = words("version {n}", n=poster.version)
        occasion = "\n".join(filter(None, (gallery.name, f"{words.date(opens)} · {version}")))
        asked = Asked(poster.code, poster.questions, poster.tentative, occasion)
        page = results_map.sheet(reader, poster.map, paper.landscape, words, day, asked=asked)
        gone = unasked(asked, words)
        return Drawn(page, (words("Help us with"),) if gone else ())
    measure = reader.get(Measure, poster.measure) if poster.measure else None
    return _upright(reader, poster, measure, Sheet.of(paper), words, day)


def _upright(
    reader: Reader, poster: Poster, measure: Measure | None, sheet: Sheet, words: Words, day: date
) -> Drawn:
    """A sheet with head, sections, zones for notes and foot."""
    gallery = reader.get(Gallery, poster.gallery)
    top = head(sheet, _heading(reader, poster, measure, words), words)
    below = foot(sheet, poster.code, _scales(reader, gallery), _foot_line(poster, gallery, words, day), words)
    aside = notes(sheet, words)
    column = _column(reader, poster, measure, sheet, words)
    items: list[Item] = [*top.items, *column.items, *aside.items, *below.items]
    missing = (*top.missing, *column.missing, *below.missing)
    overflow = (*top.overflow, *column.overflow, *below.overflow)
    name = measure.name if measure else words("Your own measure")
    title = f"{poster.code} {name}"
    picture = Picture(
        sheet.wide, sheet.tall, tuple(items), title=title, language=words.language, bookmark=title,
        missing=tuple(dict.fromkeys(missing)),
    )  # fmt: skip
    return Drawn(picture, tuple(dict.fromkeys(overflow)))


def _heading(reader: Reader, poster: Poster, measure: Measure | None, words: Words) -> Heading:
    if measure is None:
        return Heading(poster.code, "", "", words("Your own measure: what would you look at?"), _PLAIN)
    look = _PLAIN
    if measure.result:
        result = reader.get(Result, measure.result)
        look = LIGHT.ring(reader.get(Ring, result.ring).position)
    good = way(measure, reader.find(Target, measure=measure.id), words)
    scope = words("For {scope}.", scope=measure.scope) if measure.scope else ""
    lesser = f"{scope} {good[:1].upper()}{good[1:]}.".strip()
    return Heading(poster.code, measure.name, measure.description, lesser, look)


def _scales(reader: Reader, gallery: Gallery) -> list[RatingScale]:
    return [reader.get(RatingScale, key) for key in (gallery.understand_scale, gallery.back_scale) if key]


def _foot_line(poster: Poster, gallery: Gallery, words: Words, day: date) -> str:
    """What, when and where; the chart names its rules itself."""
    opens = gallery.opens.date() if gallery.opens else day
    parts = [
        gallery.name,
        words.date(opens),
        gallery.place,
        words("version {n}", n=poster.version),
        _own_name(words.language),
    ]
    return " · ".join(part for part in parts if part)


@cache
def _own_name(language: str) -> str:
    """What a language calls itself: English, Deutsch."""
    from babel import Locale  # noqa: PLC0415 - late: 50 ms

    name = Locale.parse(language, sep="-" if "-" in language else "_").display_name or language
    return name[:1].upper() + name[1:]


def _column(reader: Reader, poster: Poster, measure: Measure | None, sheet: Sheet, words: Words) -> Column:
    """The tentative line and the sections, their type larger where there is little to say."""
    x, y = sheet.margin, sheet.top
    bottom = sheet.bottom
    before: list[Item] = []
    text = poster.tentative
    if not sheet.note_columns:
        text = "  ·  ".join(filter(None, (text, words("Stick notes beside this sheet."))))
    lines = wrap(text, sheet.quiet(), sheet.column)
    left_out = lines.height > sheet.tall * 0.1
    if text and not left_out:
        before = [*lines.place(x, y, box_width=sheet.column)]
        y += lines.height + 7 * sheet.unit
    column = Column(sheet, 1.0, words)
    if left_out:
        column.overflow.append(words("Draft line"))

    def made(factor: float) -> list[Section]:
        if measure is None:
            return blank_sections(sheet, words)
        return sections(reader, poster, measure, sheet, factor, words)

    wanted = made(1.0)
    if column.used(wanted) < (bottom - y) * _FULL and measure is not None:
        for factor in _FACTORS:
            larger = made(factor)
            trial = Column(sheet, factor, words)
            if trial.used(larger) <= bottom - y:
                trial.overflow, column, wanted = column.overflow, trial, larger
                break
    free = bottom - y - column.used(wanted)
    if measure is not None and free > (bottom - y) * 0.2:
        wanted = [*wanted, added(sheet, free * 0.85, words)]
    shown, heights = column.fit(wanted, bottom - y)
    column.items += before
    column.paint(shown, heights, x, y, bottom - y)
    column.missing += lines.missing
    return column
