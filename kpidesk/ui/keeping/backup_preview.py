"""What a backup holds, read on the worker: counts of records, the map, the last edits."""

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kpidesk.desk.past import Entry
from kpidesk.desk.workfile import read_desk
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.communities import Meeting, Member
from kpidesk.domain.gallery import Note, Poster
from kpidesk.domain.measures import Measure
from kpidesk.domain.record import type_name
from kpidesk.domain.results import Goal, Link, Result
from kpidesk.domain.series import Value
from kpidesk.domain.sharing import Partner
from kpidesk.domain.sheets import DATA_SHEETS
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.jobs import Progress, Stopped
from kpidesk.ui.keeping.log_list import done
from kpidesk.ui.thumbnails import Draw, Thumbnail, results
from kpidesk.ui.widgets import Line, clear, label

_TOLD: Final = (
    Goal, Result, Link, Measure, Value, Partner, Commitment, Poster, Note, Member, Meeting,
)  # fmt: skip
"""The kinds of records whose number tells how far a desk has come."""
_EDITS: Final = 8
_MAP: Final = 190  # px high


@dataclass(frozen=True, slots=True)
class Preview:
    """How many records there are by the name of their sheet, and in all; the last edits, and the map."""

    counts: tuple[tuple[str, int], ...]
    all: int
    edits: tuple[Entry, ...]
    draw: Draw


def read_preview(path: Path, colours: Palette, progress: Progress, stopped: Stopped) -> Preview:
    """On the worker: look into a backup.

    Raises:
        DeskProblem: it cannot be read.
    """
    with contextlib.closing(read_desk(path)) as desk:
        there = desk.counts()
        names = {each.record: each.name for each in reversed(DATA_SHEETS) if each.record is not None}
        counts = tuple((names[kind], there[type_name(kind)]) for kind in _TOLD)
        all_ = sum(there.values())
        return Preview(counts, all_, desk.past.log()[: -_EDITS - 1 : -1], results(desk, colours))


class PreviewParts(QWidget):
    """Shows a preview, or a sentence in its place."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 14, 14)
        self._column.setSpacing(6)

    def say(self, text: str) -> None:
        """Nothing but a sentence."""
        clear(self._column)
        self._column.addWidget(label(text, "second", wrap=True))
        self._column.addStretch(1)

    def show_preview(self, preview: Preview) -> None:
        """Show what a backup holds."""
        words, column = self._words, self._column
        clear(column)
        drawn = Thumbnail(preview.draw, _MAP)
        drawn.setAccessibleName(words("The results map in this backup"))
        column.addWidget(drawn)
        column.addWidget(Line())
        column.addWidget(label(words("What it holds"), "caption-strong"))
        column.addLayout(self._counts(preview))
        column.addSpacing(4)
        column.addWidget(label(words("Done last"), "caption-strong"))
        for each in preview.edits:
            local = each.at.astimezone()
            when = words("{day}, {time}", day=words.date(local.date()), time=words.clock(local))
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(label(done(each, words), wrap=True))
            pair.addWidget(label(" · ".join(filter(None, (when, each.who))), "caption", wrap=True))
            column.addLayout(pair)
        column.addStretch(1)

    def _counts(self, preview: Preview) -> QGridLayout:
        """Names and numbers in two columns."""
        words, grid = self._words, QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        told = [(words(name), count) for name, count in preview.counts]
        told.append((words("All records"), preview.all))
        half = (len(told) + 1) // 2
        for place, (name, count) in enumerate(told):
            row, column = place % half, place // half * 3
            grid.addWidget(label(name, "second", wrap=True), row, column)
            grid.addWidget(label(words.number(count)), row, column + 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnMinimumWidth(2, 16)
        for column in (0, 3):
            grid.setColumnStretch(column, 1)
        return grid
