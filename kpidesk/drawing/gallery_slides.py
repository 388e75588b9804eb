"""Posters as slides (16 : 9), for those who cannot stand before the wall: a few sections on each.

No letter is smaller than a fortieth of the height. What a poster has in notes is asked for at the foot
of its slides, under the same code.
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from kpidesk.domain.gallery import Gallery, Poster, PosterKind
from kpidesk.domain.posters import PARTS
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.results import Map
from kpidesk.drawing import map_steps, said, shapes
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Item, Picture
from kpidesk.drawing.poster_columns import Column, Section, filled, fixed, parted
from kpidesk.drawing.poster_kinds import Content, content, poster_name
from kpidesk.drawing.poster_parts import head
from kpidesk.drawing.poster_sections import stated
from kpidesk.drawing.poster_sheet import Sheet
from kpidesk.drawing.poster_told import told_pages, told_sections
from kpidesk.drawing.poster_words import part_names
from kpidesk.drawing.text import Style, shape
from kpidesk.system.words import Words

_SCREEN: Final = Paper("16:9", 338.67, 190.5)
_UNIT: Final = 0.36
_BODY: Final = 16.0
_SMALL: Final = 13.6  # pt: a fortieth of the height


@dataclass(frozen=True, slots=True)
class _Slide(Sheet):
    """A sheet for the screen: a line is all its foot."""

    @property
    def foot(self) -> float:
        """The height of the line at the foot."""
        return 13.0


@dataclass(frozen=True, slots=True)
class Slides:
    """The slides of a poster, and what found no room on them."""

    pages: tuple[Picture, ...]
    overflow: tuple[str, ...] = ()


def slides(reader: Reader, poster: Poster, words: Words) -> Slides:
    """A poster on as many slides as it takes."""
    once = Once(reader)
    told = _told(once, poster, _content(once, poster, words), words)
    if poster.kind is not PosterKind.MAP or poster.map is None:
        return told
    shown = once.get(Map, poster.map)
    steps = map_steps.steps(once, shown.id, words, layout=shown.layout)
    return replace(told, pages=(*steps, *(told.pages if poster.questions else ())))


def _content(reader: Reader, poster: Poster, words: Words) -> Content:
    """What the slides of a poster say: where it is a place to write, what is asked there."""
    shown = content(reader, poster, words)
    if poster.kind is PosterKind.TOLD:
        return replace(shown, make=partial(_answers, reader, poster, words))
    if poster.kind not in {PosterKind.MAP, PosterKind.QUESTION, PosterKind.PARKING, PosterKind.OWN}:
        return shown
    asked = poster.questions
    heading = shown.heading
    if poster.kind is PosterKind.OWN:
        names = part_names(words)
        asked = tuple(names[key] for key in PARTS[PosterKind.OWN] if key.startswith("own-"))
        heading = replace(heading, name=heading.lesser, lesser="")
    elif poster.kind is PosterKind.MAP:
        heading = replace(heading, name=poster_name(reader, poster, words), lesser="")

    def make(sheet: Sheet, factor: float) -> list[Section]:
        return [replace(fixed(text, stated(text, "", sheet, factor), 5), bare=True) for text in asked]

    return replace(shown, name=heading.name, heading=heading, make=make, whole=True, grows=False)


def _answers(reader: Reader, poster: Poster, words: Words, sheet: Sheet, factor: float) -> list[Section]:
    """All that was said and done, a slide each; what a poster on the wall has to leave to the report."""
    pages = told_pages(reader, poster, sheet, words, sheet.bottom - sheet.top)
    whole = [replace(fixed("", page, 5), bare=True) for page in pages]
    return whole or told_sections(reader, poster, sheet, factor, words)


def _told(reader: Reader, poster: Poster, shown: Content, words: Words) -> Slides:
    """Sections two columns to a slide, in their order."""
    sheet = _Slide(_SCREEN, _UNIT, _BODY, aside=False, whole=shown.whole)
    gallery = reader.get(Gallery, poster.gallery)
    title = f"{poster.code} {shown.name}"
    groups = _grouped(shown.make(sheet, 1.0), sheet, words)
    top = head(sheet, shown.heading, words)
    overflow = [*top.overflow]
    pages = []
    start, first = 0, 1
    for number, group in enumerate(groups, 1):
        own = replace(sheet, whole=True) if len(group) == 1 else sheet
        some = partial(_some, shown, own, start, len(group))
        body = filled(own, some, words, sheet.top, grows=shown.grows, first=first)
        page = f"{number}/{len(groups)}" if len(groups) > 1 else ""
        foot = _foot(sheet, poster, gallery, page, words, last=number == len(groups))
        named = (said.again(top.items),) if number > 1 else (said.heading(title), said.plain(top.items))
        overflow += body.overflow
        pages.append(
            Picture(
                sheet.wide, sheet.tall, (*named, *body.items, *foot), title=title,
                language=words.language, bookmark=title if number == 1 else "",
                missing=tuple(dict.fromkeys((*top.missing, *body.missing))),
            )
        )  # fmt: skip
        start, first = start + len(group), first + sum(not each.bare for each in group)
    return Slides(tuple(pages), tuple(dict.fromkeys(overflow)))


def _some(shown: Content, sheet: Sheet, start: int, count: int, factor: float) -> list[Section]:
    """The sections of one slide."""
    return shown.make(sheet, factor)[start : start + count]


def _grouped(sections: list[Section], sheet: Sheet, words: Words) -> list[list[Section]]:
    """Which sections stand on a slide together: as many as fit without anything left out."""
    column = Column(sheet, 1.0, words)
    groups: list[list[Section]] = [[]]
    for section in sections:
        tried = parted([*groups[-1], section], sheet, 1.0, words)
        if groups[-1] and max(map(column.least, tried)) > sheet.bottom - sheet.top:
            groups.append([])
        groups[-1].append(section)
    return groups


def _foot(
    sheet: Sheet, poster: Poster, gallery: Gallery, page: str, words: Words, *, last: bool
) -> list[Item]:
    """How to answer, the gallery, which slide of the poster it is."""
    style = Style(_SMALL, colour=LIGHT.text_second)
    base = sheet.tall - 5.0
    how = words("Your comment belongs to {code}: I like, I wonder, change this, missing", code=poster.code)
    right = shape(" · ".join(filter(None, (gallery.name, page))), style)
    left = shape(how, style)
    if left.width + right.width + 12 > sheet.wide - 2 * sheet.margin:
        right = shape(page, style)
    return [
        shapes.line(0, sheet.tall - 12.5, sheet.wide, sheet.tall - 12.5, stroke=LIGHT.outline, width=0.5),
        (said.plain if last else said.again)(left.place(sheet.margin, base)),
        said.unsaid(right.place(sheet.wide - sheet.margin - right.width, base)),
    ]
