"""The rail at the left: the places of the window in the order of a facilitator's journey."""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from kpidesk.drawing.palette import Palette
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.commands import PAGES, Commands, named_with_keys
from kpidesk.ui.icons import Icons
from kpidesk.ui.widgets import stop_where_chosen

NARROW: Final = 76
WIDE: Final = 184
WIDE_FROM: Final = 1680  # px of the window
_EDGE: Final = 4
_SMALL: Final = 11  # px, of letters
_TALL: Final = 56
_LOW: Final = 50  # px of an entry where the window is low
_LEEWAY: Final = 5  # px of an entry: at 640 px of the window they still stand with their words
_BARE: Final = 48  # px of the rail then
_LOWEST: Final = 34  # where it is still lower: the icon alone


class Entry(QPushButton):
    """One place: icon over word, beside it where the rail is wide."""

    def __init__(self, text: str, icon: str, icons: Icons, palette: Palette) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.wide = False
        self.tall = _TALL
        self.narrow = NARROW - 8  # what it takes under its icon
        self._name, self._icons, self._colours = icon, icons, palette
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return QSize(WIDE - 8, 40) if self.wide else QSize(self.narrow, self.tall)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        colours, chosen = self._colours, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tile = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
        else:
            painter.setPen(QColor(colours.border) if chosen else Qt.PenStyle.NoPen)
        if chosen or self.underMouse():
            painter.setBrush(QColor(colours.surface if chosen else colours.hover))
        painter.drawRoundedRect(tile.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        tone = "accent" if chosen else "text_second"
        picture = self._icons.pixmap(self._name, tone, 20)
        font = self.font()
        font.setPixelSize(13 if self.wide else 12)
        font.setWeight(font.Weight.DemiBold if chosen else font.Weight.Normal)
        if not self.wide and QFontMetrics(font).horizontalAdvance(self.text()) > self.width() - 2 * _EDGE:
            font.setPixelSize(_SMALL)  # a long name keeps clear of the tile's edges
        painter.setFont(font)
        painter.setPen(QColor(colours.accent_text if chosen else colours.text_second))
        flag = Qt.AlignmentFlag
        if self.wide:
            painter.drawPixmap(QRect(14, (self.height() - 20) // 2, 20, 20), picture)
            beside = self.rect().adjusted(46, 0, -4, 0)
            painter.drawText(beside, flag.AlignVCenter | flag.AlignLeft, self.text())
        else:
            bare = self.height() < _LOW
            rise = 1 if bare else (_TALL - self.height()) // 2
            painter.drawPixmap(QRect((self.width() - 20) // 2, 8 - rise, 20, 20), picture)
            if not bare:
                below = self.rect().adjusted(0, 30 - rise, 0, rise - 4)
                painter.drawText(below, flag.AlignCenter, self.text())
        painter.end()


class Mark(QFrame):
    """The mark of the application: four rings around a disc."""

    reads_as = Role.Whitespace

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._colours = palette
        self.setFixedSize(32, 32)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(16, 16)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for radius, thick, position in ((14.6, 1.6, 4), (10.8, 1.8, 3), (7.0, 2.0, 2)):
            painter.setPen(QPen(QColor(self._colours.ring(position).line), thick))
            painter.drawEllipse(QPointF(), radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.ring(1).line))
        painter.drawEllipse(QPointF(), 3.4, 3.4)
        painter.end()


class Rail(QFrame):
    """The places that can be gone to; only Home without a desk."""

    def __init__(self, words: Words, commands: Commands, icons: Icons, palette: Palette) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 8, 4, 8)
        self._column.setSpacing(2)
        self._column.addWidget(Mark(palette), 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addSpacing(2)
        self.entries: dict[str, Entry] = {}
        for key in PAGES:
            command = commands.all[f"go.{key}"]
            entry = Entry(command.text, command.icon, icons, palette)
            entry.setObjectName(f"rail-{key}")
            entry.setAutoExclusive(True)
            stop_where_chosen(entry)
            entry.setToolTip(named_with_keys(command.text, command))
            entry.clicked.connect(lambda _=False, k=f"go.{key}": commands.run(k))
            self.entries[key] = entry
            self._column.addWidget(entry)
        self._column.addStretch(1)
        self.settings = Entry(words("Settings"), "settings", icons, palette)
        self.settings.setObjectName("rail-settings")
        self.settings.setCheckable(False)
        self._column.addWidget(self.settings)
        self._narrow = self._under_icons()
        self.set_wide(wide=False)

    def _under_icons(self) -> int:
        """The width at which each word finds room under its icon; some languages need more than ours."""
        font = self.font()
        font.setPixelSize(_SMALL)
        font.setWeight(font.Weight.DemiBold)
        entries = (*self.entries.values(), self.settings)
        needs = max(QFontMetrics(font).horizontalAdvance(each.text()) for each in entries) + _EDGE
        return max(NARROW, needs + 8)

    def set_wide(self, *, wide: bool) -> None:
        """Put words beside the icons, or under them, closer together where the window is low."""
        entries = (*self.entries.values(), self.settings)
        height, gap = self.window().height(), self._column.spacing()

        def lower_than(tall: int) -> bool:
            return height < 2 * _TALL + len(entries) * (tall + gap)

        bare = lower_than(_LOW - _LEEWAY)
        self.setFixedWidth(WIDE if wide else _BARE if bare else self._narrow)
        for entry in entries:
            entry.wide = wide
            entry.tall = (_LOWEST if bare else _LOW) if lower_than(_TALL) else _TALL
            entry.narrow = _BARE - 8 if bare else self._narrow - 8
            entry.setFixedSize(entry.sizeHint())

    def show_current(self, key: str, *, desk: bool) -> None:
        """Mark where the person is; without a desk there is only Home."""
        for name, entry in self.entries.items():
            entry.setVisible(desk or name == "home")
            entry.setChecked(name == key)
