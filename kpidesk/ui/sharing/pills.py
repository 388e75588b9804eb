"""What sort of partner it is, as pills that turn when they are pressed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kpidesk.actions import sharing as actions
from kpidesk.domain.sharing import Partner, Reach, Standing
from kpidesk.ui.widgets import Flow, restyle

if TYPE_CHECKING:
    from kpidesk.ui.sharing.page import SharingPage

_KEYS: Final = ("critical", "standing", "reach", "more")


class PartnerPills(QWidget):
    """Critical or not, current or desired, inside or outside, and whether more is needed.

    Where room is scarce, `terse` leaves the last one out unless it is so.
    """

    def __init__(
        self, page: "SharingPage", partner: Partner, indent: int = 0, *, terse: bool = False
    ) -> None:
        super().__init__()
        self._terse = terse
        self._page, self._partner = page, partner
        self._row = Flow(4)
        self._row.setContentsMargins(indent, 2, 0, 4)
        self._pills = {key: self._pill(key) for key in _KEYS}
        for pill in self._pills.values():
            self._row.addWidget(pill)
        self.setLayout(self._row)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _pill(self, key: str) -> QPushButton:
        made = QPushButton()
        made.setProperty("kind", "pill")
        made.setObjectName(f"{self._partner.code}-{key}")
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(lambda _=False: self._turn(key))
        made.setEnabled(not self._page.read_only())
        return made

    def show_partner(self, partner: Partner) -> None:
        """Show the partner as the desk has it now."""
        self._partner = partner
        words, wanted = self._page.words, partner.standing is Standing.DESIRED
        self._say("critical", words("critical"), "critical" if partner.critical else "off",
                  words("Without this partner it cannot be reached. Click to change.") if partner.critical
                  else words("Mark as a partner without whom it cannot be reached."))  # fmt: skip
        self._say("standing", words("desired") if wanted else words("current"), "desired" if wanted else "",
                  words("Do they take part already? Click to change."))  # fmt: skip
        self._say("reach", words("inside") if partner.reach is Reach.INSIDE else words("outside"), "",
                  words("Inside or outside your organisation? Click to change."))  # fmt: skip
        self._say("more", words("more is needed"), "own" if partner.more_needed else "off",
                  words("Their contribution must grow. Click to change.") if partner.more_needed
                  else words("Mark that a stronger contribution is needed."))  # fmt: skip

        self._pills["more"].setVisible(partner.more_needed or not self._terse)

    def _say(self, key: str, text: str, tone: str, tip: str) -> None:
        pill = self._pills[key]
        pill.setText(text)
        pill.setToolTip(tip)
        pill.setAccessibleDescription(tip)
        restyle(pill, "tone", tone)

    def _turn(self, key: str) -> None:
        partner, words = self._partner, self._page.words
        wanted, inside = partner.standing is Standing.DESIRED, partner.reach is Reach.INSIDE
        changed: dict[str, Callable[..., object]] = {
            "critical": partial(actions.change_partner, critical=not partner.critical),
            "standing": partial(
                actions.change_partner, standing=Standing.CURRENT if wanted else Standing.DESIRED
            ),
            "reach": partial(actions.change_partner, reach=Reach.OUTSIDE if inside else Reach.INSIDE),
            "more": partial(actions.change_partner, more_needed=not partner.more_needed),
        }
        self._page.session.do(words("Change {code}", code=partner.code), changed[key], partner.id)
