"""The time of a meeting: what is left of the whole and of the block in hand. Over-run is said in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from kpidesk.ui.subject_page import SubjectPage
from kpidesk.ui.timing import TimeBar, remaining
from kpidesk.ui.widgets import button, label, tool_button

_TICK: Final = 500  # ms
_MINUTE: Final = 60


@dataclass
class Countdown:
    """The clock of a meeting, in seconds.

    With `shared` each of the `blocks` has the same share of the `whole`; `at` is the one in hand. `clock`
    tells the time that passes; nothing here waits.
    """

    whole: float
    blocks: int
    shared: bool = True
    clock: Callable[[], float] = monotonic
    at: int = 0
    _spent: float = 0.0
    _in_block: float = 0.0
    _since: float | None = field(default=None)

    @property
    def is_running(self) -> bool:
        """Whether time passes."""
        return self._since is not None

    @property
    def has_begun(self) -> bool:
        """Whether it was ever started."""
        return self.is_running or self._spent > 0

    def _passed(self) -> float:
        return 0.0 if self._since is None else self.clock() - self._since

    @property
    def left(self) -> float:
        """What is left of the meeting, below 0 when it runs over."""
        return self.whole - self._spent - self._passed()

    @property
    def share(self) -> float | None:
        """What a block has, None where time is not shared out."""
        return self.whole / self.blocks if self.shared and self.blocks else None

    @property
    def left_of_block(self) -> float | None:
        """What is left of the block in hand, below 0 when it runs over."""
        return None if self.share is None else self.share - self._in_block - self._passed()

    def start(self) -> None:
        """Let time pass."""
        if self._since is None:
            self._since = self.clock()

    def pause(self) -> None:
        """Hold time."""
        passed = self._passed()
        self._spent += passed
        self._in_block += passed
        self._since = None

    def go_to(self, block: int) -> None:
        """Begin a block; what the one before took stays taken."""
        running = self.is_running
        self.pause()
        self.at, self._in_block = min(max(block, 0), max(self.blocks - 1, 0)), 0.0
        if running:
            self.start()

    def begin_again(self) -> None:
        """Forget what has passed."""
        self.at, self._spent, self._in_block, self._since = 0, 0.0, 0.0, None


class MeetingTimer(QWidget):
    """The timer of the meeting in hand. `moved` tells the block that begins."""

    moved = Signal(int)

    def __init__(self, page: SubjectPage) -> None:
        super().__init__()
        self._page, self._blocks = page, tuple[str, ...]()
        self.countdown = Countdown(0, 0)
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK)
        self._ticks.timeout.connect(self.tick)
        words, icons = page.words, page.icons
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.block = label("", "name", wrap=True)
        self.block.setObjectName("timer-block")
        self.left = label("", "display")
        self.left.setObjectName("timer-left")
        self.bar = TimeBar(page.colours)
        self.whole = label("", "second", wrap=True)
        self.whole.setObjectName("timer-whole")
        for each in (self.block, self.left, self.bar, self.whole):
            column.addWidget(each)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.go = button(words("Start"), self._go)
        self.go.setObjectName("timer-go")
        self.next = button(words("Next block"), self._next)
        self.next.setObjectName("timer-next")
        again = tool_button(icons.icon("undo-2"), words("Begin again"), self._again)
        again.setObjectName("timer-again")
        row.addWidget(self.go)
        row.addWidget(self.next)
        row.addWidget(again)
        row.addStretch()
        column.addLayout(row)
        self.shared = QCheckBox(words("Share the time evenly"))
        self.shared.setObjectName("timer-shared")
        self.shared.setChecked(True)
        self.shared.toggled.connect(self._share)
        column.addWidget(self.shared)

    def show_meeting(self, minutes: int, blocks: Sequence[str]) -> None:
        """Show the agenda of a meeting; one that is under way goes on."""
        self._blocks = tuple(blocks)
        self.countdown.whole, self.countdown.blocks = minutes * _MINUTE, len(blocks)
        self.countdown.at = min(self.countdown.at, max(len(blocks) - 1, 0))
        self.next.setEnabled(len(blocks) > 1)
        self.tick()

    def begin_again(self) -> None:
        """Another meeting: what has passed does not count for it."""
        self._ticks.stop()
        self.countdown.begin_again()
        self.tick()

    def tick(self) -> None:
        """Show the time as it is now."""
        words, now = self._page.words, self.countdown
        left = now.left if now.left_of_block is None else now.left_of_block
        self.block.setText(self._blocks[now.at] if self._blocks else words("The whole meeting"))
        self.left.setText(remaining(left, words))
        whole = now.share or now.whole
        self.bar.show_share(1 - left / whole if whole else 0.0)
        self.bar.setAccessibleName(self.left.text())
        self.whole.setText(words("Whole meeting: {left}", left=remaining(now.left, words)))
        self.whole.setVisible(now.left_of_block is not None)
        self.go.setText(
            words("Pause") if now.is_running else words("Go on") if now.has_begun else words("Start")
        )

    def go_to(self, block: int) -> None:
        """The meeting goes on with a block."""
        self.countdown.go_to(block)
        self.tick()

    def give_up(self) -> None:
        """The page is thrown away."""
        self._ticks.stop()

    def _go(self) -> None:
        if self.countdown.is_running:
            self.countdown.pause()
            self._ticks.stop()
        else:
            self.countdown.start()
            self._ticks.start()
        self.tick()

    def _next(self) -> None:
        self.go_to((self.countdown.at + 1) % max(len(self._blocks), 1))
        self.moved.emit(self.countdown.at)

    def _again(self) -> None:
        self.begin_again()
        self.moved.emit(0)

    def _share(self, shared: bool) -> None:
        self.countdown.shared = shared
        self.tick()
