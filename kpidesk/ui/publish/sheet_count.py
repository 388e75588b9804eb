"""How much paper it takes, in large figures."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from kpidesk.exports.pieces import What
from kpidesk.exports.tiling import Count
from kpidesk.system.words import Words
from kpidesk.ui.widgets import label

_SIDE = 14


class SheetCount(QFrame):
    """The number of sheets, and of what kind they are; out of sight when there is nothing."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.setProperty("kind", "well")
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 12, _SIDE, 12)
        column.setSpacing(0)
        self.number, self.of = label("", "display"), label("", "second", wrap=True)
        self.number.setObjectName("sheets")
        column.addWidget(self.number)
        column.addWidget(self.of)

    def tell(self, what: What, count: Count, each: int, tile: str) -> None:
        """Tell it.

        Args:
            what: the kind.
            count: how many sheets there are.
            each: on how many sheets each page is glued together, 0 where that differs.
            tile: the paper of those, "" where nothing is glued.
        """
        words, sheets = self._words, count.sheets
        if what is What.WORKBOOK:
            text = words("sheets for Excel, one for each kind of record")
        elif what is What.CALENDAR:
            sheets, text = 0, ""
        elif what in {What.STEPS, What.SLIDES}:
            text = words.many("page for the projector", "pages for the projector", sheets)
        elif not tile:
            text = words.many("sheet in full size", "sheets in full size", sheets)
        elif each:
            text = words("sheets of {paper}, {each} for each", paper=tile, each=each)
        else:
            text = words("sheets in all, cut for {paper} where they are larger", paper=tile)
        self.setVisible(sheets > 0)
        self.number.setText(words.number(sheets))
        self.of.setText("\n".join(filter(None, (text, *self._besides(count)))) if tile else text)
        self._make_room()

    def _make_room(self) -> None:
        """Hold the lines that it takes: what lies in a scrolled column is pressed together otherwise."""
        self.of.setMinimumHeight(self.of.heightForWidth(max(self.width() - 2 * _SIDE, 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lines break elsewhere."""
        super().resizeEvent(event)
        self._make_room()

    def _besides(self, count: Count) -> list[str]:
        """What comes on top of the tiles, and what is left out of them."""
        many = self._words.many
        found = []
        if count.plans:
            found.append(many("and {n} assembly page", "and {n} assembly pages", count.plans))
        if count.left_out:
            found.append(many("{n} is empty and left out", "{n} are empty and left out", count.left_out))
        return found
