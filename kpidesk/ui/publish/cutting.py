"""How sheets are cut up for smaller paper: each poster by its own size, the other kinds by the chosen one."""

from kpidesk.domain.gallery import Poster
from kpidesk.domain.reader import Reader
from kpidesk.drawing import tiles
from kpidesk.drawing.paper import SHEETS, Paper
from kpidesk.drawing.posters import paper_of
from kpidesk.exports.pieces import Piece, What
from kpidesk.ui.publish.kinds import LANDSCAPE, ON_THE_WALL, OWN_SIZE


def grid_of(reader: Reader, what: What, piece: Piece | None, paper: str, tile: str) -> tiles.Grid | None:
    """How a piece is cut, None for not at all.

    Args:
        reader: of the desk.
        what: the kind.
        piece: one of them, None while there is none.
        paper: the name of the chosen paper.
        tile: the name of the paper that is glued, "" for whole sheets.
    """
    whole = _whole(reader, what, piece, SHEETS[OWN_SIZE.get(what, paper)])
    if not tile or tile == whole.name or what not in ON_THE_WALL:
        return None
    grid = tiles.cut(whole.wide, whole.tall, SHEETS[tile])
    return grid if grid.count > 1 else None


def _whole(reader: Reader, what: What, piece: Piece | None, paper: Paper) -> Paper:
    if what is What.POSTERS and piece is not None:
        return paper_of(reader.get(Poster, piece.record), paper)
    return paper.landscape if what in LANDSCAPE else paper.portrait
