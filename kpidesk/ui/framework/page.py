"""The Framework page: how mature measuring is, and the registers that its seven modules need."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from kpidesk.ui.framework.registers import RegisterBook
from kpidesk.ui.page import Shell
from kpidesk.ui.subject_page import SubjectPage
from kpidesk.ui.widgets import EmptyState


class FrameworkPage(SubjectPage):
    """Assessments of the seven modules, the practices with where each lives, and registers."""

    key: ClassVar[str] = "framework"
    VIEWS = (RegisterBook,)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, shell.words("Framework"), shell.words("Framework"))

    def names(self) -> Mapping[str, str]:
        """See SubjectPage."""
        return {"registers": self.words("Registers")}

    def empty(self) -> EmptyState:
        """See SubjectPage. Never in sight: registers need no subject."""
        return EmptyState(self.icons.pixmap("layers", "text_third", 40), self.words("Framework"), "")

    def offered(self) -> Sequence[tuple[str, str]]:
        """See SubjectPage."""
        return ()

    @property
    def filled(self) -> bool:
        """See PageOfViews."""
        return True
