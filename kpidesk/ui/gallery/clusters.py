"""The cluster board: notes that say something together stand in one column, all their text in sight."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kpidesk.actions import clusters as actions
from kpidesk.domain.clusters import suggest
from kpidesk.domain.gallery import Note
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.projected_notes import AT_ONCE, read_the_wall
from kpidesk.system.lexicon import common_words, word_lists
from kpidesk.ui.fields import Choice
from kpidesk.ui.gallery.board import LEAST
from kpidesk.ui.gallery.book import Took
from kpidesk.ui.gallery.cluster_column import ClusterWell
from kpidesk.ui.gallery.keys import KeyButton
from kpidesk.ui.gallery.room import card_of
from kpidesk.ui.gallery.texts import by_code
from kpidesk.ui.gallery.view import View
from kpidesk.ui.picker import Hit, Picker, matching
from kpidesk.ui.widgets import Flow, Panel, button, clear, label, scrolling, tool_button

if TYPE_CHECKING:
    from kpidesk.ui.gallery.page import GalleryPage

_MOST: Final = 300
_NONE: Final = ""  # the column of notes that stand in no cluster


class ClustersView(View):
    """Columns of cards; at the right the note that is looked at, and what to do with what is chosen."""

    key = "clusters"
    SIDE = (260, 300, 340)
    COMMANDS = ("gallery.cluster_suggest",)
    TOOLS = ("gallery.cluster_suggest",)
    FILLED = "gallery.cluster_add"

    def __init__(self, page: "GalleryPage") -> None:
        super().__init__(page)
        page.command("gallery.cluster_suggest", self.suggest, self._why_not_suggest)
        self.current = ""  # the note, and the column that it is looked at in
        self.column = _NONE
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
        panel = Panel(words("Note"))
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
                name, sign, self.page.icons.pixmap(icon, "text_second", 15), partial(self.do, key)
            )
            made.setCheckable(False)
            made.setObjectName(f"cluster-{key}")
            self.keys[key] = made
            column.addWidget(made)
        column.addWidget(
            label(words("Drag cards to another column; with Ctrl they stay in both. Ctrl with an arrow "
                        "takes them to the column beside."), "caption", wrap=True)
        )  # fmt: skip
        column.addStretch()
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

    def show_record(self, record_id: str) -> bool:
        """See View: a cluster, or a note in its first one."""
        if record_id in self.wells:
            own = self._notes_of(record_id)
            self.choose(own[0] if own else "", record_id, focus=True)
            return True
        for key in self.wells:
            if record_id in self._notes_of(key):
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
        wanted = [_NONE, *self.book.clusters]
        if list(self.wells) != wanted:
            self._build(wanted)
        for key, well in self.wells.items():
            notes = self._notes_of(key)
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
        if self.column not in self.wells or self.current not in self._notes_of(self.column):
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
            well.cards.dropped.connect(partial(self._dropped, key))
            well.cards.keyed.connect(self.do)
            well.cards.selectionModel().selectionChanged.connect(lambda *_: self._show())
            self.wells[key] = well
            well.setFixedWidth(self._wide())  # before its name wraps
            self._row.addWidget(well)
            well.show()

    def _notes_of(self, key: str) -> list[str]:
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
            self._title.show_text(words("Note"))
            self.text.setText(words("Choose a note, or several with Shift and Ctrl."))
        self._told.setText(
            words.many("{n} note is chosen.", "{n} notes are chosen.", len(many)) if len(many) > 1 else ""
        )
        self._told.setVisible(len(many) > 1)
        self._show_clusters(note)
        for key, made in self.keys.items():
            why = self._why_not(key)
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
        own = self._notes_of(self.column)
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

    def _in_reading(self) -> list[str]:
        return self._notes_of(self.column)

    def _show_reading(self) -> None:
        count = len(self._in_reading())
        first = min(self._first, max(count - 1, 0))
        self._reads.setText(
            self.words("The room reads {first} to {last} of {all}", first=first + 1,
                       last=min(first + AT_ONCE, count), all=count) if count else ""
        )  # fmt: skip

    def read_on(self, by: int) -> None:
        """Let the room read the next four notes of the column, or those before."""
        count = len(self._in_reading())
        last = max(0, (count - 1) // AT_ONCE * AT_ONCE)
        self._first = max(0, min(self._first + by * AT_ONCE, last))
        self._show_reading()
        self.page.shell.follow()

    def projected(self) -> Picture | None:
        """See View: four notes of the column that is looked at."""
        notes = [self.book.notes[each] for each in self._in_reading()[self._first : self._first + AT_ONCE]]
        if not notes:
            return None
        words = self.words
        cluster = self.book.clusters.get(self.column)
        title = (cluster.name if cluster else "") or words("What is written on the wall")
        cards = [card_of(each, self.book, self.session, words) for each in notes]
        return read_the_wall(cards, title, self._reads_short(), words, self.page.colours)

    def _reads_short(self) -> str:
        count = len(self._in_reading())
        last = min(self._first + AT_ONCE, count)
        return self.words("{first} to {last} of {all}", first=self._first + 1, last=last, all=count)

    # -- doing

    def _why_not(self, key: str) -> str:
        """Why something cannot be done just now, "" where it can."""
        if why := self.page.read_only():
            return why
        if key in {"out", "merge", "rename"} and not self.column:
            return self.words("Choose a note in a cluster first.")
        if key in {"move", "also", "new", "out", "left", "right"} and not self.chosen:
            return self.words("Choose a note first.")
        if key == "merge" and len(self.book.clusters) < 2:
            return self.words("There is no other cluster to merge with.")
        return ""

    def do(self, key: str) -> None:
        """Do what a key or button says with what is chosen."""
        if why := self._why_not(key):
            self.page.shell.say(why)
            return
        doing: dict[str, Callable[[], object]] = {
            "move": partial(self._ask_where, also=False), "also": partial(self._ask_where, also=True),
            "new": self._new, "out": self._take_out, "merge": partial(self._ask_merge, self.column),
            "rename": self._rename, "left": partial(self._carry, -1), "right": partial(self._carry, 1),
        }  # fmt: skip
        doing[key]()

    def _move(self, notes: list[str], source: str, target: str, *, also: bool) -> None:
        words = self.words
        told = words.many("Move {n} note to another cluster", "Move {n} notes to another cluster", len(notes))
        if self.session.do(told, actions.move, notes, "" if also else source, target):
            self.choose(notes[0], target if notes[0] in self._notes_of(target) else source, focus=True)

    def _dropped(self, target: str, source: str, notes: list[str], also: bool) -> None:
        if not self.page.read_only():
            self._move(notes, source, target, also=also and bool(target))

    def _carry(self, by: int) -> None:
        keys = list(self.wells)
        at = keys.index(self.column) + by
        if 0 <= at < len(keys):
            self._move(self.chosen, self.column, keys[at], also=False)

    def _ask_where(self, *, also: bool) -> None:
        words, notes, source = self.words, self.chosen, self.column
        hits = [
            Hit("layers", each.name or words("Without a name"),
                partial(self._move, notes, source, key, also=also))
            for key, each in self.book.clusters.items()
            if key != source
        ]  # fmt: skip
        hits.append(Hit("plus", words("A new cluster"), self._new))
        asked = words("In which cluster, too?") if also else words("To which cluster?")
        Picker(self.page, self.page.icons, asked, lambda text: matching(text, hits))

    def _new(self) -> None:
        """A new cluster of what is chosen, its name ready to be written."""
        notes, source = self.chosen, self.column
        known = set(self.book.clusters)
        if source:
            done = self.session.do(self.words("Split a cluster"), actions.split, source, notes)
        else:
            gallery = self.book.gallery
            done = gallery is not None and self.session.do(
                self.words("New cluster"), actions.add, gallery.id, "", notes
            )
        self._name_new(known, done=done)

    def add(self) -> None:
        """A new cluster without notes."""
        gallery = self.book.gallery
        known = set(self.book.clusters)
        if gallery is not None:
            done = self.session.do(self.words("New cluster"), actions.add, gallery.id)
            self._name_new(known, done=done)

    def _name_new(self, known: set[str], *, done: bool) -> None:
        for key in set(self.book.clusters) - known if done else ():
            own = self._notes_of(key)
            self.choose(own[0] if own else "", key)
            well = self.wells[key]
            self.board.ensureWidgetVisible(well, 0, 0)
            if well.name is not None:
                well.name.setFocus()

    def _take_out(self) -> None:
        beside = self.beside(self.note) if self.note else ""
        told = self.words.many(
            "Take {n} note out of a cluster", "Take {n} notes out of a cluster", len(self.chosen)
        )
        column = self.column
        if self.session.do(told, actions.take_out, column, self.chosen):
            self.choose(beside, column, focus=True)

    def _rename(self) -> None:
        name = self.wells[self.column].name
        if name is not None:
            name.setFocus()
            name.selectAll()

    def rename(self, cluster_id: str, text: str) -> bool:
        """Call a cluster something else."""
        return self.session.do(self.words("Name a cluster"), actions.rename, cluster_id, text)

    def ask_about(self, cluster_id: str) -> None:
        """Ask what to do with a cluster as a whole."""
        words = self.words
        if why := self.page.read_only():
            self.page.shell.say(why)
            return
        keys = list(self.book.clusters)
        at = keys.index(cluster_id)
        ways = [
            (len(keys) > 1, "layers", words("Merge with another cluster…"),
             partial(self._ask_merge, cluster_id)),
            (at > 0, "chevron-left", words("Move to the left"),
             partial(self._place, cluster_id, keys[at - 2] if at > 1 else "")),
            (at < len(keys) - 1, "chevron-right", words("Move to the right"),
             partial(self._place, cluster_id, keys[min(at + 1, len(keys) - 1)])),
            (True, "trash-2", words("Take the cluster apart; its notes stay"),
             partial(self._remove, cluster_id)),
        ]  # fmt: skip
        hits = [Hit(icon, text, do) for there, icon, text, do in ways if there]
        name = self.book.clusters[cluster_id].name or words("Without a name")
        Picker(self.page, self.page.icons, name, lambda text: matching(text, hits))

    def _place(self, cluster_id: str, after: str) -> None:
        self.work.do(self.words("Move a cluster"), actions.place, cluster_id, after=after)

    def _ask_merge(self, cluster_id: str) -> None:
        words = self.words
        hits = [
            Hit("layers", each.name or words("Without a name"), partial(self._merge, cluster_id, key))
            for key, each in self.book.clusters.items()
            if key != cluster_id
        ]
        Picker(self.page, self.page.icons, words("Into which cluster?"), lambda text: matching(text, hits))

    def _merge(self, cluster_id: str, into: str) -> None:
        if self.session.do(self.words("Merge two clusters"), actions.merge, cluster_id, into):
            own = self._notes_of(into)
            self.choose(own[0] if own else "", into, focus=True)

    def _remove(self, cluster_id: str) -> None:
        self.session.do(self.words("Take a cluster apart"), actions.remove, cluster_id)

    # -- suggesting

    def _why_not_suggest(self) -> str:
        if why := self.page.read_only():
            return why
        return "" if self.book.unclustered() else self.words("Every note stands in a cluster already.")

    def suggest(self) -> None:
        """Make clusters of notes that stand in none yet and share words; one step takes them back."""
        gallery = self.book.gallery
        notes = [self.book.notes[each] for each in self._notes_of(_NONE)]
        groups = suggest(notes, _stem, across=True)
        words = self.words
        if gallery is None or not groups:
            self.page.shell.say(words("No two of these notes share words that say much."))
            return
        if self.session.do(words("Suggest clusters"), actions.take_suggestion, gallery.id, groups):
            said = words.many(
                "{n} cluster was made of notes that share words. Read it before you keep it.",
                "{n} clusters were made of notes that share words. Read them before you keep them.",
                len(groups),
            )
            self.page.shell.say(said, button=words("Take them back"), do=self.session.undo)

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


def _stem(word: str, language: str) -> str:
    """The stem of a word, "" for one that says nothing about what a note is about."""
    return "" if word in common_words(language) else word_lists(language).stem(word)
