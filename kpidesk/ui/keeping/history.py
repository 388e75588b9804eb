"""The view history."""

from typing import ClassVar

from kpidesk.desk.journal import Change
from kpidesk.ui.subject_page import SubjectView


class HistoryView(SubjectView):
    """To be filled."""

    key: ClassVar[str] = "history"
    OF_SUBJECT = False

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
