"""How much paper it takes, in large figures."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from kpidesk.domain.sheets import SHEETS
from kpidesk.exports.pieces import What
from kpidesk.system.words import Words
from kpidesk.ui.widgets import label


class SheetCount(QFrame):
    """The number of sheets, and of what kind they are; out of sight when there is nothing."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.setProperty("kind", "well")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(0)
        self.number, self.of = label("", "display"), label("", "second", wrap=True)
        self.number.setObjectName("sheets")
        column.addWidget(self.number)
        column.addWidget(self.of)

    def tell(self, what: What, count: int, each: int, tile: str, total: int = 0) -> None:
        """Tell it.

        Args:
            what: the kind.
            count: how many pages there are.
            each: on how many sheets each page is glued together, 0 where it is printed whole.
            tile: the paper of those.
            total: of how many sheets it all is, where pages take different numbers; else 0.
        """
        words = self._words
        if what is What.WORKBOOK:
            count, text = len(SHEETS), words("sheets for Excel, one for each kind of record")
        elif what in {What.CALENDAR, What.COMMENTS}:
            count, text = 0, ""
        elif what in {What.STEPS, What.SLIDES}:
            text = words.many("page for the projector", "pages for the projector", count)
        elif total:
            text, count = words("sheets in all, cut for {paper} where they are larger", paper=tile), total
        elif not each:
            text = words.many("sheet in full size", "sheets in full size", count)
        else:
            text, count = words("sheets of {paper}, {each} for each", paper=tile, each=each), count * each
        self.setVisible(count > 0)
        self.number.setText(words.number(count))
        self.of.setText(text)
