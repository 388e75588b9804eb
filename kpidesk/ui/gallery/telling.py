"""Telling back: what is still missing, what people read first, the texts, and that they have been told."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from kpidesk.actions import answers
from kpidesk.actions import gallery as actions
from kpidesk.domain.findings import Finding, text_of
from kpidesk.domain.gallery import Poster, PosterKind
from kpidesk.domain.gallery_checks import check_gallery, tally
from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.domain.told import talk_about, told, unanswered
from kpidesk.exports.gallery_texts import answer_mail
from kpidesk.exports.pieces import What
from kpidesk.ui.fields import Choice, TextField, labelled
from kpidesk.ui.gallery.book import Took
from kpidesk.ui.gallery.view import View
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.widgets import LONG_LINE, Elided, Flow, Line, Panel, button, clear, label, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.gallery.page import GalleryPage

_MOST: Final = 12  # findings shown; the rest is counted
_MISSING: Final = frozenset({"DECISION_WITHOUT_REASON", "QUESTION_WITHOUT_ANSWER"})


class TellingView(View):
    """The texts in the middle, posters and how far their notes are at the right."""

    key = "telling"
    SIDE = (280, 340, 420)
    FILLED = "gallery.tell"
    COMMANDS = ("gallery.tell",)

    def __init__(self, page: "GalleryPage") -> None:
        super().__init__(page)
        page.command("gallery.tell", self.tell, self._why_not_tell)
        self._rows: list[QWidget] = []
        panel = Panel(self.words("Posters and their notes"))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 8, 14, 14)
        self._posters = QVBoxLayout()
        self._posters.setSpacing(8)
        column.addLayout(self._posters)
        column.addStretch(1)
        panel.body.addWidget(scrolling(holder), 1)
        self.lay_out(self._sheet(), panel)

    # -- building

    def _sheet(self) -> Panel:
        words, icons = self.words, self.page.icons
        sheet, content = Panel(), QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(10)
        self._state = label("", "statement-strong", wrap=True)
        self._findings = QVBoxLayout()
        self._findings.setSpacing(4)
        column.addWidget(self._state)
        column.addLayout(self._findings)
        column.addWidget(Line())
        self.heard = TextField(self._set_heard, words("Thank you for coming, reading and writing."), least=3)
        self.heard.setObjectName("telling-heard")
        column.addLayout(labelled(words("What everybody reads first, in your own words"), self.heard))
        column.addWidget(label(words("Give out"), "caption-strong"))
        out = Flow(8, 8)
        for name, text, icon, do in (
            ("report", words("The report"), "file-text", self._show_report),
            ("poster", words("You said, we did: the poster"), "sticky-note", self._show_poster),
        ):
            made = button(text, do, icon=icons.icon(icon))
            made.setObjectName(f"telling-{name}")
            out.addWidget(made)
        column.addLayout(out)
        column.addWidget(Line())
        column.addLayout(self._mail_head())
        self.mail = QPlainTextEdit()
        self.mail.setObjectName("telling-mail")
        self.mail.setReadOnly(True)
        self.mail.setTabChangesFocus(True)
        self.mail.setAccessibleName(words("Text of the e-mail"))
        self.mail.setMinimumHeight(240)
        column.addWidget(self.mail, 1)
        sheet.body.addWidget(scrolling(content, widest=LONG_LINE), 1)
        return sheet

    def _mail_head(self) -> QHBoxLayout:
        words = self.words
        row = QHBoxLayout()
        row.setSpacing(8)
        self.group = Choice([], lambda _: self._show_mail(), words("Mail to"))
        self.group.setObjectName("telling-group")
        self.group.setMinimumContentsLength(18)
        self.copy = button(words("Copy the text"), self._copy, icon=self.page.icons.icon("clipboard-copy"))
        self.copy.setObjectName("telling-copy")
        row.addWidget(label(words("E-mail to"), "caption-strong"))
        row.addWidget(self.group)
        row.addWidget(self.copy)
        row.addStretch()
        return row

    # -- showing

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.heard

    def refresh(self, took: Took | None) -> None:
        """See View."""
        there = self.book.gallery
        if there is None:
            return
        self.heard.show_value(there.heard)
        self.heard.setReadOnly(bool(self.page.read_only()))
        groups = ((key, group.name) for key, group in self.book.groups.items())
        self.group.offer([(None, self.words("everybody")), *groups])
        self._show_findings()
        self._show_posters()
        self._show_mail()
        self.page.shell.commands.refresh()

    def _missing(self) -> list[Finding]:
        """What writers would miss: notes of this gallery without decision, reason or answer."""
        codes = {note.code for note in self.book.notes.values()}
        return [
            each
            for each in check_gallery(self.session.desk)
            if each.code in _MISSING and codes & {*each.records}
        ]

    def _show_findings(self) -> None:
        words, book = self.words, self.book
        clear(self._findings)
        waiting, missing = len(book.notes) - book.decided, self._missing()
        if book.gallery is not None and book.gallery.told_on is not None and not self.page.read_only():
            back = button(words("Nobody has been told after all"), self._untell, "link")
            back.setObjectName("telling-back")
            self._findings.addWidget(back)
        self._state.setText(self._told_state(bool(waiting or missing)))
        if waiting and book.notes:
            said = words.many("{n} note has no decision yet.", "{n} notes have no decision yet.", waiting)
            self._findings.addWidget(button(said, self._go_on_deciding, "link"))
        for each in missing[:_MOST]:
            go = partial(self._go, each.records[0])
            self._findings.addWidget(button(text_of(each, words), go, "link"))
        if book.notes and (silent := book.silent_groups()):
            said = words("Not heard yet: {groups}.", groups=words.listed(silent))
            self._findings.addWidget(label(said, "second", wrap=True))
        if len(missing) > _MOST:
            more = words("… and {n} more of the kind.", n=len(missing) - _MOST)
            self._findings.addWidget(label(more, "second"))

    def _told_state(self, lacking: bool) -> str:
        words, there = self.words, self.book.gallery
        if not self.book.notes or there is None:
            return words("There is nothing to tell yet: no note has been written down.")
        if there.told_on is not None:
            day = words.date(there.told_on)
            return words("People were told on {day}. What changes after that is to be told again.", day=day)
        if lacking:
            return words("Before you tell people, look at this:")
        return words("Every note has its answer. People can be told.")

    def _show_posters(self) -> None:
        for row in self._rows:
            self._posters.removeWidget(row)
            row.hide()
            throw_away(row)
        self._rows = []
        there = self.book.gallery
        if there is None:
            return
        counted = tally(self.session.desk, there.id).posters
        for poster, own in told(self.session.desk, there.id).posters:
            if own or poster.measure:
                waiting, talk = len(unanswered(own)), talk_about(counted[poster.code])
                row = self._poster_row(poster, len(own), waiting, talk)
                self._rows.append(row)
                self._posters.addWidget(row)
                row.show()

    def _poster_row(self, poster: Poster, notes: int, waiting: int, talk: tuple[str, ...]) -> QWidget:
        """A poster, how many of its notes have their answer, and how far its measure is."""
        words = self.words
        made = QWidget(self)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Elided(f"{poster.code}  {self.book.names[poster.id]}", "name"))
        parts = [words("{done} of {all} answered", done=notes - waiting, all=notes)]
        if poster.measure:
            measure = self.session.desk.get(Measure, poster.measure)
            parts.append(words("measure: {status}", status=words(LABELS[measure.status])))
        reasons = {
            "backing": words("little backing"), "concerns": words("three concerns or more"),
            "divided": words("people are divided"),
        }  # fmt: skip
        parts += [reasons[each] for each in talk]
        column.addWidget(label(" · ".join(parts), "second", wrap=True))
        column.addWidget(Line())
        return made

    def _show_mail(self) -> None:
        there = self.book.gallery
        writing = there is not None and bool(self.book.notes)
        self.copy.setEnabled(writing)
        self.copy.setToolTip("" if writing else self.words("There is no note to tell about yet."))
        text = ""
        if there is not None and writing:
            group = self.book.groups.get(self.group.value or "")
            text = "\n\n".join(answer_mail(self.session.desk, there.id, group, self.words))
        self.mail.setPlainText(text)

    # -- doing

    def _set_heard(self, text: str) -> bool:
        there, told_ = self.book.gallery, self.words("Say what was heard")
        return there is None or self.work.do(told_, actions.change_gallery, there.id, heard=text)

    def _go(self, code: str) -> None:
        for note in self.book.notes.values():
            if note.code == code:
                self.page.show_view("decide")
                self.page.show_record(note.id)
                return

    def _go_on_deciding(self) -> None:
        self.page.show_view("decide")
        self.page.decide.decide_next()

    def _show_report(self) -> None:
        there = self.book.gallery
        if there is not None:
            self.page.shell.go("publish", f"{What.REPORT.value}:{there.id}")

    def _show_poster(self) -> None:
        """Go to the poster of answers; it is hung up if there is none yet."""
        there = self.book.gallery
        if there is None:
            return
        if not self._poster_of_answers() and not self.page.read_only():
            label_ = self.words("Hang up a poster of answers")
            self.work.do(label_, actions.add_poster, there.id, kind=PosterKind.TOLD)
        if poster := self._poster_of_answers():
            self.page.show_view("posters")
            self.page.show_record(poster)

    def _poster_of_answers(self) -> str:
        posters = self.book.posters.items()
        return next((key for key, each in posters if each.kind is PosterKind.TOLD), "")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.mail.toPlainText())
        self.page.shell.say(self.words("The text is on the clipboard. Paste it into your mail program."))

    def _why_not_tell(self) -> str:
        if why := self.page.read_only():
            return why
        return "" if self.book.decided else self.words("No note has a decision yet.")

    def tell(self) -> None:
        """Note that people have been told; measures whose notes are all answered move on."""
        words, there = self.words, self.book.gallery
        waiting, missing = len(self.book.notes) - self.book.decided, len(self._missing())
        if there is None:
            return
        if (waiting or missing) and not self.page.shell.questions.choose(
            words("Have people been told, though answers are missing?"),
            words("{waiting} notes have no decision, {missing} no reason or answer. Their writers will look "
                  "for it.", waiting=waiting, missing=missing),
            words("Go on answering"), words("They have been told"),
        ):  # fmt: skip
            return
        done: list[tuple[int, int]] = []
        self.session.do(
            words("People have been told"), lambda edit: done.append(answers.tell(edit, there.id))
        )
        for notes, measures in done:
            said = words.many("{n} note has been told about.", "{n} notes have been told about.", notes)
            moved = words.many("{n} measure is accepted now.", "{n} measures are accepted now.", measures)
            self.page.shell.say(f"{said} {moved}" if measures else said)

    def _untell(self) -> None:
        there = self.book.gallery
        if there is not None:
            self.session.do(self.words("Nobody has been told"), answers.untell, there.id)

    def views(self) -> dict[str, Callable[[], object]]:
        """See View."""
        return {"telling": partial(self.page.show_view, "telling")}
