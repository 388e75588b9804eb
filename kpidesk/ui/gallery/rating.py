"""Rating notes together: one by one on the screen, a key for how much and one for when, the matrix grows."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kpidesk.actions import answers
from kpidesk.desk.edits import Edit
from kpidesk.domain.gallery import PROPOSALS, Horizon, Moscow, Note
from kpidesk.domain.labels import LABELS
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.projected_notes import Matrix, grid, rating
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui.announcing import Role
from kpidesk.ui.fields import Choice
from kpidesk.ui.gallery.book import Took
from kpidesk.ui.gallery.keys import pressed
from kpidesk.ui.gallery.rating_keys import TIME_KEYS, WISH_KEYS, RatingKeys
from kpidesk.ui.gallery.room import card_of
from kpidesk.ui.gallery.scale_words import ScaleWords
from kpidesk.ui.gallery.texts import by_code, times, wishes
from kpidesk.ui.gallery.view import View
from kpidesk.ui.painter import paint
from kpidesk.ui.widgets import Panel, button, coloured, label, scrolling, tool_button

if TYPE_CHECKING:
    from kpidesk.ui.gallery.page import GalleryPage

_SCALE: Final = 96 / 25.4  # px to the mm
_LETTER: Final = 13 / _SCALE


class MatrixPicture(QWidget):
    """The matrix, painted as the room sees it."""

    reads_as = Role.Graphic

    def __init__(self, view: "RatingView") -> None:
        super().__init__()
        self._view = view
        self.setObjectName("wish-matrix")
        self.setMinimumHeight(250)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(_SCALE, _SCALE)
        wide, tall = self.width() / _SCALE, min(self.height(), 420) / _SCALE
        paint(painter, grid(self._view.matrix(), 0, 0, wide, tall, _LETTER, self._view.page.colours))
        painter.end()


class RatingView(View):
    """The note in large letters, the keys below it, the matrix at the right."""

    reads_as = Role.Grouping
    key = "rating"
    SIDE = (340, 380, 460)
    shown_with_work = True  # the matrix grows as the room watches

    def __init__(self, page: "GalleryPage") -> None:
        super().__init__(page)
        self.current = ""  # a note, or a cluster, by its id
        self._order: list[str] = []
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._filters())
        column.addWidget(self._stage(), 1)
        self.lay_out(middle, self._panel(), least=260)
        self._listen()

    # -- building

    def _filters(self) -> Panel:
        words = self.words
        panel = Panel()
        panel.setFixedHeight(44)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 6, 0)
        row.setSpacing(8)
        self.what = Choice(
            [("proposals", words("what asks for something")), ("all", words("all notes")),
             ("clusters", words("clusters as a whole"))],
            lambda _: self._filter(), words("What is rated"),
        )  # fmt: skip
        self.poster = Choice([], lambda _: self._filter(), words("Notes of which poster"))
        for name, choice in (("what", self.what), ("poster", self.poster)):
            choice.setObjectName(f"rating-{name}")
            choice.setMinimumContentsLength(20)
        self._count = label("", "second")
        for each in (label(words("Rate"), "caption-strong"), self.what, self.poster):
            row.addWidget(each)
        row.addStretch()
        row.addWidget(self._count)
        row.addSpacing(6)
        panel.body.addLayout(row)
        return panel

    def _stage(self) -> Panel:
        panel = Panel()
        panel.body.setContentsMargins(18, 14, 18, 16)
        panel.body.setSpacing(14)
        self._paper = QFrame()
        self._paper.setObjectName("rating-paper")
        inner = QVBoxLayout(self._paper)
        inner.setContentsMargins(22, 18, 22, 22)
        inner.setSpacing(10)
        self._about = label("", "caption-strong", wrap=True)
        self.text = label("", "display", wrap=True)
        self.text.setObjectName("rating-text")
        self._meant = label("", "second", wrap=True)
        for each in (self._about, self.text, self._meant):
            inner.addWidget(each)
        inner.addStretch(1)
        self._nothing = label("", "second", wrap=True)
        self._area = scrolling(self._paper)
        panel.body.addWidget(self._area, 1)
        panel.body.addWidget(self._nothing, 1, Qt.AlignmentFlag.AlignTop)
        self._keys = RatingKeys(self)
        self._keys.on(self.give_wish, self.give_time, self.give_nothing)
        self.wishes, self.times, self.undecided = self._keys.wishes, self._keys.times, self._keys.undecided
        panel.body.addWidget(self._keys)
        panel.body.addLayout(self._foot())
        return panel

    def _foot(self) -> QHBoxLayout:
        words, icons = self.words, self.page.icons
        row = QHBoxLayout()
        row.setSpacing(8)
        before = tool_button(icons.icon("chevron-left"), words("Note before (Left)"), partial(self.walk, -1))
        after = tool_button(icons.icon("chevron-right"), words("Next note (Right)"), partial(self.walk, 1))
        before.setObjectName("rating-before")
        after.setObjectName("rating-after")
        self._progress = label("", "second", wrap=True)
        self.next = button(words("Next without a rating"), self.go_on, "filled")
        self.next.setObjectName("rating-next")
        self.next.setToolTip(words("Next without a rating (Enter)"))
        for each in (before, after):
            row.addWidget(each)
        row.addWidget(self._progress, 1)
        row.addWidget(self.next)
        return row

    def _panel(self) -> Panel:
        panel = Panel(self.words("How much, and when"))
        panel.body.setContentsMargins(14, 10, 14, 14)
        panel.body.setSpacing(8)
        self.picture = MatrixPicture(self)
        panel.body.addWidget(self.picture, 1)
        self.scales = ScaleWords(self)
        panel.body.addWidget(self.scales)
        return panel

    def _listen(self) -> None:
        self._by_key: dict[str, Callable[[], object]] = {
            **{key: partial(self.give_wish, wish) for wish, key in WISH_KEYS.items()},
            **{key: partial(self.give_time, time) for time, key in TIME_KEYS.items()},
            "0": self.give_nothing, "Return": self.go_on, "Enter": self.go_on, "Space": self.go_on,
            "Left": partial(self.walk, -1), "Right": partial(self.walk, 1),
            "Backspace": partial(self.walk, -1),
        }  # fmt: skip
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.words("Rating: a key rates the note, Enter goes on"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """A key rates, wherever the focus is, unless what has it takes the key itself."""
        if not pressed(event, self._by_key):
            super().keyPressEvent(event)

    # -- what is rated

    @property
    def by_clusters(self) -> bool:
        """Whether clusters are rated as a whole."""
        return bool(self.what.value == "clusters")

    def _notes_of(self, key: str) -> list[Note]:
        """The notes that a rating goes to: one, or those of a cluster."""
        notes = self.book.notes
        if self.by_clusters:
            return [notes[each] for each in self.book.members.get(key, ()) if each in notes]
        return [notes[key]] if key in notes else []

    def _sorted(self) -> list[str]:
        """What is rated, in the order of the wall; clusters in theirs."""
        book = self.book
        if self.by_clusters:
            return [key for key, own in book.members.items() if own]
        places = {key: place for place, key in enumerate(book.posters)}
        wanted = [
            note
            for note in book.notes.values()
            if (self.what.value == "all" or note.kind in PROPOSALS)
            and self.poster.value in {None, note.poster}
        ]
        return [
            each.id for each in sorted(wanted, key=lambda each: (places[each.poster], by_code(each.code)))
        ]

    def matrix(self) -> Matrix:
        """How often what is wanted when, among the notes that are rated here."""
        words, gallery = self.words, self.book.gallery
        names: dict[Moscow | None, str] = dict(wishes(gallery, words).items())
        when: dict[Horizon | None, str] = dict(times(gallery, words).items())
        rated = [
            (note.moscow, note.horizon)
            for note in self.book.notes.values()
            if note.moscow is not None or note.horizon is not None
        ]
        shown = self._notes_of(self.current)[:1]
        current = (shown[0].moscow, shown[0].horizon) if shown else None
        counts = Counter(rated)
        for wish, time in rated:  # what was left out of a scale since still has its notes
            names.setdefault(wish, words(LABELS[wish]) if wish else words("undecided"))
            when.setdefault(time, words(LABELS[time]) if time else words("open"))
        if current is not None and (current[0] not in names or current[1] not in when):
            current = None
        return Matrix(counts, names, when, current)

    # -- showing

    def arrive(self) -> None:
        """See View."""
        self.setFocus()
        if not self.current:
            self.go_on()

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self

    @property
    def note(self) -> Note | None:
        """See View."""
        return None if self.by_clusters else self.book.notes.get(self.current)

    def show_record(self, record_id: str) -> bool:
        """See View."""
        if record_id in self._order:
            self.choose(record_id)
        return record_id in self._order

    def refresh(self, took: Took | None) -> None:
        """See View."""
        book, words = self.book, self.words
        if took is None or took.frame:
            posters = [(key, " ".join((each.code, book.names[key]))) for key, each in book.posters.items()]
            self.poster.offer([(None, words("all posters")), *posters])
            self._keys.show_names(wishes(book.gallery, words), times(book.gallery, words))
            self.scales.refresh()
        self._order = self._sorted()
        if self.current not in self._order:
            self.current = self._waiting() or (self._order[0] if self._order else "")
        self._show()

    def _show(self) -> None:
        notes = self._notes_of(self.current)
        there = bool(notes)
        self._area.setVisible(there)
        self._nothing.setVisible(not there)
        self._nothing.setText(self._why_nothing())
        self.poster.setEnabled(not self.by_clusters)
        if there:
            self._show_words(notes)
        still = bool(self.page.read_only()) or not there
        given = notes[0] if there else None
        for wish, made in self.wishes.items():
            made.show_chosen(chosen=given is not None and given.moscow is wish)
            made.setEnabled(not still)
        for time, made in self.times.items():
            made.show_chosen(chosen=given is not None and given.horizon is time)
            made.setEnabled(not still)
        nothing = given is not None and given.moscow is None and given.horizon is None and given.discussed
        self.undecided.show_chosen(chosen=nothing)
        self.undecided.setEnabled(not still)
        done = sum(not self._waits(each) for each in self._order)
        self._progress.setText(self.words("{done} of {all} talked about", done=done, all=len(self._order)))
        at = self._order.index(self.current) + 1 if self.current in self._order else 0
        self._count.setText(self.words("{n} of {all}", n=at, all=len(self._order)) if at else "")
        self.next.setEnabled(there)
        self.picture.setAccessibleName(self._spoken())
        self.picture.update()
        self.page.shell.follow()

    def _why_nothing(self) -> str:
        if self.by_clusters:
            return self.words("There is no cluster with notes yet. Make some under Clusters.")
        return self.words("No note is there to be rated. Type them under Harvest, or choose all notes above.")

    def _show_words(self, notes: list[Note]) -> None:
        words, colours = self.words, self.page.colours
        if self.by_clusters:
            cluster = self.book.clusters[self.current]
            head = words.many("Cluster of {n} note", "Cluster of {n} notes", len(notes))
            self.text.setText(cluster.name or words("Without a name"))
            self._meant.setText("\n".join(f"{each.code}  {each.text}" for each in notes))
            paper, ink = colours.sunken, colours.text_second
        else:
            (note,) = notes
            card = card_of(note, self.book, self.session, words)
            poster = f"{card.poster} {self.book.names[note.poster]}"
            head = " · ".join(filter(None, (card.code, poster, card.told)))
            self.text.setText(note.text)
            self._meant.setText(card.meant)
            look = colours.notes.get(card.kind)
            paper, ink = (look.paper, look.ink) if look else (colours.sunken, colours.text_second)
        self._meant.setVisible(bool(self._meant.text()))
        self._about.setText(head)
        coloured(self._about, ink)
        self._paper.setStyleSheet(f"QFrame#rating-paper {{ background: {paper}; border-radius: 6px; }}")

    def _spoken(self) -> str:
        matrix = self.matrix()
        parts = [
            f"{matrix.wishes[wish]}, {matrix.times[time]}: {self.words.number(count)}"
            for (wish, time), count in matrix.counts.items()
        ]
        return self.words("How much and when: {cells}", cells="; ".join(parts) or self.words("nothing yet"))

    def projected(self, room: Room = ROOM) -> Picture | None:
        """See View."""
        notes = self._notes_of(self.current)
        gallery = self.book.gallery
        if not notes or gallery is None:
            return None
        words = self.words
        card = card_of(notes[0], self.book, self.session, words)
        if self.by_clusters:
            name = self.book.clusters[self.current].name or words("Without a name")
            told = words.many("{n} note", "{n} notes", len(notes))
            card = type(card)("", "", "", told, name, " · ".join(each.text for each in notes))
        title = words("How much do we want it, and when?")
        return rating(card, self.matrix(), title, self._count.text(), words, self.page.colours, room)

    # -- going on

    def _filter(self) -> None:
        self._order = self._sorted()
        self.current = self._waiting() or (self._order[0] if self._order else "")
        self._show()

    def _waits(self, key: str) -> bool:
        """Whether nobody has talked about it yet."""
        return any(
            each.moscow is None and each.horizon is None and not each.discussed
            for each in self._notes_of(key)
        )

    def _waiting(self) -> str:
        """What waits for a rating, from the current one on and around; "" for nothing."""
        at = self._order.index(self.current) + 1 if self.current in self._order else 0
        return next((each for each in (*self._order[at:], *self._order[:at]) if self._waits(each)), "")

    def choose(self, key: str) -> None:
        """Show a note or cluster."""
        self.current = key
        self._show()
        self.page.shell.commands.refresh()

    def walk(self, by: int) -> None:
        """Show the next one, or the one before."""
        if self._order:
            at = self._order.index(self.current) + by if self.current in self._order else 0
            self.choose(self._order[max(0, min(at, len(self._order) - 1))])

    def go_on(self) -> None:
        """Show the next one that nobody has rated; what was looked at is talked about then."""
        if self.current and self._waits(self.current) and not self.page.read_only():
            self._give(self.words("Talk about {note}", note=self._name()), _discuss)
        waiting = self._waiting()
        if waiting:
            self.choose(waiting)
        elif self._order:
            self.page.shell.say(self.words("Everything here has been talked about."))

    # -- rating

    def give_wish(self, wish: Moscow) -> None:
        """Write down how much it is wanted; the same once more takes it back."""
        notes = self._notes_of(self.current)
        if notes and wish in wishes(self.book.gallery, self.words):
            new = None if all(each.moscow is wish for each in notes) else wish
            self._rate(lambda edit, note: answers.rate(edit, note.id, new, note.horizon))

    def give_time(self, time: Horizon) -> None:
        """Write down when it is wanted; the same once more takes it back."""
        notes = self._notes_of(self.current)
        if notes and time in times(self.book.gallery, self.words):
            new = None if all(each.horizon is time for each in notes) else time
            self._rate(lambda edit, note: answers.rate(edit, note.id, note.moscow, new))

    def give_nothing(self) -> None:
        """Leave it undecided, though it was talked about."""

        def leave_open(edit: Edit, note: Note) -> None:
            answers.rate(edit, note.id, None, None)
            answers.discuss(edit, note.id)

        self._give(self.words("Leave {note} undecided", note=self._name()), leave_open)

    def _rate(self, do: Callable[[Edit, Note], object]) -> None:
        self._give(self.words("Rate {note}", note=self._name()), do)

    def _name(self) -> str:
        """What is rated, as undo tells it."""
        note = self.note
        return note.code if note else self.words("the cluster")

    def _give(self, told: str, do: Callable[[Edit, Note], object]) -> None:
        notes = self._notes_of(self.current)
        if not notes or self.page.read_only():
            self._show()
            return

        def give(edit: Edit) -> None:
            for note in notes:
                do(edit, edit.get(Note, note.id))

        self.session.do(told, give)
        self._show()

    def views(self) -> dict[str, Callable[[], object]]:
        """See View."""

        def rate() -> None:
            self.page.show_view("rating")
            self._order = self._sorted()
            if self._order:
                self.choose(self._order[min(2, len(self._order) - 1)])

        return {"rating": rate}


def _discuss(edit: Edit, note: Note) -> None:
    answers.discuss(edit, note.id)
