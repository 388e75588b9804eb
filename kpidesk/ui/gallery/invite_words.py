"""The words of an invitation: own or supplied, by variant and language, and how they will read."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import invitations as actions
from kpidesk.domain.invitations import MERGED, Invitation, Variant, unknown_braces
from kpidesk.exports.invitation_words import Letter, language_of, letter
from kpidesk.system import invitations as supplied
from kpidesk.ui.fields import Choice, LineField, TextField, labelled
from kpidesk.ui.form import members
from kpidesk.ui.languages import language_name
from kpidesk.ui.view import splitter
from kpidesk.ui.widgets import Panel, button, label, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.gallery.invite import InviteView


class InviteWords(Panel):
    """At the left the text as it is written, with braces; at the right as somebody reads it."""

    def __init__(self, view: "InviteView") -> None:
        super().__init__(view.words("What they read"))
        self._view, self._words = view, view.words
        words = self._words
        self._one: Invitation | None = None
        self.variant = Choice(members(Variant, words), lambda _: self._show(), words("Words for"))
        self.variant.setObjectName("words-variant")
        self.language = Choice([], lambda _: self._show(), words("Language"))
        self.language.setObjectName("words-language")
        for each in (self.variant, self.language):
            each.setMinimumContentsLength(10)
            self.head.addWidget(each)
        self.copy = button(words("Copy as e-mail"), self._copy, icon=view.page.icons.icon("clipboard-copy"))
        self.copy.setObjectName("words-copy")
        self.head.addWidget(self.copy)
        self.head.setContentsMargins(14, 4, 10, 4)
        both = splitter(Qt.Orientation.Horizontal, self._writing(), self._reading())
        both.setSizes([500, 500])
        self.body.addWidget(both, 1)

    def _writing(self) -> QWidget:
        words = self._words
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(14, 8, 8, 12)
        column.setSpacing(6)
        self.subject = LineField(self._set_subject, name=words("Subject"))
        self.subject.setObjectName("words-subject")
        self.text = TextField(self._set_text, name=words("Text"), least=6, most=None)
        self.text.setObjectName("words-text")
        column.addLayout(labelled(words("Subject"), self.subject))
        column.addLayout(labelled(words("Text"), self.text))
        row = QHBoxLayout()
        self._own = label("", "caption", wrap=True)
        self.back = button(words("Supplied words again"), self._give_back, "link")
        self.back.setObjectName("words-back")
        row.addWidget(self._own, 1)
        row.addWidget(self.back)
        column.addLayout(row)
        fields = " ".join(f"{{{each}}}" for each in MERGED)
        column.addWidget(label(words("Filled in: {fields}", fields=fields), "caption", wrap=True))
        column.addStretch(1)
        area = QWidget()
        outer = QVBoxLayout(area)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(made))
        return area

    def _reading(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(12, 8, 14, 12)
        column.setSpacing(6)
        self._head = label("", "statement-strong", wrap=True)
        self._body = label("", "body", wrap=True)
        self._body.setObjectName("words-reading")
        self._body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._hint = label("", "wrong", wrap=True)
        for each in (self._head, self._body, self._hint):
            column.addWidget(each)
        column.addStretch(1)
        area = QWidget()
        outer = QVBoxLayout(area)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(made))
        return area

    # -- showing

    def show_for(self, one: Invitation | None) -> None:
        """Show the words that somebody gets."""
        words = self._words
        codes = dict.fromkeys((*self._view.book.languages, *supplied.languages()))
        self.language.offer([(code, language_name(code, words)) for code in codes])
        if self.language.value not in codes:
            self.language.show_value(next(iter(codes)))
        if one is not None and (self._one is None or self._looks(one) != self._looks(self._one)):
            self.variant.show_value(one.variant)
            wanted = language_of(self._view.session.desk, one, self._view.book.languages[0])
            self.language.show_value(wanted if wanted in codes else "en")
        self._one = one
        self._show()

    @staticmethod
    def _looks(one: Invitation) -> tuple[object, ...]:
        return one.id, one.variant, one.language, one.person

    def _letter(self) -> Letter | None:
        gallery, language = self._view.book.gallery, self.language.value
        if gallery is None or not language:
            return None
        variant = self.variant.value or Variant.GENERAL
        suits = self._one is not None and self._one.variant is variant
        return letter(self._view.session.desk, gallery, variant, language, self._one if suits else None)

    def _show(self) -> None:
        found = self._letter()
        if found is None:
            return
        words, still = self._words, bool(self._view.page.read_only())
        subject, text = found.template
        self.subject.show_value(subject)
        self.text.show_value(text)
        self.subject.setReadOnly(still)
        self.text.setReadOnly(still)
        whose = words("Your own words.") if found.own else words("Supplied words; change them freely.")
        self._own.setText(whose)
        self.back.setVisible(found.own and not still)
        self._head.setText(found.subject)
        self._body.setText(found.text)
        unknown = unknown_braces(f"{subject}\n{text}")
        said = words("Nothing is known for {fields}.", fields=words.listed(unknown))
        self._hint.setText(said if unknown else "")
        self._hint.setVisible(bool(unknown))

    def commit(self) -> None:
        """Keep what is being typed."""
        self.subject.commit()
        self.text.commit()

    # -- doing

    def _set_subject(self, text: str) -> bool:
        found = self._letter()
        return found is None or self._keep(text, found.template[1])

    def _set_text(self, text: str) -> bool:
        found = self._letter()
        return found is None or self._keep(found.template[0], text)

    def _keep(self, subject: str, text: str) -> bool:
        gallery = self._view.book.gallery
        if gallery is None:
            return True
        told = self._words("Word the invitation")
        given = (gallery.id, self.variant.value or Variant.GENERAL, self.language.value, subject, text)
        return self._view.session.do(told, actions.word, *given, typing=f"{given[1]} {given[2]}")

    def _give_back(self) -> None:
        self._keep("", "")
        self._show()

    def _copy(self) -> None:
        self.commit()
        found = self._letter()
        if found is not None:
            QGuiApplication.clipboard().setText(f"{found.subject}\n\n{found.text}")
            self._view.page.shell.say(
                self._words("The text is on the clipboard. Paste it into your mail program.")
            )
