"""Posters for a gallery's walls, of every kind, on any paper.

What does not fit is left out whole and named, never cut. Notes of 76 mm have their places; the code
stands in all four corners, so that a photo of any part says what it shows.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import cast

from kpidesk.domain.gallery import Gallery, Poster, PosterKind, RatingScale
from kpidesk.domain.posters import RATINGS, in_language, lies
from kpidesk.domain.reader import R, Reader
from kpidesk.domain.record import Record
from kpidesk.domain.results import Map
from kpidesk.drawing import map as results_map
from kpidesk.drawing import poster_map
from kpidesk.drawing.paper import SHEETS, Paper
from kpidesk.drawing.picture import Group, Picture
from kpidesk.drawing.poster_brand import brand_of
from kpidesk.drawing.poster_columns import filled
from kpidesk.drawing.poster_kinds import Content, content
from kpidesk.drawing.poster_map import Asked, unasked
from kpidesk.drawing.poster_parts import Part, foot, head
from kpidesk.drawing.poster_sheet import Sheet
from kpidesk.drawing.poster_zones import notes
from kpidesk.drawing.text import Lines, wrap
from kpidesk.system.words import Words


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


def paper_of(poster: Poster, chosen: Paper) -> Paper:
    """The sheet a poster is printed on, the way it lies: its own paper, else the chosen one."""
    paper = SHEETS.get(poster.paper, chosen)
    return paper.landscape if lies(poster) else paper.portrait


def poster(reader: Reader, poster: Poster, paper: Paper, words: Words, day: date) -> Drawn:
    """One poster on a paper.

    Args:
        reader: of the desk.
        poster: what to draw.
        paper: the sheet; a map always lies, the others as the poster says.
        words: the language.
        day: the date for the foot line where the gallery has none.
    """
    reader = _Memory(reader)
    if poster.kind is PosterKind.MAP:
        return _map(reader, poster, paper, words, day)
    return _drawn(reader, poster, paper, words, day)


def _map(reader: Reader, poster: Poster, paper: Paper, words: Words, day: date) -> Drawn:
    """A results map; without one, an empty sheet that says so."""
    gallery = reader.get(Gallery, poster.gallery)
    if poster.map is None:
        return _drawn(reader, poster, paper, words, day)
    opens = gallery.opens.date() if gallery.opens else day
    version = words("version {n}", n=poster.version)
    occasion = "\n".join(filter(None, (gallery.name, f"{words.date(opens)} · {version}")))
    asked = Asked(poster.code, poster.questions, poster.tentative, occasion)
    second = in_language(reader, reader.get(Map, poster.map), "name", poster.language)
    page = results_map.sheet(reader, poster.map, paper.landscape, words, day, asked=asked, part=second)
    gone = unasked(asked, words)
    logo = Group(poster_map.logo(brand_of(reader)), transform=poster_map.on(page))
    page = replace(page, items=(*page.items, logo))
    return Drawn(page, (words("Help us with"),) if gone else ())


def _drawn(reader: Reader, poster: Poster, paper: Paper, words: Words, day: date) -> Drawn:
    """A sheet with head, sections, places for notes and foot."""
    gallery = reader.get(Gallery, poster.gallery)
    said = content(reader, poster, words)
    sheet = Sheet.of(paper, lying=lies(poster), aside=said.zoned, whole=said.whole)
    scales = _scales(reader, gallery) if said.rated and RATINGS not in poster.hidden else []
    line = _foot_line(poster, gallery, words, day)
    bands = (
        head(sheet, said.heading, words),
        notes(sheet, words, poster.zones) if said.zoned else Part(()),
        foot(sheet, poster.code, scales, line, brand_of(reader), words),
    )
    lead, top, lost = _draft(poster, sheet, said, words)
    more = partial(said.more, sheet) if said.more else None
    body = filled(sheet, partial(said.make, sheet), words, top, grows=said.grows, more=more)
    lacking = [char for band in bands for char in band.missing]
    title = f"{poster.code} {said.name}"
    picture = Picture(
        sheet.wide, sheet.tall,
        (*bands[0].items, *lead.place(sheet.margin, sheet.top, box_width=sheet.area), *body.items,
         *bands[1].items, *bands[2].items),
        title=title, language=words.language, bookmark=title,
        missing=tuple(dict.fromkeys((*lead.missing, *body.missing, *lacking))),
    )  # fmt: skip
    overflow = (*bands[0].overflow, *lost, *body.overflow, *bands[1].overflow, *bands[2].overflow)
    return Drawn(picture, tuple(dict.fromkeys(overflow)))


def _draft(poster: Poster, sheet: Sheet, said: Content, words: Words) -> tuple[Lines, float, tuple[str, ...]]:
    """The line that invites change, where the sections begin below it, and its name if it is too long."""
    text = poster.tentative
    if said.zoned and sheet.long < 400:
        text = "  ·  ".join(filter(None, (text, words("Stick notes beside this sheet."))))
    lines = wrap(text, sheet.quiet(), sheet.area)
    too_long = lines.height > sheet.tall * 0.1
    if not text or too_long:
        lost = (words("Draft line"),) if too_long else ()
        return wrap("", sheet.quiet(), sheet.area), sheet.top, lost
    return lines, sheet.top + lines.height + 7 * sheet.unit, ()


def _scales(reader: Reader, gallery: Gallery) -> list[RatingScale]:
    """The scales of a gallery that asks for ratings."""
    if not gallery.rated:
        return []
    return [reader.get(RatingScale, key) for key in (gallery.understand_scale, gallery.back_scale) if key]


def _foot_line(poster: Poster, gallery: Gallery, words: Words, day: date) -> str:
    """What, when and where; the chart names its rules itself."""
    opens = gallery.opens.date() if gallery.opens else day
    spoken = [words.language, *([poster.language] if poster.language else ())]
    parts = [
        gallery.name,
        words.date(opens),
        gallery.place,
        words("version {n}", n=poster.version),
        ", ".join(dict.fromkeys(own_name(language) for language in spoken)),
    ]
    return " · ".join(part for part in parts if part)


@cache
def own_name(language: str) -> str:
    """What a language calls itself: English, Deutsch."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - late: 50 ms

    try:
        name = Locale.parse(language, sep="-" if "-" in language else "_").display_name or language
    except (ValueError, UnknownLocaleError):
        name = language
    return name[:1].upper() + name[1:]
