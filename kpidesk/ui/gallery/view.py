"""What the views of the Gallery page have in common besides what all views have."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kpidesk.desk.journal import Change
from kpidesk.domain.gallery import Note
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui import view
from kpidesk.ui.gallery.book import Took

if TYPE_CHECKING:
    from kpidesk.ui.gallery.page import GalleryPage


class View(view.View):
    """One station on the way of a gallery, from invitations to telling back.

    `page.book` is what the page knows of the gallery that is looked at, brought up to date before a view
    is told; `page.work` are the doors to the desk. While there is no gallery the page shows no view.
    """

    page: "GalleryPage"
    SIDE: ClassVar[tuple[int, int, int]] = (260, 300, 340)
    """Widths in px of the panel at the right: in narrow, usual and wide windows."""
    TOOLS: ClassVar[tuple[str, ...]] = ()
    """Commands whose buttons stand in the head."""
    yields: ClassVar[bool] = True
    """Whether the panel at the right gives way to the Guide where there is no room for both."""
    shown_with_work: ClassVar[bool] = False
    """Whether the panel at the right stays when the work is shown alone."""
    FILLED: ClassVar[str] = ""
    """The command whose filled button stands in the head, "" for none."""

    def __init__(self, page: "GalleryPage") -> None:
        super().__init__(page)
        self.work, self.book = page.work, page.book
        self.head_tools(*self.TOOLS)

    def lay_out(self, middle: QWidget, side: QWidget | None = None, *, least: int = 180) -> None:
        """Put the work in the middle and a panel at the right, at least `least` px wide."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.side = side
        if side is None:
            row.addWidget(middle)
            return
        side.setMinimumWidth(least)
        self.split = view.splitter(Qt.Orientation.Horizontal, middle, side)
        self.split.setStretchFactor(0, 1)
        row.addWidget(self.split)

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        if self.side is not None:
            self.split.setSizes([max(1, middle), side])

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        self.refresh(None)

    def refresh(self, took: Took | None) -> None:
        """Show what an edit did; None for a new look at everything."""
        raise NotImplementedError

    def arrive(self) -> None:
        """The person chose this view: go to where its work begins."""

    def show_record(self, record_id: str) -> bool:
        """Bring a record into sight, if this view is where it is at home."""
        return False

    @property
    def note(self) -> Note | None:
        """The note that is chosen here."""
        return None

    def beside(self, note: Note) -> str:
        """The note that is gone to when this one goes, "" for none."""
        return ""

    def go_to(self, note_id: str) -> None:
        """Choose a note and go to it; "" for none."""

    def projected(self, room: Room = ROOM) -> Picture | None:
        """What the room sees of this view, None for nothing of it."""
        return None

    def stop(self) -> None:
        """Nobody looks: leave off what goes on in the background."""
