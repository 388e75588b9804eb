"""What can be said about a poster and about the gallery as a whole."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.actions import gallery as actions
from kpidesk.domain.gallery import PosterKind
from kpidesk.ui.fields import LineField, TextField, labelled
from kpidesk.ui.gallery.work import Work
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import Line, Panel, button, label, scrolling

_DAYS: Final = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %B %Y", "%d %b %Y")


class PosterDetails(Panel):
    """The panel: the chosen poster on top, the gallery below."""

    opened = Signal()  # go to its notes

    def __init__(self, page: Page, work: Work) -> None:
        super().__init__(page.words("Gallery"))
        self._page, self._work, self._words = page, work, page.words
        self._poster = ""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(10)
        self._own = QWidget()
        own = QVBoxLayout(self._own)
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(10)
        self._fill_poster(own)
        own.addSpacing(4)
        own.addWidget(Line())
        own.addWidget(label(page.words("The gallery"), "panel"))
        column.addWidget(self._own)
        self._fill_gallery(column)
        column.addStretch()
        self.body.addWidget(scrolling(content), 1)

    # -- building

    def _fill_poster(self, column: QVBoxLayout) -> None:
        words = self._words
        self._name = label("", "statement-strong", wrap=True)
        column.addWidget(self._name)
        column.addWidget(self._overflow_hint())
        self.questions = TextField(self._set_questions, words("What do you want to ask visitors?"), least=3)
        self.questions.setObjectName("poster-questions")
        column.addLayout(labelled(words("The team's questions, one a line"), self.questions))
        self.tentative = LineField(
            self._set("tentative"), words("Draft: nothing here is final"),
            name=words("Line that invites change"),
        )  # fmt: skip
        self.tentative.setObjectName("poster-tentative")
        self.version = LineField(self._set_number("version"), name=words("Version"))
        self.version.setObjectName("poster-version")
        self.version.setFixedWidth(64)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(labelled(words("Line that invites change"), self.tentative), 1)
        row.addLayout(labelled(words("Version"), self.version))
        column.addLayout(row)
        links = QVBoxLayout()
        links.setSpacing(0)
        self.open = button(words("Open the measure"), self._open, "link")
        self.open.setObjectName("poster-open")
        notes = button(words("Go to its notes"), self.opened.emit, "link")
        notes.setObjectName("poster-notes")
        show = button(words("Show in Publish"), self._publish, "link")
        show.setObjectName("poster-publish")
        for each in (self.open, notes, show):
            links.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(links)
        off = self._page.button("gallery.remove_poster", "danger")
        column.addWidget(off, 0, Qt.AlignmentFlag.AlignLeft)

    def _overflow_hint(self) -> QFrame:
        self._overflow = QFrame()
        self._overflow.setProperty("kind", "hint")
        row = QHBoxLayout(self._overflow)
        row.setContentsMargins(10, 8, 10, 8)
        mark = QLabel()
        mark.setPixmap(self._page.icons.pixmap("triangle-alert", "warn", 16))
        self._overflow_text = label("", wrap=True)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._overflow_text, 1)
        return self._overflow

    def _fill_gallery(self, column: QVBoxLayout) -> None:
        words = self._words
        self.name = LineField(self._set_gallery("name"), words("What is the gallery called?"))
        self.place = LineField(self._set_gallery("place"), words("Which room?"))
        self.day = LineField(self._set_day, words("8 July 2025"))
        self.invited = LineField(self._set_count("invited"), "0")
        self.visitors = LineField(self._set_count("visitors"), "0")
        fields = (
            ("name", self.name, words("Name")), ("place", self.place, words("Place")),
            ("day", self.day, words("Day")), ("invited", self.invited, words("Invited")),
            ("visitors", self.visitors, words("Visitors, by tally")),
        )  # fmt: skip
        for key, field, name in fields:
            field.setObjectName(f"gallery-{key}")
            field.setAccessibleName(name)
        column.addLayout(labelled(words("Name"), self.name))
        column.addLayout(labelled(words("Place"), self.place))
        column.addLayout(labelled(words("Day"), self.day))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.addLayout(labelled(words("Invited"), self.invited), 0, 0)
        grid.addLayout(labelled(words("Visitors, by tally"), self.visitors), 0, 1)
        column.addLayout(grid)

    # -- showing

    def show_poster(self, poster_id: str, overflow: tuple[str, ...]) -> None:
        """Show a poster, or the gallery alone."""
        book = self._work.book
        poster = book.posters.get(poster_id)
        self._poster = poster_id if poster else ""
        self._own.setVisible(poster is not None)
        still = bool(self._page.read_only())
        for field in (self.tentative, self.version, self.name, self.place, self.day, self.invited,
                      self.visitors):  # fmt: skip
            field.setReadOnly(still)
        self.questions.setReadOnly(still)
        if poster is not None:
            self.title.show_text(self._words("Poster {code}", code=poster.code))
            self._name.setText(book.names[poster.id])
            self.questions.show_value("\n".join(poster.questions))
            self.tentative.show_value(poster.tentative)
            self.version.show_value(str(poster.version))
            is_map = poster.kind is PosterKind.MAP
            self.open.setText(self._words("Open the map") if is_map else self._words("Open the measure"))
            self.open.setVisible(bool(poster.map or poster.measure))
            self.show_overflow(overflow)
        else:
            self.title.show_text(self._words("The gallery"))
        self._show_gallery()

    def _show_gallery(self) -> None:
        gallery = self._work.book.gallery
        if gallery is None:
            return
        self.name.show_value(gallery.name)
        self.place.show_value(gallery.place)
        self.day.show_value(self._words.date(gallery.opens.date()) if gallery.opens else "")
        self.invited.show_value("" if gallery.invited is None else str(gallery.invited))
        self.visitors.show_value("" if gallery.visitors is None else str(gallery.visitors))

    def show_overflow(self, parts: tuple[str, ...]) -> None:
        """Tell what did not fit on the poster."""
        self._overflow.setVisible(bool(parts))
        text = self._words("Does not fit and is left out: {parts}. Shorten it.", parts=", ".join(parts))
        self._overflow_text.setText(text if parts else "")

    def commit(self) -> None:
        """Keep what is being typed."""
        for field in (self.questions, self.tentative, self.version):
            if self._poster:
                field.commit()

    # -- doing

    def _change(self, **fields: object) -> bool:
        poster = self._work.book.posters.get(self._poster)
        if poster is None:
            return True
        label_ = self._words("Change poster {code}", code=poster.code)
        return self._work.do(label_, actions.change_poster, poster.id, **fields)

    def _change_gallery(self, **fields: object) -> bool:
        gallery = self._work.book.gallery
        if gallery is None:
            return True
        return self._work.do(self._words("Change the gallery"), actions.change_gallery, gallery.id, **fields)

    def _set(self, field: str) -> Callable[[str], bool]:
        return lambda text: self._change(**{field: text})

    def _set_gallery(self, field: str) -> Callable[[str], bool]:
        return lambda text: self._change_gallery(**{field: text})

    def _set_questions(self, text: str) -> bool:
        return self._change(questions=tuple(line for line in text.splitlines() if line.strip()))

    def _set_number(self, field: str) -> Callable[[str], bool]:
        def change(text: str) -> bool:
            return (
                self._wrong_number() if (number := _whole(text)) is None else self._change(**{field: number})
            )

        return change

    def _set_count(self, field: str) -> Callable[[str], bool]:
        def change(text: str) -> bool:
            number = _whole(text)
            if number is None and text.strip():
                return self._wrong_number()
            return self._change_gallery(**{field: number})

        return change

    def _wrong_number(self) -> bool:
        return self._refuse(self._words("A whole number is wanted here."))

    def _set_day(self, text: str) -> bool:
        gallery = self._work.book.gallery
        if gallery is None or not text.strip():
            return self._change_gallery(opens=None)
        day = _day(text)
        if day is None:
            return self._refuse(self._words("Which day is that? Type it like 2025-07-08."))
        hour = gallery.opens.time() if gallery.opens else time(9)
        return self._change_gallery(opens=datetime.combine(day, hour))

    def _refuse(self, sentence: str) -> bool:
        self._page.shell.say(sentence, bad=True)
        return False

    def _open(self) -> None:
        poster = self._work.book.posters.get(self._poster)
        if poster is not None and poster.measure:
            self._page.shell.go("measures", poster.measure)
        elif poster is not None:
            self._page.shell.go("results")

    def _publish(self) -> None:
        self._page.shell.go("publish", self._poster)


def _whole(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= 9 else None


def _day(text: str) -> date | None:
    for form in _DAYS:
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day, local to the place
        except ValueError:
            continue
    return None
