"""The bar of the workshop that is under way, below the strip on every page: now, next, the time left."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from kpidesk.domain import agenda
from kpidesk.ui.timing import TimeBar, remaining
from kpidesk.ui.widgets import Elided, label, restyle

if TYPE_CHECKING:
    from kpidesk.ui.running import Runner
    from kpidesk.ui.window import Window

HEIGHT: Final = 44
_NARROW: Final = 1240  # px of the bar: below, what comes next is named by its time alone
_METER_WIDE: Final = 96


class RunBar(QFrame):
    """What a facilitator wants to see at a glance while the room is on another page."""

    def __init__(self, window: "Window", runner: "Runner") -> None:
        super().__init__()
        self.setObjectName("run-bar")
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(window.words("The workshop under way"))
        self._window, self._runner = window, runner
        commands, words = window.commands, window.words
        self._mark = QLabel()
        self.block = Elided("", "name")
        self.block.setObjectName("run-block")
        self.left = label("", "time")
        self.left.setObjectName("run-left")
        self.left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.bar = TimeBar(window.palette_)
        self.bar.setFixedWidth(_METER_WIDE)
        self.next = Elided("", "second")
        self.next.setObjectName("run-next-block")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 12, 0)
        row.setSpacing(6)
        for widget in (self._mark, self.left, self.bar):
            row.addWidget(widget)
        row.addSpacing(6)
        row.addWidget(self.block, 3)
        row.addWidget(self.next, 2)
        for key in ("run.less", "run.more", "run.hold", "run.back"):
            row.addWidget(commands.button(key, "tool"))
        row.addWidget(commands.button("run.next", "plain", text=words("Next")))
        for key in ("capture.park", "capture.decide", "capture.promise"):
            row.addWidget(commands.button(key, "tool"))
        runner.ticked.connect(self.show_time)
        # Nobody types while somebody clicks: else a clicker's B would be a letter on the page.
        runner.clicked.connect(self.setFocus)
        self.show_time()

    def show_time(self) -> None:
        """Show the time as it is now."""
        runner, words, window = self._runner, self._window.words, self._window
        slot = runner.plan.now
        self.setVisible(slot is not None)
        if slot is None:
            return
        left = runner.left
        over, soon = left < 0, runner.share >= 1 - agenda.SOON
        icon, tone = ("pause", "text_second") if runner.paused else (
            ("clock-alert", "bad") if over else ("bell", "warn") if soon else ("timer", "accent")
        )  # fmt: skip
        self._mark.setPixmap(window.icons.pixmap(icon, tone, 18))
        self.left.setText(remaining(left, words))
        restyle(self.left, "tone", "bad" if over else "warn" if soon else "")
        self.bar.show_share(runner.share)
        self.bar.setAccessibleName(self.left.text())
        number = [each.id for each in runner.blocks].index(slot.block.id) + 1
        told = words("{n} of {all}", n=number, all=len(runner.blocks))
        self.block.show_text(f"{slot.block.name} · {told}", slot.block.name)
        self.next.show_text(self._next_text())

    def _next_text(self) -> str:
        runner, words = self._runner, self._window.words
        following = runner.plan.next
        if following is None:
            return words("The last block")
        at = words.clock(agenda.time_of(following.starts))
        if self.width() < _NARROW:
            return words("Next {time}", time=at)
        return words("Next {time}: {block}", time=at, block=following.block.name)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Narrow bars say less."""
        super().resizeEvent(event)
        if self._runner.plan.now is not None:
            self.next.show_text(self._next_text())
