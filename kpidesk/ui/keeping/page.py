"""The Desk page: taking in what comes back, history, what was removed, backups, and copies for others."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from kpidesk.ui.keeping.backups import BackupsView
from kpidesk.ui.keeping.copies import CopiesView
from kpidesk.ui.keeping.history import HistoryView
from kpidesk.ui.keeping.intake import InHand, IntakeView
from kpidesk.ui.keeping.removed import RemovedView
from kpidesk.ui.page import Shell
from kpidesk.ui.subject_page import SubjectPage
from kpidesk.ui.widgets import EmptyState


class KeepingPage(SubjectPage):
    """What concerns the desk as a whole; its only subject is the desk itself."""

    key: ClassVar[str] = "keeping"
    VIEWS = (IntakeView, HistoryView, RemovedView, BackupsView, CopiesView)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, shell.words("Desk"), shell.words("Desk"))

    def names(self) -> Mapping[str, str]:
        """See SubjectPage."""
        words = self.words
        return {
            "intake": words("Take in"), "history": words("History"), "removed": words("Removed"),
            "backups": words("Backups"), "copies": words("Copies"),
        }  # fmt: skip

    def empty(self) -> EmptyState:
        """See SubjectPage. Never in sight: there is always a desk."""
        return EmptyState(self.icons.pixmap("archive", "text_third", 40), self.words("Desk"), "")

    def offered(self) -> Sequence[tuple[str, str]]:
        """See SubjectPage."""
        return [(self.session.desk.desk_id, "")]

    def home(self, record_id: str) -> tuple[str, str] | None:
        """See SubjectPage. What can be seen here of any record is its history."""
        return "", "history"

    def place(self) -> object:
        """See Page: also what has come back and is being decided on."""
        return super().place(), self.shown.get(IntakeView).in_hand

    def come_back(self, place: object) -> None:
        """See Page."""
        assert isinstance(place, tuple)  # noqa: S101 - what `place` returned
        before, in_hand = place
        super().come_back(before)
        if isinstance(in_hand, InHand):
            self.shown.get(IntakeView).take_up(in_hand)

    @property
    def filled(self) -> bool:
        """See PageOfViews."""
        return True
