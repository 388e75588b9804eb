"""The kinds of things that can be given out: what there is of each, how it is drawn, what to say without it.

A kind is one row of KINDS; command line, job and Publish page take what they offer from there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Final

from kpidesk.domain.choosing import EVERYTHING, Choice
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.curves import Factor, Helper, Idea, turned
from kpidesk.domain.definitions import Forum
from kpidesk.domain.designs import Design
from kpidesk.domain.findings import Finding, text_of
from kpidesk.domain.gallery import Poster, PosterKind
from kpidesk.domain.guesses import told_of
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record
from kpidesk.domain.results import Goal, Layout, Map, Result, Verdict
from kpidesk.domain.series import Cause, Forecast, Value
from kpidesk.domain.sharing import Centre, Partner, Snapshot
from kpidesk.domain.stocktake import ExistingMeasure
from kpidesk.domain.work_plan import lanes
from kpidesk.drawing import (
    alignment_matrix,
    alignment_sheet,
    cause_sheet,
    centre,
    commitments_sheet,
    curve_sheet,
    definition_sheet,
    design_sheet,
    goal_record,
    interview_script,
    map_steps,
    partner_sheet,
    posters,
    review_pack,
    sharing,
    stocktake_report,
    work_plan,
)
from kpidesk.drawing import map as results_map
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.three_questions import paper_for
from kpidesk.exports.calendar import dated
from kpidesk.exports.map_parts import part_of, small_letters
from kpidesk.system.words import Words


class What(Enum):
    """What can be exported."""

    MAP = "map"
    STEPS = "steps"
    TESTS = "tests"
    DESIGNS = "designs"
    POSTERS = "posters"
    SHARING = "sharing"
    WALL = "sharing-wall"
    BLANK = "sharing-blank"
    PARTNERS = "partners"
    INTERVIEWS = "interviews"
    COMMITMENTS = "commitments"
    PLAN = "plan"
    CENTRE = "centre"
    MATRIX = "matrix"
    BOARD = "board"
    DICTIONARY = "dictionary"
    CHARTS = "charts"
    REVIEW = "review"
    CURVES = "curves"
    CAUSES = "causes"
    STOCKTAKE = "stocktake"
    WORKBOOK = "workbook"
    CALENDAR = "calendar"


class Also(Enum):
    """In which other formats the maps are written, besides PDF."""

    SVG = "svg"
    PNG = "png"


PRINT_DPI: Final = 200


@dataclass(frozen=True, slots=True)
class Options:
    """What to export and how. `paper` is for posters and map, `tile` cuts those up as well.

    `records` names the maps, posters and centres that are wanted; None is all of them. `layout` None
    prints each map as it was looked at last; `part` chooses which of its results are printed. Pictures
    have `dpi` dots to the inch.
    """

    what: tuple[What, ...]
    folder: Path
    paper: Paper
    tile: Paper | None
    words: Words
    at: datetime
    records: frozenset[str] | None = None
    layout: Layout | None = None
    part: Choice = EVERYTHING
    also: frozenset[Also] = frozenset()
    dpi: int = PRINT_DPI


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that can be exported by itself: a map, a poster, a table. `code` is printed on it."""

    what: What
    record: str
    name: str
    title: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One PDF to be: its name without ending, its title and its pages; tiles carry code and version.

    `collected`: its pages are those of other documents once more.
    """

    name: str
    title: str
    pages: tuple[Picture, ...]
    code: str = ""
    version: str = ""
    tiled: bool = True
    paper: str = ""
    """The size of its sheets where that is not the chosen one."""
    collected: bool = False
    pictured: bool = False
    """Whether it is a map, which is written in other formats, too."""


Warnings = list[str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: `find` gives its pieces, `draw` one of them (its list of warnings grows).

    `of` is the type of record without which there is none, if there are no `others` either; `without` is
    what to say then. Where a record of the type is not enough, `there` tells whether there is any.
    """

    find: Callable[[Reader, Options], Iterator[Piece]]
    draw: Callable[[Reader, Piece, Options, Warnings], Document]
    of: type[Record]
    without: Callable[[Words], str]
    others: tuple[type[Record], ...] = ()
    there: Callable[[Reader], bool] | None = None


def day_of(options: Options) -> date:
    """The day of the export where the person is."""
    return options.at.astimezone().date()


def pieces_of(source: Reader, options: Options) -> tuple[Piece, ...]:
    """What would be drawn, in the order of the files; nothing is drawn for it."""
    wanted = options.records
    found = (
        piece
        for what, kind in KINDS.items()
        if what in options.what
        for piece in kind.find(source, options)
        if wanted is None or not piece.record or piece.record in wanted
    )
    return tuple(found)


def is_there(source: Reader, what: What) -> bool:
    """Whether a desk holds anything of a kind; what is no kind of its own, such as a workbook, always is."""
    kind = KINDS.get(what)
    if kind is None:
        return what is not What.CALENDAR or bool(dated(source))
    return kind.there(source) if kind.there else any(map(source.find, (kind.of, *kind.others)))


def missing_records(source: Reader, options: Options) -> list[str]:
    """What was asked for and is not there at all."""
    words = options.words
    missing = [
        kind.without(words)
        for what, kind in KINDS.items()
        if what in options.what and not is_there(source, what)
    ]
    if What.CALENDAR in options.what and not is_there(source, What.CALENDAR):
        missing.append(words("No promise of this desk has a date yet, so there is no calendar."))
    if options.part and {What.MAP, What.STEPS} & {*options.what}:
        missing.extend(
            words("{map}: none of its results is in the part that is wanted.", map=each.name)
            for each in source.find(Map)
            if (options.records is None or each.id in options.records)
            and part_of(source, each.id, options.part).is_empty
        )
    return missing


# -- what there is


def _numbered(name: str, number: int, rest: str) -> str:
    """The name of a file of which there may be several: map-A1, map-2-A1."""
    return f"{name}-{rest}" if number == 1 else f"{name}-{number}-{rest}"


def _map_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for number, each in enumerate(source.find(Map), 1):
        if part_of(source, each.id, options.part).is_empty:
            continue
        yield Piece(What.MAP, each.id, _numbered("map", number, options.paper.name), each.name)


def _steps_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for number, each in enumerate(source.find(Map), 1):
        if part_of(source, each.id, options.part).is_empty:
            continue
        yield Piece(What.STEPS, each.id, _numbered("map", number, "steps"), each.name)


def _tests_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    if [*source.find(Goal), *source.find(Verdict)]:
        yield Piece(What.TESTS, "", "tests-A4", options.words("Goals and their tests"))


def _design_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    begun = {each.result for each in source.find(Design)}
    for result in sorted(source.find(Result), key=lambda each: each.code):
        if result.id in begun:
            title = options.words("Design for {code}", code=result.code)
            yield Piece(What.DESIGNS, result.id, f"designs/{result.code}-A3", title)


def _posters_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for poster in sorted(source.find(Poster), key=lambda each: each.code):
        title = _poster_title(source, poster, options.words)
        name = f"posters/{poster.code}-{options.paper.name}"
        yield Piece(What.POSTERS, poster.id, name, title, poster.code)


def _sharing_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for number, each in enumerate(source.find(Centre), 1):
        title = options.words("Shared performance measures")
        yield Piece(What.SHARING, each.id, _numbered("sharing", number, "A3"), title)


def _dictionary_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    if source.find(Measure):
        title = options.words("Definitions of measures")
        yield Piece(What.DICTIONARY, "", "definitions-A4", title)


def _charts_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    if review_pack.charted(source):
        name = f"charts-{paper_for(options.paper).name}"
        yield Piece(What.CHARTS, "", name, options.words("Charts with three questions"))


def _curve_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for measure in sorted(turned(source), key=lambda each: each.code):
        title = options.words("Turn the curve of {code}", code=measure.code)
        yield Piece(What.CURVES, measure.id, f"curves/{measure.code}-A3", title)


def _cause_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    if source.find(Cause):
        yield Piece(What.CAUSES, "", "causes-A4", options.words("Causes of signals"))


def _stocktake_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    if source.find(ExistingMeasure):
        yield Piece(What.STOCKTAKE, "", "stocktake-A4", options.words("Stock-take of measures"))


def _review_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for number, each in enumerate(source.find(Forum), 1):
        name = _numbered("review", number, paper_for(options.paper).name)
        yield Piece(What.REVIEW, each.id, name, each.name)


def _poster_title(source: Reader, poster: Poster, words: Words) -> str:
    if poster.measure is not None:
        return source.get(Measure, poster.measure).name
    return source.get(Map, poster.map).name if poster.map is not None else words("Results map")


# -- how it is drawn


def _draw_map(source: Reader, piece: Piece, options: Options, warnings: Warnings) -> Document:
    """A map on a sheet, all of it or a part."""
    shown = source.get(Map, piece.record)
    part = part_of(source, shown.id, options.part)
    page = results_map.sheet(
        source, shown.id, options.paper.landscape, options.words, day_of(options),
        layout=options.layout or shown.layout, only=part.only, part=part.told(options.words),
    )  # fmt: skip
    warnings.extend(small_letters(page, shown.name, options.paper, options.words))
    return Document(piece.name, piece.title, (page,), pictured=True)


def _draw_steps(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    """A map told step by step, all of it or a part."""
    shown, words = source.get(Map, piece.record), options.words
    part = part_of(source, shown.id, options.part)
    layout = options.layout or shown.layout
    pages = map_steps.steps(source, shown.id, words, layout=layout, only=part.only, part=part.told(words))
    return Document(piece.name, piece.title, pages, tiled=False)


def _draw_tests(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    pages = goal_record.record(source, options.words, day_of(options))
    return Document(piece.name, piece.title, pages, tiled=False)


def _draw_dictionary(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    pages = definition_sheet.dictionary(source, options.words, day_of(options))
    return Document(piece.name, piece.title, pages, tiled=False)


def _draw_charts(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    pages = review_pack.charts(source, paper_for(options.paper), options.words, day_of(options))
    return Document(piece.name, piece.title, pages, tiled=False)


def _draw_curve(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    measure = source.get(Measure, piece.record)
    pages = curve_sheet.sheets(source, measure, options.words, day_of(options))
    return Document(piece.name, piece.title, pages, tiled=False)


def _draw_causes(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    pages = cause_sheet.all_sheets(source, options.words, day_of(options))
    return Document(piece.name, piece.title, pages, tiled=False)


def _draw_stocktake(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    pages = stocktake_report.report(source, options.words, day_of(options))
    return Document(piece.name, piece.title, pages, tiled=False)


def _draw_review(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    forum = source.get(Forum, piece.record)
    pages = review_pack.pack(source, forum, paper_for(options.paper), options.words, day_of(options))
    return Document(piece.name, piece.title, pages, tiled=False)


def _draw_design(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    result = source.get(Result, piece.record)
    pages = design_sheet.sheets(source, result, options.words, day_of(options))
    return Document(piece.name, piece.title, pages, tiled=False)


def _draw_sharing(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    pages = sharing.table(source, source.get(Centre, piece.record), options.words, day_of(options))
    return Document(piece.name, piece.title, pages, tiled=False)


def _draw_poster(source: Reader, piece: Piece, options: Options, warnings: Warnings) -> Document:
    words = options.words
    poster, paper = source.get(Poster, piece.record), options.paper
    if poster.kind is PosterKind.MAP and poster.map is None:
        finding = Finding("POSTER_WITHOUT_MAP", (poster.code,), {"poster": poster.code})
        warnings.append(text_of(finding, words))
    drawn = posters.poster(source, poster, paper, words, day_of(options))
    warnings.extend(
        words("{poster}: “{part}” does not fit on {paper}.", poster=poster.code, part=part, paper=paper.name)
        for part in drawn.overflow
    )
    if poster.kind is PosterKind.MAP:
        warnings.extend(small_letters(drawn.picture, piece.title, paper, words))
    version = words("version {n}", n=poster.version)
    return Document(piece.name, drawn.picture.title, (drawn.picture,), poster.code, version)


# -- what there is around each result in the centre

_Sheets = Callable[[Reader, Centre, Words, date], tuple[Picture, ...]]
_OnPaper = Callable[[Reader, Centre, Paper, Words, date], tuple[Picture, ...]]
_There = Callable[[Reader, Centre], bool]


def _always(_: Reader, __: Centre) -> bool:
    return True


def _each(
    what: What,
    name: str,
    title: Callable[[Words], str],
    draw: Callable[[Reader, Piece, Options, Warnings], Document],
    without: Callable[[Words], str],
    there: _There,
    paper: str | None = None,
) -> Kind:
    """A kind of which there is one for each result in the centre; `paper` None is the chosen one."""

    def found(source: Reader) -> list[Centre]:
        return [each for each in source.find(Centre) if there(source, each)]

    def find(source: Reader, options: Options) -> Iterator[Piece]:
        for number, each in enumerate(found(source), 1):
            file = _numbered(name, number, paper or options.paper.name)
            yield Piece(what, each.id, file, title(options.words))

    return Kind(find, draw, Centre, without, there=lambda source: bool(found(source)))


def _around(
    what: What,
    name: str,
    title: Callable[[Words], str],
    sheets: _Sheets,
    without: Callable[[Words], str],
    *,
    there: _There = _always,
    tiled: bool = False,
) -> Kind:
    """Sheets of a size of their own, with which `name` ends."""
    start, _, paper = name.rpartition("-")

    def draw(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
        pages = sheets(source, source.get(Centre, piece.record), options.words, day_of(options))
        return Document(piece.name, piece.title, pages, tiled=tiled, paper=paper)

    return _each(what, start, title, draw, without, there, paper)


def _on_paper(
    what: What,
    title: Callable[[Words], str],
    sheets: _OnPaper,
    without: Callable[[Words], str],
    *,
    there: _There = _always,
) -> Kind:
    """Sheets on the chosen paper, which lies across."""

    def draw(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
        middle, paper = source.get(Centre, piece.record), options.paper.landscape
        pages = sheets(source, middle, paper, options.words, day_of(options))
        return Document(piece.name, piece.title, pages)

    return _each(what, what.value, title, draw, without, there)


def _has_partners(source: Reader, centre: Centre) -> bool:
    return bool(source.find(Partner, centre=centre.id))


def _has_board(source: Reader, centre: Centre) -> bool:
    return bool(source.find(Snapshot, centre=centre.id))


def _has_guesses(source: Reader, centre: Centre) -> bool:
    partners = source.find(Partner, centre=centre.id)
    return any(told.is_guess for partner in partners for told in told_of(source, partner))


def _has_plan(source: Reader, centre: Centre) -> bool:
    return bool(lanes(source, centre, date.min))  # the day only orders them


def _commitments_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    if source.find(Commitment):
        yield Piece(What.COMMITMENTS, "", "commitments-A4", options.words("Who promised what"))


def _draw_commitments(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    pages = commitments_sheet.sheets(source, options.words, day_of(options))
    return Document(piece.name, piece.title, pages, tiled=False)


KINDS: Final[dict[What, Kind]] = {
    What.MAP: Kind(
        _map_pieces, _draw_map, Map,
        lambda words: words("There is no map in this desk yet, so none was exported."),
    ),
    What.STEPS: Kind(
        _steps_pieces, _draw_steps, Map,
        lambda words: words("There is no map in this desk yet, so none was told step by step."),
    ),
    What.TESTS: Kind(
        _tests_pieces, _draw_tests, Goal,
        lambda words: words("There are no goals in this desk yet, so there is no test record."),
    ),
    What.DESIGNS: Kind(
        _design_pieces, _draw_design, Design,
        lambda words: words("No measure is being designed in this desk yet, so there is no design sheet."),
    ),
    What.POSTERS: Kind(
        _posters_pieces, _draw_poster, Poster,
        lambda words: words("There are no posters in this desk yet, so none was exported."),
    ),
    What.SHARING: Kind(
        _sharing_pieces, _draw_sharing, Centre,
        lambda words: words("No result stands in the centre yet, so there is no sharing table."),
    ),
    What.WALL: _around(
        What.WALL, "sharing-wall-A1", lambda words: words("Shared performance measures"), sharing.wall,
        lambda words: words("No result stands in the centre yet, so there is no sheet for the wall."),
        tiled=True,
    ),
    What.BLANK: _around(
        What.BLANK, "sharing-blank-A1", lambda words: words("Shared performance measures"), sharing.blank,
        lambda words: words("No result stands in the centre yet, so there is no blank sheet."),
        tiled=True,
    ),
    What.PARTNERS: _around(
        What.PARTNERS, "partners-A4", lambda words: words("Partners"), partner_sheet.sheets,
        lambda words: words("There are no partners in this desk yet, so there is no sheet of one."),
        there=_has_partners,
    ),
    What.INTERVIEWS: _around(
        What.INTERVIEWS, "interviews-A4", lambda words: words("Interview script"), interview_script.scripts,
        lambda words: words("Nothing is guessed about partners, so there is nothing to ask them."),
        there=_has_guesses,
    ),
    What.COMMITMENTS: Kind(
        _commitments_pieces, _draw_commitments, Commitment,
        lambda words: words("Nobody has promised anything in this desk yet, so there is no list of it."),
    ),
    What.PLAN: _around(
        What.PLAN, "plan-A3", lambda words: words("Work plan"), work_plan.sheet,
        lambda words: words("Nothing is shared or promised around a result yet, so there is no work plan."),
        there=_has_plan,
    ),
    What.CENTRE: _on_paper(
        What.CENTRE, lambda words: words("Result in the centre"), lambda *given: (centre.sheet(*given),),
        lambda words: words("No result stands in the centre yet, so there is no chart of it."),
    ),
    What.MATRIX: _on_paper(
        What.MATRIX, lambda words: words("Alignment matrix"), alignment_matrix.sheets,
        lambda words: words("There are no partners in this desk yet, so there is no alignment matrix."),
        there=_has_partners,
    ),
    What.BOARD: _on_paper(
        What.BOARD, lambda words: words("Action and alignment"),
        lambda *given: (alignment_sheet.sheet(*given),),
        lambda words: words("Nobody stands on a board of action and alignment yet, so there is none."),
        there=_has_board,
    ),
    What.DICTIONARY: Kind(
        _dictionary_pieces, _draw_dictionary, Measure,
        lambda words: words("There is no measure in this desk yet, so none was defined."),
    ),
    What.CHARTS: Kind(
        _charts_pieces, _draw_charts, Value,
        lambda words: words("No measure of this desk has values yet, so there is no chart."),
    ),
    What.REVIEW: Kind(
        _review_pieces, _draw_review, Forum,
        lambda words: words("No meeting looks at measures in this desk yet, so there is no review pack."),
    ),
    What.CURVES: Kind(
        _curve_pieces, _draw_curve, Forecast,
        lambda words: words("No curve is being turned in this desk yet, so there is no sheet of one."),
        (Factor, Helper, Idea),
    ),
    What.CAUSES: Kind(
        _cause_pieces, _draw_causes, Cause,
        lambda words: words("Nobody has asked why in this desk yet, so there is no cause sheet."),
    ),
    What.STOCKTAKE: Kind(
        _stocktake_pieces, _draw_stocktake, ExistingMeasure,
        lambda words: words("There is no stock-take in this desk yet, so there is no report of one."),
    ),
}  # fmt: skip
