"""How sheets are cut up for smaller paper: each poster by its own size, the other kinds by the chosen one."""

from kpidesk.domain.gallery import Poster
from kpidesk.domain.reader import Reader
from kpidesk.drawing.paper import SHEETS, Paper
from kpidesk.drawing.posters import paper_of
from kpidesk.drawing.tiles_size import Fit, Tiling, fit
from kpidesk.exports.pieces import Piece, What
from kpidesk.ui.publish.kinds import LANDSCAPE, ON_THE_WALL, OWN_SIZE


def fit_of(reader: Reader, what: What, piece: Piece | None, paper: str, tiling: Tiling | None) -> Fit | None:
    """How a piece is cut, None for not at all.

    Args:
        reader: of the desk.
        what: the kind.
        piece: one of them, None while there is none.
        paper: the name of the chosen paper.
        tiling: how it is glued, None for whole sheets.

    Raises:
        Refused: nothing is left of a tile, or it takes more than anybody glues.
    """
    if tiling is None or what not in ON_THE_WALL:
        return None
    whole = _whole(reader, what, piece, SHEETS[OWN_SIZE.get(what, paper)])
    if tiling.size is None and tiling.paper.name == whole.name:
        return None
    found = fit(whole.wide, whole.tall, tiling)
    return found if found.grid.count > 1 else None


def _whole(reader: Reader, what: What, piece: Piece | None, paper: Paper) -> Paper:
    if what is What.POSTERS and piece is not None:
        return paper_of(reader.get(Poster, piece.record), paper)
    return paper.landscape if what in LANDSCAPE else paper.portrait
