"""What each kind of poster says: its head, its sections, and whether notes and ratings have places on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kpidesk.domain.gallery import Gallery, Poster, PosterKind
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.posters import ZONED, ZONES, in_language
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Goal, Map, Result, Ring
from kpidesk.drawing.chart_data import way
from kpidesk.drawing.flow import Block, space
from kpidesk.drawing.palette import LIGHT, RingLook
from kpidesk.drawing.poster_brand import brand_of
from kpidesk.drawing.poster_columns import Body, Section, fixed
from kpidesk.drawing.poster_goal import goal_sections
from kpidesk.drawing.poster_house import how_sections, legend_sections
from kpidesk.drawing.poster_parts import Heading
from kpidesk.drawing.poster_sections import added, blank_sections, sections, stated
from kpidesk.drawing.poster_sheet import NOTE, Sheet
from kpidesk.drawing.poster_told import told_sections
from kpidesk.drawing.poster_words import Say, also
from kpidesk.drawing.poster_zones import field
from kpidesk.system.words import Words

PLAIN: Final = RingLook(LIGHT.text_second, LIGHT.sunken, LIGHT.text, LIGHT.sunken)
"""The look of a head that belongs to no ring."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a poster says.

    `make` gives its sections on a sheet at a factor of their type; `more` is a last section, so many mm
    tall, where much stays free. `rated`: whether the gallery's ratings are asked for on it; `whole`:
    whether a lying sheet has one wide column.
    """

    name: str
    heading: Heading
    make: Callable[[Sheet, float], list[Section]]
    zoned: bool = False
    rated: bool = False
    grows: bool = True
    whole: bool = False
    more: Callable[[Sheet, float], Section] | None = None


def content(reader: Reader, poster: Poster, words: Words) -> Content:
    """What a poster of any kind but a map says."""
    makers: dict[PosterKind, Callable[[Reader, Poster, Words], Content]] = {
        PosterKind.MEASURE: _measure,
        PosterKind.GOAL: _goal,
        PosterKind.QUESTION: _question,
        PosterKind.OWN: _own,
        PosterKind.HOW: _how,
        PosterKind.LEGEND: _legend,
        PosterKind.TOLD: _told,
        PosterKind.PARKING: _parking,
    }
    made = makers.get(poster.kind, _own)(reader, poster, words)
    if made.heading.look is PLAIN:
        look = PLAIN._replace(line=brand_of(reader).colour)
        made = replace(made, heading=replace(made.heading, look=look))
    return replace(made, zoned=poster.kind in ZONED and ZONES not in poster.hidden)


def poster_name(reader: Reader, poster: Poster, words: Words) -> str:
    """What a poster is called in lists: what it shows, its title, or the usual one."""
    if poster.measure is not None:
        return reader.get(Measure, poster.measure).name
    if poster.kind is PosterKind.MAP:
        return reader.get(Map, poster.map).name if poster.map is not None else words("Results map")
    if poster.kind is PosterKind.GOAL and poster.goal is not None and not poster.title:
        return reader.get(Goal, poster.goal).text
    return poster.title or usual_title(poster.kind)(words)


def usual_title(kind: PosterKind) -> Say:
    """The supplied title of a kind, which the team may write anew."""
    titles: dict[PosterKind, Say] = {
        PosterKind.GOAL: lambda words: words("The goal we started from"),
        PosterKind.QUESTION: lambda words: words("What do you think?"),
        PosterKind.HOW: lambda words: words("How to take part"),
        PosterKind.LEGEND: lambda words: words("How to read the posters"),
        PosterKind.TOLD: lambda words: words("You said, we did"),
        PosterKind.PARKING: lambda words: words("Parking lot"),
    }
    return titles.get(kind, lambda words: words("Your own measure"))


def second_words(poster: Poster, words: Words) -> Words | None:
    """The words of a poster's second language, None without one."""
    return Words(poster.language) if poster.language and poster.language != words.language else None


def _headed(reader: Reader, poster: Poster, words: Words, sentence: Say) -> tuple[str, Heading]:
    """The title that was written or the usual one, a supplied sentence, and both in the second language."""
    usual, other = usual_title(poster.kind), second_words(poster, words)
    title = poster.title or usual(words)
    second = in_language(reader, poster, "title", poster.language)
    if not second and not poster.title:
        second = also(usual, words, other)
    lesser = also(sentence, words, other)
    return title, Heading(poster.code, title, sentence(words), lesser, PLAIN, second)


# -- one kind each


def _measure(reader: Reader, poster: Poster, words: Words) -> Content:
    if poster.measure is None:
        return _own(reader, poster, words)
    measure = reader.get(Measure, poster.measure)
    look = PLAIN
    if measure.result:
        result = reader.get(Result, measure.result)
        look = LIGHT.ring(reader.get(Ring, result.ring).position)
    good = way(measure, reader.find(Target, measure=measure.id), words)
    scope = words("For {scope}.", scope=measure.scope) if measure.scope else ""
    own = words("Entered by the facilitator on their own behalf.") if measure.by_host else ""
    lesser = " ".join(filter(None, (scope, f"{good[:1].upper()}{good[1:]}.", own)))
    second = in_language(reader, measure, "name", poster.language)
    heading = Heading(poster.code, measure.name, measure.description, lesser, look, second)

    def make(sheet: Sheet, factor: float) -> list[Section]:
        return sections(reader, poster, measure, sheet, factor, words)

    return Content(
        measure.name, heading, make, rated=True, more=lambda sheet, tall: added(sheet, tall, words)
    )


def _own(_: Reader, poster: Poster, words: Words) -> Content:
    lead: Say = lambda words: words("Your own measure: what would you look at?")  # noqa: E731 - said twice
    second = also(lead, words, second_words(poster, words))
    heading = Heading(poster.code, "", "", "\n".join(filter(None, (lead(words), second))), PLAIN)
    return Content(
        words("Your own measure"), heading,
        lambda sheet, _: blank_sections(sheet, words, poster.hidden), rated=True, grows=False,
    )  # fmt: skip


def _goal(reader: Reader, poster: Poster, words: Words) -> Content:
    title, heading = _headed(
        reader, poster, words, lambda words: words("What we read in it, and the results it became.")
    )

    def make(sheet: Sheet, factor: float) -> list[Section]:
        return goal_sections(reader, poster, sheet, factor, words)

    return Content(title, heading, make)


def _question(reader: Reader, poster: Poster, words: Words) -> Content:
    title, heading = _headed(
        reader, poster, words, lambda words: words("Stick your answer here. Any answer helps.")
    )

    def make(sheet: Sheet, factor: float) -> list[Section]:
        others = in_language(reader, poster, "questions", poster.language).splitlines()
        blocks: list[Block] = []
        for number, question in enumerate(poster.questions):
            second = others[number] if number < len(others) else ""
            blocks += [*([space(4 * sheet.unit)] if blocks else ()), *stated(question, second, sheet, factor)]
        asked = [replace(fixed(words("The questions"), blocks, 6), bare=True)] if blocks else []
        return [*asked, _field(sheet, poster.zones, words)]

    return Content(title, heading, make, grows=False, whole=True)


def _parking(reader: Reader, poster: Poster, words: Words) -> Content:
    title, heading = _headed(
        reader, poster, words,
        lambda words: words("What matters, but does not belong here today. We come back to all of it."),
    )  # fmt: skip

    def make(sheet: Sheet, _: float) -> list[Section]:
        return [_field(sheet, poster.zones, words)]

    return Content(title, heading, make, grows=False, whole=True)


def _how(reader: Reader, poster: Poster, words: Words) -> Content:
    gallery = reader.get(Gallery, poster.gallery)
    title, heading = _headed(
        reader, poster, words, lambda words: words("Come when you like, stay as you like.")
    )

    def make(sheet: Sheet, factor: float) -> list[Section]:
        return how_sections(gallery, poster, sheet, factor, words, second_words(poster, words))

    return Content(title, heading, make)


def _legend(reader: Reader, poster: Poster, words: Words) -> Content:
    title, heading = _headed(
        reader, poster, words, lambda words: words("Every mark has a shape or a word besides its colour.")
    )

    def make(sheet: Sheet, factor: float) -> list[Section]:
        return legend_sections(reader, poster, sheet, factor, words)

    return Content(title, heading, make)


def _told(reader: Reader, poster: Poster, words: Words) -> Content:
    title, heading = _headed(
        reader, poster, words, lambda words: words("What we heard, what changed because of it, and why not.")
    )

    def make(sheet: Sheet, factor: float) -> list[Section]:
        return told_sections(reader, poster, sheet, factor, words)

    return Content(title, heading, make, grows=False, whole=True)


def _field(sheet: Sheet, names: Sequence[str], words: Words) -> Section:
    """As much room for notes as there is; small sheets have none, and say where notes go."""

    def draw(tall: float) -> Body:
        made = field(sheet, sheet.column, tall, names)
        return Body(made.items, left_out=made.overflow)

    least = NOTE if sheet.long >= 400 else sheet.body
    return Section(words("Places for notes"), least, 4 * sheet.tall, draw, 9, bare=True)
