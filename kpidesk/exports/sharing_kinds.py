"""The kinds of things that are given out of Sharing: tables, sheets, charts, plans, promises."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from kpidesk.domain.commitments import Commitment
from kpidesk.domain.guesses import told_of
from kpidesk.domain.reader import Reader
from kpidesk.domain.sharing import Centre, Partner, Snapshot
from kpidesk.domain.work_plan import lanes
from kpidesk.drawing import (
    alignment_matrix,
    alignment_sheet,
    centre,
    commitments_sheet,
    interview_script,
    partner_sheet,
    sharing,
    work_plan,
)
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Picture
from kpidesk.exports.pieces import Document, Kind, Options, Piece, Warnings, What, day_of, numbered
from kpidesk.system.words import Words


def _sharing_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for number, each in enumerate(source.find(Centre), 1):
        title = options.words("Shared performance measures")
        yield Piece(What.SHARING, each.id, numbered("sharing", number, "A3"), title)


def _draw_sharing(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    pages = sharing.table(source, source.get(Centre, piece.record), options.words, day_of(options))
    return Document(piece.name, piece.title, pages, tiled=False)


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
            file = numbered(name, number, paper or options.paper.name)
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


SHARING: Final[dict[What, Kind]] = {
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
}  # fmt: skip
"""The kinds, by what they are."""
