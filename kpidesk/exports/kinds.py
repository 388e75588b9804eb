"""The kinds of things that can be given out: what there is of each, how it is drawn, what to say without it.

A kind is one row of KINDS; command line, job and Publish page take what they offer from there.
"""

from collections.abc import Iterator
from typing import Final

from kpidesk.domain.curves import Factor, Helper, Idea, turned
from kpidesk.domain.definitions import Forum
from kpidesk.domain.designs import Design
from kpidesk.domain.findings import Finding, text_of
from kpidesk.domain.gallery import Poster, PosterKind
from kpidesk.domain.measures import Measure
from kpidesk.domain.posters import in_order
from kpidesk.domain.reader import Reader
from kpidesk.domain.results import Goal, Map, Result, Verdict
from kpidesk.domain.series import Cause, Forecast, Value
from kpidesk.domain.stocktake import ExistingMeasure
from kpidesk.drawing import (
    cause_sheet,
    curve_sheet,
    definition_sheet,
    design_sheet,
    goal_record,
    map_steps,
    posters,
    review_pack,
    stocktake_report,
)
from kpidesk.drawing import map as results_map
from kpidesk.drawing.poster_kinds import poster_name
from kpidesk.drawing.three_questions import paper_for
from kpidesk.exports.calendar import event_count
from kpidesk.exports.comment_form import commented
from kpidesk.exports.community_kinds import COMMUNITIES
from kpidesk.exports.gallery_kinds import GALLERY
from kpidesk.exports.guide_kinds import GUIDE
from kpidesk.exports.invitation_kinds import INVITING
from kpidesk.exports.map_parts import part_of, small_letters
from kpidesk.exports.pieces import Document, Kind, Options, Piece, Warnings, What, day_of, numbered
from kpidesk.exports.proofs import PROOFING
from kpidesk.exports.sharing_kinds import SHARING
from kpidesk.exports.telling_kinds import TELLING
from kpidesk.exports.workshop_kinds import WORKSHOPS


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
    if what is What.CALENDAR:
        return bool(event_count(source))
    if what is What.COMMENTS:
        return bool(commented(source))
    if kind is None:
        return True
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
        missing.append(words("No promise has a date yet and no meeting is planned, so there is no calendar."))
    if What.COMMENTS in options.what and not is_there(source, What.COMMENTS):
        missing.append(words("No poster hangs in a gallery yet, so there is no form for comments."))
    if options.part and {What.MAP, What.STEPS} & {*options.what}:
        missing.extend(
            words("{map}: none of its results is in the part that is wanted.", map=each.name)
            for each in source.find(Map)
            if (options.records is None or each.id in options.records)
            and part_of(source, each.id, options.part).is_empty
        )
    return missing


# -- what there is


def _map_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for number, each in enumerate(source.find(Map), 1):
        if part_of(source, each.id, options.part).is_empty:
            continue
        yield Piece(What.MAP, each.id, numbered("map", number, options.paper.name), each.name)


def _steps_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for number, each in enumerate(source.find(Map), 1):
        if part_of(source, each.id, options.part).is_empty:
            continue
        yield Piece(What.STEPS, each.id, numbered("map", number, "steps"), each.name)


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
    for poster in in_order(source.find(Poster)):
        title = poster_name(source, poster, options.words)
        name = f"posters/{poster.code}-{posters.paper_of(poster, options.paper).name}"
        yield Piece(What.POSTERS, poster.id, name, title, poster.code)


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
        name = numbered("review", number, paper_for(options.paper).name)
        yield Piece(What.REVIEW, each.id, name, each.name)


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


def _draw_poster(source: Reader, piece: Piece, options: Options, warnings: Warnings) -> Document:
    words = options.words
    poster = source.get(Poster, piece.record)
    paper = posters.paper_of(poster, options.paper)
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
    return Document(piece.name, drawn.picture.title, (drawn.picture,), poster.code, version, paper=paper.name)


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
    **GALLERY,
    **SHARING,
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
    **PROOFING,
    **INVITING,
    **TELLING,
    **WORKSHOPS,
    **COMMUNITIES,
    **GUIDE,
}  # fmt: skip
