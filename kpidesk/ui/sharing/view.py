"""What the views of the Sharing page have in common besides what all views have."""

from typing import TYPE_CHECKING, ClassVar

from kpidesk.domain.sharing import Centre, Partner, in_order
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.room import ROOM, Room
from kpidesk.ui import view

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage


class View(view.View):
    """One way to look at the partners around the result in the centre.

    The page has a strip with the result above all views, and knows which centre and which partner is
    looked at (`page.centre`, `page.partner_id`, `page.choose_partner`). While no result stands in the
    centre the page shows its empty state, and no view.
    """

    page: "SharingPage"
    yields: ClassVar[bool] = False
    """Whether the panel at the right gives way to the Guide where there is no room for both."""

    @property
    def centre(self) -> Centre:
        """The centre that is looked at; asked for only while there is one."""
        assert self.page.centre is not None  # noqa: S101 - see above
        return self.page.centre

    @property
    def partners(self) -> list[Partner]:
        """The partners around it, in their order."""
        return in_order(self.session.desk.find(Partner, centre=self.centre.id))

    def show_record(self, record_id: str) -> bool:
        """Bring a record into sight, if this view is where it is at home."""
        return False

    def picture(self) -> tuple[Picture, ...]:
        """What is copied as a picture of this view, page by page; nothing where it has no picture."""
        return ()

    def projected(self, room: Room = ROOM) -> Picture | None:
        """What the room sees of this view, None for nothing of it."""
        return None

    def set_bare(self, *, bare: bool) -> None:
        """Show the work alone, without lists and panels around it, or all of it again."""
