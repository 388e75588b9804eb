"""What a desk shall not hold any more: a text, everywhere, and what records were like long ago."""

from datetime import UTC, datetime, time
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from kpidesk.desk.backups import backups, remove
from kpidesk.desk.compacting import Dropping, compact, dropping
from kpidesk.desk.leftovers import leftovers_of
from kpidesk.desk.problems import DeskProblem
from kpidesk.desk.redacting import BLACK, Prepared, Standing, prepare, redact, standing
from kpidesk.desk.text_search import pattern_of
from kpidesk.domain.naming import FIELD_NAMES, KIND_NAMES
from kpidesk.domain.reviews import months_later
from kpidesk.domain.wording import Refused
from kpidesk.ui.fields import Choice, labelled
from kpidesk.ui.keeping.card import Card
from kpidesk.ui.narrow import Tick
from kpidesk.ui.page import Page
from kpidesk.ui.subject_page import today
from kpidesk.ui.widgets import button

_SHOWN: Final = 6  # places that are named
_AGES: Final = (1, 3, 6, 12, 24)  # months
_MEGABYTE: Final = 1_000_000


class RedactCard(Card):
    """Taking a text out of everything; where it stands is shown before."""

    def __init__(self, page: Page) -> None:
        words = page.words
        super().__init__(
            page, "eraser", words("Redact a text"),
            words(
                "A name or a number that should never have been typed goes out of all records, of the "
                "history and of the file itself. It cannot be undone."
            ),
        )  # fmt: skip
        self._found: tuple[str, int, Standing] | None = None  # of which text, after which edit
        self.whole = Tick(words("Leave it where it is part of a longer word"))
        self.whole.setObjectName("redact-whole")
        self.whole.setMinimumHeight(32)
        self.whole.toggled.connect(lambda _: self._look_again())
        self.text = QLineEdit()
        self.text.setObjectName("redact-text")
        self.text.setMaxLength(300)
        self.text.textChanged.connect(lambda _: self._forget())
        self.text.returnPressed.connect(self.look_for_it)
        self.instead = QLineEdit(BLACK)
        self.instead.setObjectName("redact-instead")
        self.instead.setMaxLength(60)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(labelled(words("What goes"), self.text), 3)
        row.addLayout(labelled(words("What stands there then"), self.instead), 2)
        self.body.addLayout(row)
        self.body.addWidget(self.whole, 0, Qt.AlignmentFlag.AlignLeft)
        page.command("keeping.redact", self.ask, self._why_not)
        self.finish("keeping.redact", "danger")
        self.look_button = button(words("Look where it stands"), self.look_for_it)
        self.look_button.setObjectName("redact-look")
        self._foot.insertWidget(0, self.look_button)

    def _forget(self) -> None:
        self._found = None
        self.give_up()
        self.tell("")
        self.page.shell.commands.refresh()

    def show_desk(self) -> None:
        """See Card."""
        if self._found is not None and self._found[1] != self.session.desk.last_edit:
            self.look_for_it()

    def _look_again(self) -> None:
        if self.text.text():
            self.look_for_it()

    def look_for_it(self) -> None:
        """Look where the text stands."""
        text, edit, whole = self.text.text(), self.session.desk.last_edit, self.whole.isChecked()
        self._found = None
        self.tell(self.words("Looking …"))
        self.look(
            self.words("Looking for a text"),
            lambda desk, _progress, _stopped: standing(desk, text, whole=whole),
            partial(self._tell, text, edit),
        )
        self.page.shell.commands.refresh()

    def _tell(self, text: str, edit: int, found: object) -> None:
        assert isinstance(found, Standing)  # noqa: S101 - what `standing` returns
        self._found = (text, edit, found)
        self.tell(self._in_words(found))
        self.page.shell.commands.refresh()

    def _in_words(self, found: Standing) -> str:
        words = self.words
        if found.nowhere:
            return words("It stands nowhere in this desk.")
        places = sorted(found.places.items(), key=lambda each: -each[1])
        parts = [
            words("{kind}, {field}: {n}", kind=words(KIND_NAMES[kind]),
                  field=words(FIELD_NAMES[kind, name]), n=words.number(count))
            for (kind, name), count in places[:_SHOWN]
        ]  # fmt: skip
        if more := sum(count for _, count in places[_SHOWN:]):
            parts.append(words("elsewhere: {n}", n=words.number(more)))
        if found.files:
            parts.append(words.many("in {n} file", "in {n} files", found.files))
        told = [words("It stands here now: {places}.", places="; ".join(parts))] if parts else []
        if found.inside:
            told.append(
                words.many(
                    "{n} of them is part of a longer word: “{longer}”.",
                    "{n} of them are part of longer words, such as “{longer}”.",
                    found.inside, longer=found.longer,
                )
            )  # fmt: skip
        past = (
            (found.past, words.many("{n} earlier version", "{n} earlier versions", found.past)),
            (found.labels, words.many("{n} name of a step", "{n} names of steps", found.labels)),
            (found.names, words.many("{n} edit by whom", "{n} edits by whom", found.names)),
        )
        if before := [text for count, text in past if count]:
            told.append(words("The history has it in {parts}.", parts=words.listed(before)))
        if found.names and self._is_in(self.session.desk.who):
            told.append(
                words("It stands in your own name: whatever you do afterwards is noted under it again.")
            )
        return " ".join(told)

    def _is_in(self, text: str) -> bool:
        return pattern_of(self.text.text(), whole=self.whole.isChecked()).search(text) is not None

    def _why_not(self) -> str:
        words = self.words
        if never := self.page.read_only():
            return never
        if self._found is None or self._found[0] != self.text.text():
            return words("Look where it stands first.")
        return words("It stands nowhere in this desk.") if self._found[2].nowhere else self.busy()

    def ask(self) -> None:
        """Ask, and take the text out for good; the backups that hold it still are offered for removal."""
        words, shell, session = self.words, self.page.shell, self.session
        text, instead, whole = self.text.text(), self.instead.text(), self.whole.isChecked()
        reason = words(
            "Nothing that was done until now can be undone afterwards. Copies that were given out keep it."
        )
        question = words("Redact “{text}” everywhere in this desk?", text=" ".join(text.split()))
        if not shell.questions.choose(question, reason, words("Leave it"), words("Redact")):
            return
        if not session.back_up("redact"):
            return
        self.start(
            words("Redact a text"),
            lambda desk, _progress, _stopped: prepare(desk, text, instead, whole=whole),
            partial(self._redact, text, instead, whole),
        )

    def _redact(self, text: str, instead: str, whole: bool, prepared: object) -> None:
        assert isinstance(prepared, Prepared)  # noqa: S101 - what the work returns
        words = self.words
        try:
            redact(self.session.desk, text, instead, words("Redact a text"), prepared, whole=whole)
        except (Refused, DeskProblem) as problem:
            self.page.shell.say(words.told(problem), bad=True)
            return
        self.text.clear()
        self._tell_backups()

    def _tell_backups(self) -> None:
        words, shell = self.words, self.page.shell
        kept = backups(shell.folders, self.session.desk.desk_id)
        told = words.many(
            "The text is out of this desk. {n} backup from before may hold it still.",
            "The text is out of this desk. {n} backups from before may hold it still.", len(kept),
        )  # fmt: skip
        if unsaved := leftovers_of(shell.folders, self.session.desk.desk_id):
            told += " " + words.many(
                "So may {n} copy with unsaved work, which the start page offers.",
                "So may {n} copies with unsaved work, which the start page offers.", len(unsaved),
            )  # fmt: skip
        shell.say(told, button=words("Remove the backups"), do=self.remove_backups)

    def remove_backups(self) -> None:
        """Ask, and remove all backups of this desk; one of the desk as it is now takes their place."""
        words, shell = self.words, self.page.shell
        kept = backups(shell.folders, self.session.desk.desk_id)
        question = words.many("Remove this backup for good?", "Remove {n} backups for good?", len(kept))
        reason = words("A backup of the desk as it is now takes their place.")
        if not shell.questions.choose(question, reason, words("Keep"), words("Remove")):
            return
        if not self.session.back_up("redact"):
            return
        try:
            for each in kept:
                remove(each.path)
        except DeskProblem as problem:
            shell.say(words.told(problem), bad=True)
            return
        shell.say(words("The backups from before are removed."))


class CompactCard(Card):
    """Dropping what records were like long ago."""

    def __init__(self, page: Page) -> None:
        words = page.words
        super().__init__(
            page, "layers", words("Compact the history"),
            words(
                "A smaller file: what records were like before a day is dropped. Who did what, and when, "
                "stays in the history."
            ),
        )  # fmt: skip
        ages = [
            (months, words.many("older than {n} month", "older than {n} months", months)) for months in _AGES
        ]
        self.age = Choice(
            [*ages, (0, words("all until now"))], lambda _: self.show_desk(), words("What is dropped")
        )
        self.age.setObjectName("compact-age")
        self.age.setMinimumContentsLength(16)
        self.age.show_value(12)
        self.body.addLayout(labelled(words("What is dropped"), self.age))
        self._found: Dropping | None = None
        page.command("keeping.compact", self.ask, self._why_not)
        self.finish("keeping.compact")

    @property
    def before(self) -> datetime:
        """The moment before which images are dropped."""
        months = int(self.age.value)
        if not months:
            return datetime.max.replace(tzinfo=UTC)
        day = months_later(today(), -months)
        return datetime.combine(day, time()).astimezone()

    def show_desk(self) -> None:
        """See Card."""
        before = self.before
        self._found = None
        self.look(
            self.words("Looking at the history"),
            lambda desk, _progress, _stopped: dropping(desk, before), self._tell,
        )  # fmt: skip
        self.page.shell.commands.refresh()

    def _tell(self, found: object) -> None:
        assert isinstance(found, Dropping)  # noqa: S101 - what `dropping` returns
        words, self._found = self.words, found
        self.tell(
            words.many(
                "{n} edit forgets what records were like before; the file becomes about {size} MB smaller.",
                "{n} edits forget what records were like before; the file becomes about {size} MB smaller.",
                found.edits, size=words.number(found.size / _MEGABYTE, 1),
            )
            if found.edits
            else words("There is no history as old as that.")
        )  # fmt: skip
        self.page.shell.commands.refresh()

    def _why_not(self) -> str:
        if never := self.page.read_only():
            return never
        if self._found is None or not self._found.edits:
            return self.words("There is no history as old as that.")
        return self.busy()

    def ask(self) -> None:
        """Ask, and drop the images after a backup."""
        words, shell = self.words, self.page.shell
        question = words("Compact the history of this desk?")
        reason = words(
            "What was done until now cannot be undone afterwards, and what was removed before that day "
            "cannot be brought back. A backup is made before."
        )
        if not shell.questions.choose(question, reason, words("Leave it"), words("Compact")):
            return
        if not self.session.back_up("compact"):
            return
        try:
            compact(self.session.desk, self.before, words("Compact the history"))
        except DeskProblem as problem:
            shell.say(words.told(problem), bad=True)
            return
        shell.say(words("The history is compacted. The file is smaller once it is saved."))
        self.show_desk()
