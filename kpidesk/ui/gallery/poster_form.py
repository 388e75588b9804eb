"""What can be said about one poster: its words, its paper, a second language, which parts it has."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpidesk.actions import gallery as actions
from kpidesk.actions.translating import say_in
from kpidesk.desk.edits import Edit
from kpidesk.domain.gallery import Poster, PosterKind, Turned
from kpidesk.domain.measures import Measure
from kpidesk.domain.posters import ASKING, PARTS, TITLED, ZONED, in_language
from kpidesk.domain.record import Record
from kpidesk.domain.results import Goal, Map, Result
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.poster_kinds import usual_title
from kpidesk.drawing.poster_words import part_names
from kpidesk.ui.fields import TextField, labelled
from kpidesk.ui.form import Form, lines, texts, whole_numbers
from kpidesk.ui.gallery.work import Work
from kpidesk.ui.languages import WRITTEN, language_name
from kpidesk.ui.page import Page
from kpidesk.ui.widgets import Line, button, label

_NAMED_ZONES: Final = ZONED | {PosterKind.QUESTION, PosterKind.PARKING}

Text = tuple[str, Record, str]
"""What is said in the second language: its name, and the record and field that it translates."""


class PosterForm(QWidget):
    """The fields of the chosen poster; `opened` asks for its notes."""

    opened = Signal()

    def __init__(self, page: Page, work: Work) -> None:
        super().__init__()
        self._page, self._work, self._words = page, work, page.words
        self._poster = ""
        self._said: dict[str, tuple[Record, str]] = {}
        self.form = Form(page.words, self._names(), self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(10)
        self.name = label("", "statement-strong", wrap=True)
        column.addWidget(self.name)
        column.addWidget(self._overflow_hint())
        self._fill(column)
        for key, field in (self.form.fields | self.form.choices).items():
            field.setObjectName(f"poster-{key}")

    def _names(self) -> dict[str, str]:
        words = self._words
        return {
            "title": words("Title"), "questions": words("The team's questions, one a line"),
            "tentative": words("Line that invites change"), "version": words("Version"),
            "paper": words("Size on the wall"), "turned": words("How it lies"),
            "language": words("Second language"), "told": words("Answers of which gallery"),
            "zones": words("Places for notes, one a line"),
        }  # fmt: skip

    # -- building

    def _fill(self, column: QVBoxLayout) -> None:
        words, form = self._words, self.form
        column.addLayout(form.line("title", words("as supplied")))
        column.addLayout(form.text("questions", words("What do you want to ask visitors?"), lines()))
        column.addLayout(form.choice("told", []))
        column.addLayout(form.text("zones", words("as supplied"), lines()))
        column.addLayout(form.line("tentative", words("Draft: nothing here is final"), texts()))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(form.choice("paper", [("", words("as chosen")), *((each, each) for each in SHEETS)]), 1)
        ways = [(None, words("Upright")), (Turned.LANDSCAPE, words("Lying"))]
        row.addLayout(form.choice("turned", ways), 1)
        column.addLayout(row)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(form.choice("language", []), 1)
        row.addLayout(form.line("version", "1", whole_numbers(words, 0, 1_000_000, needed=True)))
        form.fields["version"].setFixedWidth(64)
        column.addLayout(row)
        self._other = QVBoxLayout()
        self._other.setSpacing(10)
        column.addLayout(self._other)
        self._others: dict[str, TextField] = {}
        self._parts = QWidget()
        parts = QVBoxLayout(self._parts)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        self._parts_head = label(words("What stands on it"), "caption-strong")
        parts.addWidget(self._parts_head)
        self.ticks: dict[str, QCheckBox] = {}
        for key, name in part_names(words).items():
            tick = QCheckBox(name)
            tick.setObjectName(f"part-{key}")
            tick.setMinimumHeight(32)
            tick.clicked.connect(lambda wanted, each=key: self._part(each, wanted))
            self.ticks[key] = tick
            parts.addWidget(tick)
        column.addWidget(self._parts)
        column.addWidget(Line())
        column.addLayout(self._links())
        column.addStretch(1)

    def _links(self) -> QVBoxLayout:
        words = self._words
        links = QVBoxLayout()
        links.setSpacing(0)
        self.open = button(words("Open the measure"), self._open, "link")
        notes = button(words("Go to its notes"), self.opened.emit, "link")
        show = button(words("Show in Publish"), self._publish, "link")
        for name, each in (("open", self.open), ("notes", notes), ("publish", show)):
            each.setObjectName(f"poster-{name}")
            links.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        links.addSpacing(6)
        off = self._page.button("gallery.remove_poster", "danger")
        links.addWidget(off, 0, Qt.AlignmentFlag.AlignLeft)
        return links

    def _overflow_hint(self) -> QFrame:
        self.overflow = QFrame()
        self.overflow.setProperty("kind", "hint")
        row = QHBoxLayout(self.overflow)
        row.setContentsMargins(10, 8, 10, 8)
        mark = QLabel()
        mark.setPixmap(self._page.icons.pixmap("triangle-alert", "warn", 16))
        self.overflow_text = label("", wrap=True)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.overflow_text, 1)
        return self.overflow

    # -- showing

    def show_poster(self, poster: Poster, overflow: tuple[str, ...]) -> None:
        """Show a poster with what did not fit on it."""
        if poster.id != self._poster:
            self.form.give_back()
            self._poster = poster.id
        words, kind = self._words, poster.kind
        still = bool(self._page.read_only())
        self.name.setText(f"{poster.code}  {self._work.book.names[poster.id]}")
        if kind in TITLED:
            self.form.fields["title"].setPlaceholderText(usual_title(kind)(words))
        self._offer(poster)
        shown = {field: getattr(poster, field) for field in self._names()}
        shown["turned"] = Turned.LANDSCAPE if poster.turned is Turned.LANDSCAPE else None
        self.form.show_values(shown, writable=not still)
        for key, wanted in (
            ("title", kind in TITLED), ("questions", kind in ASKING), ("zones", kind in _NAMED_ZONES),
            ("told", kind is PosterKind.TOLD), ("turned", kind is not PosterKind.MAP),
        ):  # fmt: skip
            self.form.show_field(key, shown=wanted)
        self._show_other(poster, still=still)
        keys = PARTS[kind]
        self._parts.setVisible(bool(keys))
        for key, tick in self.ticks.items():
            tick.setVisible(key in keys)
            tick.setChecked(key not in poster.hidden)
            tick.setEnabled(not still)
        about = {
            PosterKind.MAP: words("Open the map"), PosterKind.GOAL: words("Open the goal")
        }  # fmt: skip
        self.open.setText(about.get(kind, words("Open the measure")))
        self.open.setVisible(bool(poster.map or poster.measure or poster.goal))
        self.show_overflow(overflow)

    def _offer(self, poster: Poster) -> None:
        """The languages and galleries to choose from."""
        words, book = self._words, self._work.book
        codes = dict.fromkeys((*book.languages, poster.language, *WRITTEN))
        named = [(code, language_name(code, words)) for code in codes if code and code != words.language]
        self.form.choices["language"].offer([("", words("none")), *named])
        galleries: list[tuple[str | None, str]] = [(each.id, each.name) for each in book.galleries]
        self.form.choices["told"].offer([(None, words("the newest with answers")), *galleries])

    def show_overflow(self, parts: Sequence[str]) -> None:
        """Tell what did not fit on the poster."""
        self.overflow.setVisible(bool(parts))
        text = self._words(
            "Does not fit and is left out: {parts}. Shorten it, or switch parts off.", parts=", ".join(parts)
        )
        self.overflow_text.setText(text if parts else "")

    # -- the second language

    def _texts(self, poster: Poster) -> list[Text]:
        """What of a poster can be said in its second language."""
        desk, words = self._page.session.desk, self._words
        found: list[Text] = []
        result: str | None = None
        if poster.measure is not None:
            measure = desk.get(Measure, poster.measure)
            found.append((words("Its name"), measure, "name"))
            result = measure.result
        elif poster.map is not None:
            found.append((words("Its name"), desk.get(Map, poster.map), "name"))
        elif poster.goal is not None:
            found.append((words("The goal"), desk.get(Goal, poster.goal), "text"))
        if poster.kind in TITLED and poster.title:
            found.append((words("Its title"), poster, "title"))
        if result is not None:
            found.append((words("The result"), desk.get(Result, result), "statement"))
        if poster.questions and poster.kind in ASKING:
            found.append((words("The questions, one a line"), poster, "questions"))
        return found

    def _show_other(self, poster: Poster, *, still: bool) -> None:
        """A field for each text in the second language; what is being typed stays."""
        wanted = self._texts(poster) if poster.language else []
        self._said = {f"{record.id}-{field}": (record, field) for _, record, field in wanted}
        for key in [key for key in self._others if key not in self._said]:
            self._others.pop(key).parentWidget().hide()  # type: ignore[union-attr]
        tongue = language_name(poster.language, self._words) if poster.language else ""
        for name, record, field in wanted:
            key = f"{record.id}-{field}"
            if key not in self._others:
                self._add_other(key, name, field)
            shown = self._others[key]
            shown.setAccessibleName(self._words("{what} in {language}", what=name, language=tongue))
            shown.setPlaceholderText(self._words("in {language}", language=tongue))
            shown.show_value(in_language(self._page.session.desk, record, field, poster.language))
            shown.setReadOnly(still)

    def _add_other(self, key: str, name: str, field: str) -> None:
        frame = QWidget()
        made = TextField(partial(self._say, key), lines=field == "questions")
        made.setObjectName(f"other-{field}")
        column = labelled(name, made)
        column.setContentsMargins(0, 0, 0, 0)
        frame.setLayout(column)
        self._others[key] = made
        self._other.addWidget(frame)

    def _say(self, key: str, text: str) -> bool:
        poster, (record, field) = self._now(), self._said.get(key, (None, ""))
        if poster is None or record is None:
            return True

        def say(edit: Edit) -> None:
            say_in(edit, record, field, poster.language, text)

        return self._work.do(self._words("Translate poster {code}", code=poster.code), say)

    # -- doing

    def commit(self) -> None:
        """Keep what is being typed."""
        if self._now() is not None:
            self.form.commit()
            for field in self._others.values():
                field.commit()

    def _now(self) -> Poster | None:
        return self._work.book.posters.get(self._poster)

    def _take(self, key: str, value: Any) -> bool:
        self.form.say(key, "") if key in self.form.wrong else None
        return self._change(**{key: value})

    def _part(self, key: str, wanted: bool) -> None:
        poster = self._now()
        if poster is not None:
            hidden = {*poster.hidden} - {key} if wanted else {*poster.hidden, key}
            self._change(hidden=tuple(each for each in PARTS[poster.kind] if each in hidden))

    def _change(self, **fields: object) -> bool:
        poster = self._now()
        if poster is None:
            return True
        name = self._words("Change poster {code}", code=poster.code)
        return self._work.do(name, actions.change_poster, poster.id, **fields)

    def _open(self) -> None:
        poster = self._now()
        if poster is not None and poster.measure:
            self._page.shell.go("measures", poster.measure)
        elif poster is not None:
            self._page.shell.go("results", poster.goal or "")

    def _publish(self) -> None:
        self._page.shell.go("publish", self._poster)
