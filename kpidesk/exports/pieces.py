"""What can be given out, how it is asked for, and what comes of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Final

from kpidesk.domain.book_choice import EVERYTHING as EVERY_SHEET
from kpidesk.domain.book_choice import BookChoice
from kpidesk.domain.choosing import EVERYTHING, Choice
from kpidesk.domain.reader import Reader
from kpidesk.domain.record import Record
from kpidesk.domain.results import Layout
from kpidesk.drawing.calibration import NONE, Correction
from kpidesk.drawing.paper import Paper
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.tiles_size import Tiling
from kpidesk.system.words import Words


class What(Enum):
    """What can be exported."""

    MAP = "map"
    STEPS = "steps"
    TESTS = "tests"
    DESIGNS = "designs"
    POSTERS = "posters"
    DAY = "day"
    SLIDES = "slides"
    PROOFS = "proofs"
    WORKSHEETS = "worksheets"
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
    REPORT = "gallery-report"
    INVITATIONS = "invitations"
    DOOR = "door"
    WORKSHOPS = "workshops"
    COMMUNITY = "community"
    HEALTH = "health"
    ASSESSMENTS = "assessments"
    FORMS = "forms"
    COVERAGE = "practices"
    HAND_OUTS = "hand-outs"
    WORKBOOK = "workbook"
    CALENDAR = "calendar"
    COMMENTS = "comment-form"


READABLE: Final = frozenset({
    What.MAP, What.TESTS, What.DESIGNS, What.POSTERS, What.SHARING, What.WALL, What.PARTNERS, What.INTERVIEWS,
    What.COMMITMENTS, What.PLAN, What.CENTRE, What.MATRIX, What.BOARD, What.DICTIONARY, What.CHARTS,
    What.REVIEW, What.CURVES, What.CAUSES, What.STOCKTAKE, What.REPORT, What.WORKSHOPS, What.COMMUNITY,
    What.HEALTH, What.ASSESSMENTS, What.FORMS, What.COVERAGE, What.HAND_OUTS, What.STEPS, What.SLIDES,
    What.PROOFS, What.INVITATIONS, What.DOOR, What.DAY,
})  # fmt: skip
"""What reads well without its pictures: mostly words, or drawn with an outline (`drawing/said.py`).

Blank forms are not among them, nor those papers of a day that are `Document.by_hand`.
"""


class Also(Enum):
    """What is written besides PDF: maps in other formats, and papers as pages for screen readers."""

    SVG = "svg"
    PNG = "png"
    HTML = "html"


class Ink(Enum):
    """How sheets are coloured. GREY keeps every difference without colour; SAVING leaves fills out."""

    COLOUR = "colour"
    GREY = "grey"
    SAVING = "saving"


PRINT_DPI: Final = 200


@dataclass(frozen=True, slots=True)
class Options:
    """What to export and how. `paper` is for posters and map, `tile` cuts those up as well.

    `records` names the maps, posters and centres that are wanted; None is all of them. `layout` None
    prints each map as it was looked at last; `part` chooses which of its results are printed. Pictures
    have `dpi` dots to the inch. `papers` are the keys of the wanted papers of a gallery's day and of the
    wanted worksheets; None is all of them. `sheets` names the wanted tiles by the record of their piece;
    what is not in it is printed whole. `correction` is applied to tiles; `book`
    is what the workbook holds.
    """

    what: tuple[What, ...]
    folder: Path
    paper: Paper
    tile: Tiling | None
    words: Words
    at: datetime
    records: frozenset[str] | None = None
    layout: Layout | None = None
    part: Choice = EVERYTHING
    also: frozenset[Also] = frozenset()
    dpi: int = PRINT_DPI
    ink: Ink = Ink.COLOUR
    papers: frozenset[str] | None = None
    sheets: Mapping[str, frozenset[str]] | None = None
    correction: Correction = NONE
    book: BookChoice = EVERY_SHEET


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
    piece: Piece | None = None
    """What it is of, set by the job."""
    collected: bool = False
    pictured: bool = False
    """Whether it is a map, which is written in other formats, too."""
    by_hand: bool = False
    """Whether it is nothing but places to write on with a pen."""

    @property
    def readable(self) -> bool:
        """Whether a page for screen readers is made of it."""
        return self.piece is not None and self.piece.what in READABLE and not self.by_hand


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


def numbered(name: str, number: int, rest: str) -> str:
    """The name of a file of which there may be several: map-A1, map-2-A1."""
    return f"{name}-{rest}" if number == 1 else f"{name}-{number}-{rest}"
