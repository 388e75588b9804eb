"""The kinds of things that can be published, to tick and to look at."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.exports.pieces import What
from kpidesk.system.words import Words
from kpidesk.ui.page import Page
from kpidesk.ui.tick_list import all_or_few
from kpidesk.ui.widgets import Elided, Panel, restyle, scrolling

ICONS: Final = {
    What.DESIGNS: "pencil",
    What.POSTERS: "sticky-note",
    What.DAY: "list-checks",
    What.SLIDES: "presentation",
    What.PROOFS: "book-open",
    What.WORKSHEETS: "pencil",
    What.MAP: "orbit",
    What.STEPS: "route",
    What.TESTS: "list-checks",
    What.SHARING: "handshake",
    What.WALL: "handshake",
    What.BLANK: "square",
    What.PARTNERS: "user-round",
    What.INTERVIEWS: "message-square",
    What.COMMITMENTS: "square-check-big",
    What.PLAN: "flag",
    What.CENTRE: "target",
    What.MATRIX: "grid-3x3",
    What.BOARD: "crosshair",
    What.DICTIONARY: "book-open",
    What.CHARTS: "chart-spline",
    What.REVIEW: "users-round",
    What.CURVES: "spline",
    What.CAUSES: "circle-question-mark",
    What.STOCKTAKE: "table",
    What.INVITATIONS: "user-round",
    What.DOOR: "external-link",
    What.REPORT: "message-square",
    What.WORKSHOPS: "calendar-clock",
    What.COMMUNITY: "users-round",
    What.HEALTH: "heart",
    What.ASSESSMENTS: "list-checks",
    What.FORMS: "pencil",
    What.COVERAGE: "layers",
    What.HAND_OUTS: "compass",
    What.WORKBOOK: "file-spreadsheet",
    What.CALENDAR: "file-output",
    What.COMMENTS: "file-spreadsheet",
}
OWN_SIZE: Final = {What.WALL: "A1", What.BLANK: "A1"}
"""What can be glued from smaller sheets, and has a size of its own all the same."""

_AROUND: Final = frozenset({What.CENTRE, What.MATRIX, What.BOARD})

ON_THE_WALL: Final = frozenset({What.POSTERS, What.DOOR, What.MAP, What.HEALTH, *_AROUND, *OWN_SIZE})
"""What can be glued from smaller sheets; on the chosen paper, but for what has a size of its own."""

WITHOUT_PAGES: Final = frozenset({What.WORKBOOK, What.CALENDAR, What.COMMENTS})
"""What is a file for another program, of which no page can be shown."""

LANDSCAPE: Final = frozenset({What.MAP, What.HEALTH, *_AROUND, *OWN_SIZE})
PAGED: Final = frozenset({What.MATRIX, *OWN_SIZE})
"""What can be glued from smaller sheets and takes as many pages as it needs; the others take one each."""


def names(words: Words) -> dict[What, str]:
    """What the kinds are called, in the order of the list."""
    return {
        What.POSTERS: words("Posters"),
        What.INVITATIONS: words("Invitations"),
        What.DOOR: words("Poster at the door"),
        What.DAY: words("Papers for the day"),
        What.SLIDES: words("Slides"),
        What.PROOFS: words("Proof list"),
        What.WORKSHEETS: words("Blank worksheets"),
        What.MAP: words("Results map"),
        What.STEPS: words("Map step by step"),
        What.TESTS: words("Goals and tests"),
        What.DESIGNS: words("Design sheets"),
        What.SHARING: words("Sharing table"),
        What.WALL: words("Wall sheet"),
        What.BLANK: words("Blank wall sheet"),
        What.PARTNERS: words("Partner sheets"),
        What.INTERVIEWS: words("Interview script"),
        What.COMMITMENTS: words("Promises"),
        What.PLAN: words("Work plan"),
        What.CENTRE: words("Result in the centre"),
        What.MATRIX: words("Alignment matrix"),
        What.BOARD: words("Action and alignment"),
        What.DICTIONARY: words("Definitions"),
        What.CHARTS: words("Charts"),
        What.REVIEW: words("Review packs"),
        What.CURVES: words("Turn the curve"),
        What.CAUSES: words("Cause sheets"),
        What.STOCKTAKE: words("Stock-take"),
        What.REPORT: words("What we heard"),
        What.WORKSHOPS: words("Workshops"),
        What.COMMUNITY: words("Community"),
        What.HEALTH: words("Health poster"),
        What.ASSESSMENTS: words("Assessments"),
        What.FORMS: words("Blank assessments"),
        What.COVERAGE: words("Practices"),
        What.HAND_OUTS: words("Hand-outs"),
        What.WORKBOOK: words("Workbook"),
        What.CALENDAR: words("Calendar"),
        What.COMMENTS: words("Form for comments"),
    }


def remarks(words: Words, counts: Mapping[What, int], paper: str) -> dict[What, str]:
    """How many there are of each, and how they come."""
    many = words.many
    return {
        What.POSTERS: many(
            "{n} poster · {paper}", "{n} posters · {paper}", counts[What.POSTERS], paper=paper
        ),
        What.DAY: many("{n} paper · A4", "{n} papers · A4", counts[What.DAY]),
        What.SLIDES: words("posters on a screen"),
        What.PROOFS: words("texts of posters · A4"),
        What.WORKSHEETS: many("{n} sheet · A3", "{n} sheets · A3", counts[What.WORKSHEETS]),
        What.MAP: many("{n} map · {paper}", "{n} maps · {paper}", counts[What.MAP], paper=paper),
        What.STEPS: words("for the projector"),
        What.TESTS: words("record · A4"),
        What.DESIGNS: many("{n} sheet · A3", "{n} sheets · A3", counts[What.DESIGNS]),
        What.SHARING: many("{n} table · A3", "{n} tables · A3", counts[What.SHARING]),
        What.WALL: words("sharing table · A1"),
        What.BLANK: words("for sticky notes · A1"),
        What.PARTNERS: words("one each · A4"),
        What.INTERVIEWS: words("about guesses · A4"),
        What.COMMITMENTS: words("with boxes to tick · A4"),
        What.PLAN: words("on a time line · A3"),
        What.CENTRE: many("{n} chart · {paper}", "{n} charts · {paper}", counts[What.CENTRE], paper=paper),
        What.MATRIX: words("who shares what · {paper}", paper=paper),
        What.BOARD: many("{n} board · {paper}", "{n} boards · {paper}", counts[What.BOARD], paper=paper),
        What.DICTIONARY: words("dictionary · A4"),
        What.CHARTS: words("with three questions"),
        What.REVIEW: many("for {n} meeting", "for {n} meetings", counts[What.REVIEW]),
        What.CURVES: many("{n} sheet · A3", "{n} sheets · A3", counts[What.CURVES]),
        What.CAUSES: words("five whys · A4"),
        What.STOCKTAKE: words("report · A4"),
        What.INVITATIONS: words("cards, four to an A4"),
        What.DOOR: words("hours and place · {paper}", paper=paper),
        What.REPORT: words("for all who were invited · A4"),
        What.WORKSHOPS: many("{n} paper", "{n} papers", counts[What.WORKSHOPS]),
        What.COMMUNITY: many("{n} paper", "{n} papers", counts[What.COMMUNITY]),
        What.HEALTH: words("radar and bars · {paper}", paper=paper),
        What.ASSESSMENTS: many("{n} session · A4", "{n} sessions · A4", counts[What.ASSESSMENTS]),
        What.FORMS: many("{n} form · A4", "{n} forms · A4", counts[What.FORMS]),
        What.COVERAGE: words("where they live · A4"),
        What.HAND_OUTS: words("steps of the Guide · A4"),
        What.WORKBOOK: many("{n} sheet · Excel", "{n} sheets · Excel", counts[What.WORKBOOK]),
        What.COMMENTS: words("for those far away · Excel"),
        What.CALENDAR: many("{n} event · .ics", "{n} events · .ics", counts[What.CALENDAR]),
    }


def told_instead(what: What, words: Words) -> str:
    """What stands in the place of pages that cannot be shown."""
    if what is What.COMMENTS:
        return words(
            "The form goes out with the slides: who cannot come writes a note a line, picks the poster, and "
            "sends it back. Read it in under Harvest, Import notes."
        )
    if what is What.WORKBOOK:
        return words("The workbook holds all records, sheet by sheet, for Excel.")
    return words(
        "The calendar holds a day for each promise that has a date. Open it with your calendar program; "
        "a later one brings the same days up to date."
    )


_ONLY_WHEN_ASKED: Final = frozenset({What.HAND_OUTS})
"""What comes from the program and not from the desk: nobody hands it over with the rest."""


class Kind(QFrame):
    """One kind of thing to publish: whether it is exported, and what it will be."""

    chosen = Signal()
    toggled = Signal()

    def __init__(self, page: Page, icon: str, name: str, *, wanted: bool = True) -> None:
        super().__init__()
        self.setProperty("kind", "choice")
        self.setMinimumHeight(54)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(10)
        self.box = QCheckBox()
        self.box.setChecked(wanted)
        self._wanted = wanted
        self.box.setAccessibleName(page.words("Export {what}", what=name))
        self.box.setToolTip(self.box.accessibleName())
        self.box.toggled.connect(lambda _: self.toggled.emit())
        row.addWidget(self.box)
        mark = QLabel()
        mark.setPixmap(page.icons.pixmap(icon, "text_second", 18))
        row.addWidget(mark)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Elided(name, "name"))
        self.remark = Elided("", "caption")
        texts.addWidget(self.remark)
        row.addLayout(texts, 1)

    @property
    def ticked(self) -> bool:
        """Whether it is exported."""
        return self.box.isEnabled() and self.box.isChecked()

    def offer(self, why_not: str) -> None:
        """Let it be ticked, unless there is nothing of the kind; a tick comes back with what it is for."""
        can = not why_not
        if can is not self.box.isEnabled():
            self._wanted = self._wanted if can else self.box.isChecked()
            self._show(on=can and self._wanted)
            self.box.setEnabled(can)
        self.box.setToolTip(why_not or self.box.accessibleName())

    def tick(self, on: bool) -> None:
        """Tick it, or not, and tell nobody; what there is nothing of comes back so."""
        self._wanted = on
        self._show(on=on and self.box.isEnabled())

    def _show(self, *, on: bool) -> None:
        self.box.blockSignals(True)
        self.box.setChecked(on)
        self.box.blockSignals(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click shows it."""
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """So does Enter; Space ticks it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.box.click()
        else:
            super().keyPressEvent(event)


class KindList(Panel):
    """All kinds, one below the other. `chosen` tells the one to look at, `toggled` that ticks are others."""

    chosen = Signal(object)
    toggled = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("What to publish"))
        self.setMinimumWidth(200)
        self.rows: dict[What, Kind] = {}
        self._current: What | None = None
        words = page.words
        texts = words("All"), words("Only this one")
        ways = all_or_few(words("What to publish"), "publish", texts, self._tick)
        ways.setContentsMargins(8, 4, 8, 0)
        self.body.addLayout(ways)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(2)
        for what, name in names(page.words).items():
            row = Kind(page, ICONS[what], name, wanted=what not in _ONLY_WHEN_ASKED)
            row.setObjectName(f"publish-{what.value}")
            row.box.setObjectName(f"export-{what.value}")
            row.chosen.connect(partial(self.chosen.emit, what))
            row.toggled.connect(self.toggled.emit)
            self.rows[what] = row
            column.addWidget(row)
        column.addStretch(1)
        self._area = scrolling(content)
        self.body.addWidget(self._area)

    def _tick(self, every: bool) -> None:
        """Tick all that the desk has, or only what is looked at."""
        for what, row in self.rows.items():
            row.tick(what not in _ONLY_WHEN_ASKED if every else what is self._current)
        self.toggled.emit()

    def show_current(self, what: What) -> None:
        """Bring out the one that is looked at."""
        self._current = what
        for each, row in self.rows.items():
            restyle(row, "current", "true" if each is what else "false")
        self._area.ensureWidgetVisible(self.rows[what], 0, 8)
