"""Texts of a record in the other languages of its desk: a language to choose, a field for each text."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpidesk.actions.translating import say_in
from kpidesk.desk.edits import Edit
from kpidesk.domain.content import Translation
from kpidesk.domain.record import Record
from kpidesk.domain.said_in import languages_of
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice, labelled
from kpidesk.ui.form import Form, grid
from kpidesk.ui.languages import language_name
from kpidesk.ui.session import Session


class InLanguages(QWidget):
    """The texts of the record in hand; hidden in a desk of one language.

    `texts` are the fields with what they are called.
    """

    def __init__(self, session: Session, words: Words, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._session, self._words = session, words
        self._record: Record | None = None
        self._shown = ("", "")  # record and language whose words stand in the fields
        self.language = Choice([], lambda _: self._show(), words("In another language"))
        self.language.setObjectName("other-language")
        self.form = form = Form(words, texts, self._say)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(labelled(words("In another language"), self.language))
        column.addLayout(grid(*((form.text(key), 2) for key in texts)))
        for key, field in form.fields.items():
            field.setObjectName(f"other-{key}")

    def show_record(self, record: Record | None) -> None:
        """Show what a record says; None for none in hand."""
        if self._record is not None and (record is None or record.id != self._record.id):
            self.form.give_back()
        self._record = record
        others = languages_of(self._session.desk)[1:]
        self.language.offer([(each, language_name(each, self._words)) for each in others])
        self.setVisible(record is not None and bool(others))
        self._show()

    def _show(self) -> None:
        desk, language = self._session.desk, self.language.value
        if self._record is None or language is None:
            return
        shown = (self._record.id, language)
        if shown != self._shown:
            self.form.commit()
            self.form.give_back()
            self._shown = shown
        found = desk.find(Translation, record=self._record.id, language=language)
        said = {each.field: each.text for each in found}
        values = {key: said.get(key, "") for key in self.form.fields}
        self.form.show_values(values, writable=desk.writable)

    def commit(self) -> None:
        """Take over what is being typed."""
        self.form.commit()

    @property
    def unfinished(self) -> bool:
        """Whether something typed is not taken over, as it was refused."""
        return any(field.dirty for field in self.form.fields.values())

    def _say(self, key: str, text: str) -> bool:
        record, (record_id, language) = self._record, self._shown
        if record is None or record.id != record_id:
            return True

        def say(edit: Edit) -> None:
            say_in(edit, record, key, language, text)

        label = self._words("Say it in another language")
        return self._session.do(label, say, typing=f"{record_id} {key} {language}")
