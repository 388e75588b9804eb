"""The organisation's logo and colour, which all papers bear."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.actions import branding
from kpidesk.domain.people import Organisation
from kpidesk.domain.wording import Refused
from kpidesk.imports.logo import read_logo
from kpidesk.system.words import Words
from kpidesk.ui.fields import LineField, labelled
from kpidesk.ui.questions import Questions
from kpidesk.ui.session import Session
from kpidesk.ui.widgets import button, label


class Branding(QWidget):
    """Both, with what there is of them. Refusals are told by the session."""

    def __init__(self, session: Session, questions: Questions, words: Words) -> None:
        super().__init__()
        self._session, self._questions, self._words = session, questions, words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(words("On all papers"), "panel"))
        self.told = label("", wrap=True)
        column.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.choose = button(words("Choose a logo"), self._choose)
        self.choose.setObjectName("logo-choose")
        self.drop = button(words("Without logo"), partial(self._set_logo, "", None), "link")
        self.drop.setObjectName("logo-drop")
        row.addWidget(self.choose)
        row.addWidget(self.drop)
        row.addStretch()
        column.addLayout(row)
        self.colour = LineField(self._set_colour, "#0B6A66", name=words("Colour"))
        self.colour.setObjectName("brand-colour")
        column.addLayout(labelled(words("Colour, as six digits or letters"), self.colour))

    def refresh(self) -> None:
        """Show what the desk holds."""
        desk, words = self._session.desk, self._words
        organisation = next(iter(desk.find(Organisation)), None)
        has = organisation is not None and organisation.logo is not None
        self.told.setText(
            words("The logo stands on posters and papers.")
            if has
            else words("There is no logo yet. PNG and JPEG files can be taken.")
        )
        self.choose.setText(words("Another logo") if has else words("Choose a logo"))
        self.drop.setVisible(has)
        self.colour.show_value(organisation.colour if organisation else "")
        able = desk.writable and organisation is not None
        for each in (self.choose, self.drop):
            each.setEnabled(able)
        self.colour.setReadOnly(not able)

    def commit(self) -> None:
        """Keep what is being typed."""
        self.colour.commit()

    def _choose(self) -> None:
        path = self._questions.picture_file()
        if path is None:
            return
        try:
            png = read_logo(path)
        except Refused as refused:
            self._session.refused.emit(refused)
            return
        self._set_logo(path.name, png)

    def _set_logo(self, name: str, png: bytes | None) -> None:
        said = self._words("Set the logo") if png is not None else self._words("Take the logo off")
        self._session.do(said, branding.set_logo, name, png)

    def _set_colour(self, typed: str) -> bool:
        return self._session.do(self._words("Set the colour"), branding.set_colour, typed)
