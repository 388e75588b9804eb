"""The cluster board: notes that say something together stand in one column, all their text in sight."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kpidesk.domain.gallery import Note
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.projected_notes import at_once, read_the_wall
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui.fields import Choice
from kpidesk.ui.gallery.board import LEAST
from kpidesk.ui.gallery.book import Took
from kpidesk.ui.gallery.cluster_acts import NONE, ClusterActs
from kpidesk.ui.gallery.cluster_column import ClusterWell
from kpidesk.ui.gallery.keys import KeyButton
from kpidesk.ui.gallery.room import card_of
from kpidesk.ui.gallery.texts import by_code
from kpidesk.ui.gallery.view import View
from kpidesk.ui.widgets import Flow, Panel, button, clear, label, scrolling, tool_button

if TYPE_CHECKING:
    from kpidesk.ui.gallery.page import GalleryPage

_MOST: Final = 300


class ClustersView(View):
    """Columns of cards; at the right the note that is looked at, and what to do with what is chosen."""

    key = "clusters"
    SIDE = (260, 300, 340)
    yields = False  # the work goes on in it
    COMMANDS = ("gallery.cluster_suggest",)
    TOOLS = ("gallery.cluster_suggest",)
    FILLED = "gallery.cluster_add"

    def __init__(self, page: "GalleryPage") -> None:
        super().__init__(page)
        self.acts = ClusterActs(self)
        page.command("gallery.cluster_suggest", self.acts.suggest, self.acts.why_not_suggest)
        self.current = ""  # the note, and the column that it is looked at in
        self.column = NONE
        self.wells: dict[str, ClusterWell] = {}
        self._first = 0  # of the notes that the room sees
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._filters())
        self.board = QScrollArea()
        self.board.setObjectName("cluster-board")
        self.board.setWidgetResizable(True)
        self.board.setFrameShape(QFrame.Shape.NoFrame)
        self.board.viewport().setAutoFillBackground(False)
        content = QWidget()
        content.setProperty("kind", "page")
        content.setAutoFillBackground(False)
        self._row = QHBoxLayout(content)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.board.setWidget(content)
        column.addWidget(self.board, 1)
        self.lay_out(middle, self._panel())

    # -- building

    def _filters(self) -> Panel:
        words = self.words
        panel = Panel()
        panel.setFixedHeight(44)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 6, 0)
        row.setSpacing(8)
        self.poster = Choice([], lambda _: self.arrange(), words("Notes of which poster"))
        self.poster.setObjectName("clusters-poster")
        self.poster.setMinimumContentsLength(8)
        self._count = label("", "second")
        row.addWidget(self.poster)
        row.addStretch()
        row.addWidget(self._count)
        row.addSpacing(6)
        panel.body.addLayout(row)
        return panel

    def _panel(self) -> Panel:
        words = self.words
        panel = Panel(words("The note"))
        self._title = panel.title
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(10)
        self.text = label("", "statement", wrap=True)
        column.addWidget(self.text)
        self._stands = label(words("Stands in"), "caption-strong")
        column.addWidget(self._stands)
        self._in = QWidget()
        self._in.setLayout(Flow(6, 6))
        column.addWidget(self._in)
        self._told = label("", "second", wrap=True)
        column.addWidget(self._told)
        self.keys: dict[str, KeyButton] = {}
        for key, name, sign, icon in (
            ("move", words("Move to…"), "M", "arrow-right"), ("also", words("Also in…"), "A", "copy"),
            ("new", words("New cluster of these"), "N", "plus"),
            ("out", words("Take out"), words("Del"), "minus"),
            ("merge", words("Merge the cluster…"), "G", "layers"),
            ("rename", words("Name the cluster"), "F2", "pencil"),
        ):  # fmt: skip
            made = KeyButton(
                name, sign, self.page.icons.pixmap(icon, "text_second", 15), partial(self.acts.do, key)
            )
            made.setCheckable(False)
            made.setObjectName(f"cluster-{key}")
            self.keys[key] = made
            column.addWidget(made)
        column.addWidget(
            label(words("Drag cards to another column; with Ctrl they stay in both. Ctrl with an arrow "
                        "takes them to the column beside."), "caption", wrap=True)
        )  # fmt: skip
        column.addStretch(1)
        panel.body.addWidget(scrolling(content), 1)
        panel.body.addLayout(self._reading())
        return panel

    def _reading(self) -> QHBoxLayout:
        """For the projector: which four notes the room reads."""
        words, icons = self.words, self.page.icons
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 14, 12)
        back = tool_button(icons.icon("chevron-left"), words("Four notes before"), partial(self.read_on, -1))
        on = tool_button(icons.icon("chevron-right"), words("Next four notes"), partial(self.read_on, 1))
        back.setObjectName("read-before")
        on.setObjectName("read-next")
        self._reads = label("", "second", wrap=True)
        row.addWidget(self._reads, 1)
        row.addWidget(back)
        row.addWidget(on)
        return row

    # -- showing

    @property
    def note(self) -> Note | None:
        """See View."""
        return self.book.notes.get(self.current)

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.wells[self.column].cards if self.column in self.wells else self

    def arrive(self) -> None:
        """See View."""
        self.focused.setFocus()
        if not self.current:
            self.choose(next(iter(self.notes_of(self.column)), ""), self.column)

    def show_record(self, record_id: str) -> bool:
        """See View: a cluster, or a note in its first one."""
        if record_id in self.wells:
            own = self.notes_of(record_id)
            self.choose(own[0] if own else "", record_id, focus=True)
            return True
        for key in self.wells:
            if record_id in self.notes_of(key):
                self.choose(record_id, key, focus=True)
                return True
        return False

    def refresh(self, took: Took | None) -> None:
        """See View."""
        book, words = self.book, self.words
        if took is None or took.frame:
            posters = [(key, " ".join((each.code, book.names[key]))) for key, each in book.posters.items()]
            self.poster.offer([(None, words("all posters")), *posters])
        self.arrange()

    def arrange(self) -> None:
        """Put all cards into their columns."""
        wanted = [NONE, *self.book.clusters]
        if list(self.wells) != wanted:
            self._build(wanted)
        for key, well in self.wells.items():
            notes = self.notes_of(key)
            place = well.cards.verticalScrollBar().value()
            well.cards.rows.show(notes)
            well.cards.scheduleDelayedItemsLayout()
            well.cards.verticalScrollBar().setValue(place)
            well.count.setText(self.words.number(len(notes)))
            if well.name is not None:
                name = self.book.clusters[key].name
                well.name.show_value(name)
                well.name.setReadOnly(bool(self.page.read_only()))
                well.cards.setAccessibleName(name or self.words("Without a name"))
        if self.column not in self.wells or self.current not in self.notes_of(self.column):
            self.current = ""
        self._fit()
        self._show()

    def _build(self, wanted: Sequence[str]) -> None:
        clear(self._row)
        self.wells = {}
        for key in wanted:
            well = ClusterWell(self, key)
            well.cards.went.connect(partial(self._went, key))
            well.cards.sideways.connect(partial(self._sideways, key))
            well.cards.dropped.connect(partial(self.acts.dropped, key))
            well.cards.keyed.connect(self.acts.do)
            well.cards.selectionModel().selectionChanged.connect(lambda *_: self._show())
            self.wells[key] = well
            well.setFixedWidth(self._wide())  # before its name wraps
            self._row.addWidget(well)
            well.show()

    def notes_of(self, key: str) -> list[str]:
        """The notes of a column, those of the chosen poster only."""
        book, poster = self.book, self.poster.value
        if key:
            own = [each for each in book.members.get(key, ()) if each in book.notes]
        else:
            places = {each: place for place, each in enumerate(book.posters)}
            own = sorted(
                book.unclustered(),
                key=lambda each: (places[book.notes[each].poster], by_code(book.notes[each].code)),
            )
        return [each for each in own if poster in {None, book.notes[each].poster}]

    def _show(self) -> None:
        book, words = self.book, self.words
        note, many = self.note, self.chosen
        self._count.setText(
            words("{n} of {all} notes stand in a cluster", n=len(book.notes) - len(book.unclustered()),
                  all=len(book.notes))
        )  # fmt: skip
        if note is not None:
            self._title.show_text(f"{note.code}  {book.posters[note.poster].code}")
            self.text.setText(note.text)
        else:
            self._title.show_text(words("The note"))
            self.text.setText(words("Choose a note, or several with Shift and Ctrl."))
        self._told.setText(
            words.many("{n} note is chosen.", "{n} notes are chosen.", len(many)) if len(many) > 1 else ""
        )
        self._told.setVisible(len(many) > 1)
        self._show_clusters(note)
        for key, made in self.keys.items():
            why = self.acts.why_not(key)
            made.setEnabled(not why)
            made.setToolTip(why)
        self._show_reading()

    def _show_clusters(self, note: Note | None) -> None:
        layout = self._in.layout()
        assert layout is not None  # noqa: S101 - made above
        clear(layout)
        clusters = self.book.clusters_of(note.id) if note else []
        for each in clusters:
            name = each.name or self.words("Without a name")
            made = button(name, partial(self.choose, self.current, each.id, focus=True), "plain")
            made.setToolTip(self.words("Go to it"))
            layout.addWidget(made)
        self._in.setVisible(bool(clusters))
        self._stands.setVisible(bool(clusters))

    @property
    def chosen(self) -> list[str]:
        """The notes that are chosen in the column that is looked at."""
        well = self.wells.get(self.column)
        return well.cards.chosen if well else []

    def choose(self, note_id: str, column: str, *, focus: bool = False) -> None:
        """Go to a note in one of its columns."""
        self.current, self.column = note_id, column
        for key, well in self.wells.items():
            well.cards.show_current(note_id if key == column else "")
        if column in self.wells:
            self.board.ensureWidgetVisible(self.wells[column], 0, 0)
            if focus:
                self.wells[column].cards.setFocus()
        self._first = 0
        self._show()
        self.page.shell.commands.refresh()
        self.page.shell.follow()

    def _went(self, column: str, note_id: str) -> None:
        if self.column != column:
            for key, well in self.wells.items():
                if key != column:
                    well.cards.show_current("")
        self.current, self.column = note_id, column
        self._first = 0
        self._show()
        self.page.shell.commands.refresh()
        self.page.shell.follow()

    def go_to(self, note_id: str) -> None:
        """See View."""
        self.choose(note_id, self.column, focus=True)

    def beside(self, note: Note) -> str:
        """See View."""
        own = self.notes_of(self.column)
        at = own.index(note.id) if note.id in own else -1
        after = own[at + 1 : at + 2] or own[max(at - 1, 0) : at]
        return after[0] if after else ""

    def _sideways(self, column: str, by: int) -> None:
        keys = list(self.wells)
        at = keys.index(column) + by
        while 0 <= at < len(keys) and not self.wells[keys[at]].cards.rows.all:
            at += by
        if 0 <= at < len(keys):
            here = self.wells[column].cards
            row = here.visualRect(here.currentIndex())
            cards = self.wells[keys[at]].cards
            index = cards.indexAt(QPoint(12, row.center().y()))
            note = cards.rows.note(index if index.isValid() else cards.rows.index(cards.rows.rowCount() - 1))
            if note is not None:
                self.choose(note.id, keys[at], focus=True)

    # -- the room

    @property
    def _at_once(self) -> int:
        return at_once(self.page.shell.room)

    def _in_reading(self) -> list[str]:
        return self.notes_of(self.column)

    def _show_reading(self) -> None:
        count = len(self._in_reading())
        first = min(self._first, max(count - 1, 0))
        self._reads.setText(
            self.words("The room reads {first} to {last} of {all}", first=first + 1,
                       last=min(first + self._at_once, count), all=count) if count else ""
        )  # fmt: skip

    def read_on(self, by: int) -> None:
        """Let the room read the next notes of the column, or those before."""
        count, step = len(self._in_reading()), self._at_once
        last = max(0, (count - 1) // step * step)
        self._first = max(0, min(self._first + by * step, last))
        self._show_reading()
        self.page.shell.follow()

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See View: the next notes of the column that is looked at, as many as the room can read."""
        here = self._in_reading()[self._first : self._first + at_once(room)]
        notes = [self.book.notes[each] for each in here]
        if not notes:
            return None
        words = self.words
        cluster = self.book.clusters.get(self.column)
        title = (cluster.name if cluster else "") or words("What is written on the wall")
        cards = [card_of(each, self.book, self.session, words) for each in notes]
        beside = self._reads_short(len(cards))
        return read_the_wall(cards, title, beside, words, self.page.colours, room)

    def _reads_short(self, shown: int) -> str:
        count = len(self._in_reading())
        last = self._first + shown
        return self.words("{first} to {last} of {all}", first=self._first + 1, last=last, all=count)

    def name_new(self, cluster_id: str) -> None:
        """Go to a cluster that was just made, its name ready to be written."""
        own = self.notes_of(cluster_id)
        self.choose(own[0] if own else "", cluster_id)
        self.write_name(cluster_id)

    def write_name(self, cluster_id: str) -> None:
        """Let a cluster be called otherwise."""
        well = self.wells[cluster_id]
        self.board.ensureWidgetVisible(well, 0, 0)
        if well.name is not None:
            well.name.setFocus()
            well.name.selectAll()

    # -- room for the columns

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Columns share the width, or scroll sideways."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for well in self.wells.values():
            well.setFixedWidth(self._wide())

    def _wide(self) -> int:
        """The width of a column: as many as fit share what there is."""
        room = max(1, self.board.viewport().width())
        fitting = max(1, (room + 8) // (LEAST + 8))
        return max(LEAST, min(_MOST, (room - 8 * (fitting - 1)) // fitting))

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        super().share_width(middle, side)
        self._fit()
