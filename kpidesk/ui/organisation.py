"""Whose desk it is: the organisation's name, what it is for, the languages it speaks, how its papers look."""

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import desks
from kpidesk.domain.people import Organisation
from kpidesk.domain.said_in import languages_of
from kpidesk.ui.branding import Branding
from kpidesk.ui.fields import Choice, labelled
from kpidesk.ui.form import Form
from kpidesk.ui.garbage import throw_away
from kpidesk.ui.languages import WRITTEN, by_name, language_name
from kpidesk.ui.widgets import Flow, Line, Pill, button, clear, label, scrolling

if TYPE_CHECKING:
    from kpidesk.ui.window import Window

_WIDE: Final = 460  # px
_AROUND: Final = 40  # px of edges beside the fields; the foot below takes twice as much


class OrganisationDialog(QDialog):
    """The dialog. Each change holds at once, as a step that can be undone."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        words = window.words
        self._words, self._session, self._icons = words, window.desk_session, window.icons
        self.setObjectName("organisation")
        self.setWindowTitle(words("Organisation and languages"))
        self.form = Form(words, {"name": words("Name"), "purpose": words("What it is for")}, self._take)
        self.own = Choice([], self._set_own)
        self.own.setObjectName("language-own")
        self._others = Flow(6)
        self.add = Choice([], self._add, words("Add a language"))
        self.add.setObjectName("language-add")
        self.brand = Branding(self._session, window.questions, words)
        self.said = label("", "wrong", wrap=True)
        self.said.hide()
        content = self._content()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 8, 16)
        whole.setSpacing(12)
        whole.addWidget(scrolling(content), 1)
        whole.addLayout(self._foot())
        self._session.changed.connect(self._refresh)
        self._session.refused.connect(self._tell)
        self._refresh()
        wide = min(_WIDE, window.width())
        tall = content.heightForWidth(wide - _AROUND) + _AROUND * 3
        self.resize(wide, min(tall, window.height()))
        self.form.focus("name")

    def _content(self) -> QWidget:
        words, form, made = self._words, self.form, QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        column.addLayout(form.line("name"))
        column.addLayout(form.text("purpose", words("one sentence that everybody knows")))
        column.addWidget(Line())
        column.addLayout(labelled(words("This desk is written in"), self.own))
        also = labelled(words("It is also said in"), self.add)
        also.insertLayout(1, self._others)
        column.addLayout(also)
        why = words(
            "Results, goals and measures then have fields for these languages. A paper in one of them says "
            "what is translated, and the rest as it is written."
        )
        column.addWidget(label(why, "caption", wrap=True))
        column.addWidget(Line())
        column.addWidget(self.brand)
        column.addStretch(1)
        for key, field in form.fields.items():
            field.setObjectName(f"organisation-{key}")
        return made

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 12, 0)
        foot.addWidget(self.said, 1)
        done = button(self._words("Done"), self.accept, "filled")
        done.setObjectName("organisation-done")
        foot.addWidget(done, 0, Qt.AlignmentFlag.AlignRight)
        return foot

    def done(self, result: int) -> None:
        """Take over what is being typed; what is refused keeps the dialog open."""
        self.form.commit()
        self.brand.commit()
        refused = any(each.dirty for each in (*self.form.fields.values(), self.brand.colour))
        if not refused or not result:
            self._session.changed.disconnect(self._refresh)
            self._session.refused.disconnect(self._tell)
            super().done(result)

    # -- showing

    def _refresh(self) -> None:
        desk, words = self._session.desk, self._words
        organisation = next(iter(desk.find(Organisation)), None)
        values = {"name": "", "purpose": ""}
        if organisation is not None:
            values = {"name": organisation.name, "purpose": organisation.purpose}
        self.form.show_values(values, writable=desk.writable)
        own, *others = languages_of(desk)
        self.own.offer(by_name((own, *WRITTEN), words))
        self.own.show_value(own)
        left = [each for each in WRITTEN if each not in {own, *others}]
        self.add.offer([("", words("Add a language")), *by_name(left, words)])
        self.add.show_value("")
        clear(self._others)
        for each in others:
            pill = Pill(
                language_name(each, words),
                tip=words("Press to take it off. Its texts stay."),
                icon=self._icons.icon("languages", size=14),
            )
            pill.setObjectName(f"language-{each}")
            pill.setEnabled(desk.writable)
            pill.clicked.connect(partial(self._drop, each))
            self._others.addWidget(pill)
        for choice in (self.own, self.add):
            choice.setEnabled(desk.writable)
        self.brand.refresh()

    def _tell(self, refusal: Any) -> None:
        self.said.setText(self._words.told(refusal))
        self.said.show()

    # -- doing

    def _take(self, key: str, value: Any) -> bool:
        self.said.hide()
        change = partial(desks.change_organisation, **{key: value})
        return self._session.do(self._words("Change the organisation"), change, typing=f"organisation {key}")

    def _speak(self, *codes: str) -> None:
        self.said.hide()
        change = partial(desks.change_organisation, languages=codes)
        self._session.do(self._words("Change the languages of the desk"), change)

    def _set_own(self, code: str) -> None:
        self._speak(code, *(each for each in languages_of(self._session.desk) if each != code))

    def _add(self, code: str) -> None:
        if code:
            self._speak(*languages_of(self._session.desk), code)

    def _drop(self, code: str, _checked: bool = False) -> None:
        self._speak(*(each for each in languages_of(self._session.desk) if each != code))


def show_organisation(window: "Window") -> None:
    """Open the dialog over a window."""
    dialog = OrganisationDialog(window)

    def closed() -> None:
        throw_away(dialog)
        window.activateWindow()

    dialog.finished.connect(lambda _result: closed())
    dialog.open()
