"""What the facilitator sees of the projector: what is on air, and what would be shown next."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kpidesk.drawing.palette import Palette
from kpidesk.drawing.picture import Picture
from kpidesk.drawing.room import BACK_ROWS
from kpidesk.system.words import Words
from kpidesk.ui.announcing import Role
from kpidesk.ui.commands import Commands
from kpidesk.ui.icons import Icons
from kpidesk.ui.painter import Cache, paint
from kpidesk.ui.widgets import Segments, label, tool_button

if TYPE_CHECKING:
    from kpidesk.ui.projector.projector import Projector

_WIDE: Final = 252  # px of a picture
_EDGE: Final = 16
_RATIO: Final = 9 / 16
FOLLOW: Final = "follow"
SEND: Final = "send"
STEPS: Final = ("results.step_back", "results.step_on", "results.step_end")

Shown = Callable[[], "tuple[Picture, str] | None"]


class Small(QWidget):
    """A small picture of what is or could be on the wall; None is black."""

    reads_as = Role.Graphic

    def __init__(self, give: Shown, colours: Palette, name: str) -> None:
        super().__init__()
        self._give, self._colours, self._cache = give, colours, Cache(4000)
        self.setAccessibleName(name)
        # What lies beneath need not be painted with it: a map that is painted is looked at anew, for ever.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFixedSize(_WIDE, round(_WIDE * _RATIO))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """See QWidget."""
        return QSize(_WIDE, round(_WIDE * _RATIO))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """See QWidget."""
        painter = QPainter(self)
        shown = self._give()
        painter.fillRect(self.rect(), QColor("#000000" if shown is None else shown[1]))
        if shown is not None:
            picture = shown[0]
            scale = min(self.width() / picture.width, self.height() / picture.height)
            painter.save()
            painter.translate(
                (self.width() - picture.width * scale) / 2, (self.height() - picture.height * scale) / 2
            )
            paint(painter, picture, scale=scale, cache=self._cache)
            painter.restore()
        painter.setPen(QPen(QColor(self._colours.outline), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


class Console(QFrame):
    """Floats in the lower right corner of the window, above the page. `closed` tells that it was put away."""

    closed = Signal()

    def __init__(
        self, window: QWidget, words: Words, colours: Palette, icons: Icons, commands: Commands,
        projector: "Projector",
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window, self._projector = window, projector
        self.setObjectName("console")
        self.setProperty("kind", "raised")
        self.next = Small(projector.seen_next, colours, words("What would be shown"))
        self.next.setObjectName("console-next")
        self.air = Small(self._on_air, colours, words("What the room sees"))
        self.air.setObjectName("console-air")
        self.mode = Segments([(FOLLOW, words("Follow me")), (SEND, words("Only what I send"))], FOLLOW)
        self.mode.setObjectName("console-mode")
        self.mode.chosen.connect(self._choose)
        self.state = label("", "second", wrap=True)
        self.state.setObjectName("console-state")
        self._words, self._commands = words, commands
        self.steps: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.mode)
        head.addStretch()
        head.addWidget(tool_button(icons.icon("x"), words("Put the console away"), self.close_up))
        column.addLayout(head)
        pictures = QGridLayout()
        pictures.setHorizontalSpacing(12)
        pictures.setVerticalSpacing(4)
        for number, (name, small) in enumerate(((words("Next"), self.next), (words("On air"), self.air))):
            pictures.addWidget(label(name, "caption-strong"), 0, number)
            pictures.addWidget(small, 1, number)
        column.addLayout(pictures)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(commands.button("view.send", "filled", text=words("Send")))
        for key, text in (("view.black", words("Black")), ("view.logo", words("Logo"))):
            foot.addWidget(commands.button(key, text=text))
        foot.addStretch()
        for key in ("view.swap", "view.screens", "view.other_screen"):
            foot.addWidget(commands.button(key, "tool"))
        column.addLayout(foot)
        column.addLayout(self._room_line(words, icons, commands))
        column.addWidget(self.state)
        projector.looked.connect(self._look)
        projector.changed.connect(self.show_state)
        window.installEventFilter(self)
        self.show_state()
        self.show()
        self.raise_()

    def _room_line(self, words: Words, icons: Icons, commands: Commands) -> QHBoxLayout:
        """How far away the last row sits, and the steps of the map."""
        line = QHBoxLayout()
        line.setSpacing(6)
        name = label(words("Last row, in heights"), "caption-strong")
        name.setToolTip(words("How far the last row sits from the picture, in heights of the picture."))
        self.rows = Segments([(str(each), f"{each} ×") for each in BACK_ROWS], str(BACK_ROWS[0]))
        self.rows.setObjectName("console-rows")
        self.rows.setAccessibleName(words("How far the last row sits from the picture"))
        self.rows.chosen.connect(lambda row: commands.run(f"view.row_{row}"))
        line.addWidget(name)
        line.addWidget(self.rows)
        line.addStretch()
        line.addWidget(label(words("Steps of the map"), "caption-strong"))
        for key in STEPS:  # the page of the map may come and go: no button of its own
            command = commands.all[key]
            made = tool_button(icons.icon(command.icon), command.text, partial(commands.run, key))
            made.setObjectName(f"console-{key}")
            self.steps[key] = made
            line.addWidget(made)
        return line

    def _on_air(self) -> "tuple[Picture, str] | None":
        projector = self._projector
        return None if projector.black or not projector.on else projector.cover or projector.on_air

    def _look(self) -> None:
        for key, button in self.steps.items():
            button.setEnabled(self._commands.can(key))
        self.next.update()
        self.air.update()

    def show_state(self) -> None:
        """Show how it stands."""
        words, projector = self._words, self._projector
        self.mode.choose(SEND if projector.frozen else FOLLOW)
        self.rows.choose(str(projector.room.back_row))
        if not projector.on:
            self.close_up()
            return
        told = words("The room sees it.") if projector.shown else words("There is no second screen yet.")
        if projector.black:
            told = words("The room sees black.")
        elif projector.cover is not None:
            told = words("The room sees the logo.")
        self.state.setText(told)
        self._look()
        self._place()

    def _choose(self, mode: str) -> None:
        self._projector.freeze(frozen=mode == SEND)

    def _place(self) -> None:
        self.adjustSize()
        self.move(self._window.width() - self.width() - _EDGE, self._window.height() - self.height() - _EDGE)

    def close_up(self) -> None:
        """Put it away; the projector goes on."""
        self._window.removeEventFilter(self)
        self._projector.looked.disconnect(self._look)
        self._projector.changed.disconnect(self.show_state)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """It stays in its corner."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
