"""A secret vote in people's own hands: each fills in a paper on the laptop and puts it into the box."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from kpidesk.domain.votes import BallotItem
from kpidesk.domain.voting import Ballot
from kpidesk.domain.wording import Refused
from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.kiosk import Task
from kpidesk.ui.session import Session
from kpidesk.ui.widgets import button, label
from kpidesk.ui.workshops.vote_paper import drop, paper


class VoteTask(Task):
    """One paper after the other."""

    def __init__(
        self, session: Session, ballot: Ballot, items: Sequence[BallotItem], colours: Palette, words: Words
    ) -> None:
        super().__init__()
        self._session, self._ballot, self._words = session, ballot, words
        self.form = paper(ballot, items, colours, words)
        self.form.finished.connect(self._drop)
        self.wrong = label("", "wrong", wrap=True)
        self.wrong.setObjectName("kiosk-said")
        self.form.said.connect(self.wrong.setText)
        self.drop = button(words("Put it into the box"), self._drop, "filled")
        self.drop.setObjectName("kiosk-drop")
        self.drop.setAutoDefault(False)
        self.drop.setMinimumSize(160, 44)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form, 1)
        column.addWidget(self.wrong)
        column.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignRight)

    def begin(self) -> None:
        """See Task."""
        self.form.begin()

    def clear(self) -> None:
        """See Task."""
        self.form.clear()
        self.wrong.setText("")

    def _drop(self) -> None:
        words, desk, ballot = self._words, self._session.desk, self._ballot
        if ballot.voters is not None and len(desk.papers(ballot.id)) >= ballot.voters:
            self.done.emit(words("All {all} papers are in the box already.", all=ballot.voters))
            return
        try:
            drop(desk, ballot, self.form.paper(), words)
        except Refused as refused:
            self.wrong.setText(words.told(refused))
            return
        self.done.emit(words("Thank you. Your paper is in the box."))
