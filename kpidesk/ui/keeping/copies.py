"""Copies for others, and what a desk shall not hold any more: a card for each."""

from typing import ClassVar, Final

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kpidesk.desk.journal import Change
from kpidesk.ui.keeping.card import Card
from kpidesk.ui.keeping.copy_cards import CleanCard, RecorderCard
from kpidesk.ui.keeping.forgetting_cards import CompactCard, RedactCard
from kpidesk.ui.keeping.pack_cards import JsonCard, PackCard
from kpidesk.ui.subject_page import SubjectPage, SubjectView
from kpidesk.ui.widgets import scrolling

_WIDEST: Final = 1280  # px of both columns; lines would get too long to read
_TWO_COLUMNS: Final = 700


class CopiesView(SubjectView):
    """The cards stand in two columns where there is room."""

    key: ClassVar[str] = "copies"
    OF_SUBJECT = False
    COMMANDS: ClassVar = (
        "keeping.recorder_copy", "keeping.clean_copy", "keeping.hand_over", "keeping.json", "keeping.redact",
        "keeping.compact",
    )  # fmt: skip

    def __init__(self, page: SubjectPage) -> None:
        super().__init__(page)
        left = (RecorderCard(page), PackCard(page), RedactCard(page))
        right = (CleanCard(page), JsonCard(page), CompactCard(page))
        self.cards: tuple[Card, ...] = (*left, *right)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(8)
        for cards in (left, right):
            column = QVBoxLayout()
            column.setSpacing(8)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        sheet = QWidget()
        sheet.setLayout(self._columns)
        self._columns.setContentsMargins(0, 0, 8, 8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(sheet, widest=_WIDEST))

    def show_desk(self, change: Change | None = None) -> None:
        """See View."""
        for card in self.cards:
            card.show_desk()

    def give_up(self) -> None:
        """See View."""
        for card in self.cards:
            card.give_up()

    def share_width(self, middle: int, side: int) -> None:
        """See View."""
        wide = middle + side >= _TWO_COLUMNS
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    @property
    def focused(self) -> QWidget:
        """See View."""
        return self.cards[0].act
