"""The notice strip: a sentence with at most one thing to do about it; never a message box."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from kpidesk.system.words import Words
from kpidesk.ui.icons import Icons
from kpidesk.ui.widgets import button, label, restyle, tool_button


@dataclass(frozen=True, slots=True)
class _Saying:
    text: str
    bad: bool
    button: str
    do: Callable[[], object] | None


class Notice(QFrame):
    """Shows one notice at a time; others wait until it is dismissed or acted on. Bad news comes first."""

    def __init__(self, words: Words, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._icons = icons
        self._waiting: list[_Saying] = []
        self._shown: _Saying | None = None
        self._icon = QLabel()
        self._text = label("", wrap=True)
        self._text.setObjectName("notice-text")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = button("", self._act)
        self._button.setObjectName("notice-act")
        dismiss = tool_button(icons.icon("x"), words("Dismiss"), self.dismiss)
        dismiss.setObjectName("dismiss")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 6, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(dismiss)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, empty when nothing is said."""
        return self._shown.text if self._shown else ""

    def say(
        self, text: str, *, bad: bool = False, button: str = "", do: Callable[[], object] | None = None
    ) -> None:
        """Say something now if it is bad or nothing else is said, else when the others are done."""
        saying = _Saying(text, bad, button, do)
        self._waiting = [each for each in self._waiting if each.text != text]
        if self._shown is None or self._shown.text == text:
            self._show(saying)
        elif bad:
            self._waiting.insert(0, self._shown)
            self._show(saying)
        elif self._shown.bad:
            self._waiting.append(saying)
        else:  # good news is overtaken by newer good news
            self._show(saying)

    def dismiss(self) -> None:
        """Say no more of this, and go on with what waits."""
        self._shown = None
        self.hide()
        if self._waiting:
            self._show(self._waiting.pop(0))

    def take_back(self, text: str) -> None:
        """A sentence holds no longer."""
        self._waiting = [each for each in self._waiting if each.text != text]
        if text and self.text == text:
            self.dismiss()

    def went_on(self, refusal: str, *, again: bool) -> None:
        """The person has gone on, after a refusal perhaps.

        Where a step was taken back or done `again`, what was said of having done it holds no longer.
        """
        self.take_back(refusal)
        if again and self._shown is not None and not self._shown.bad and self._shown.do is None:
            self.dismiss()

    def follow(self, other: "Notice") -> None:
        """Go on where another strip stopped: with what it says and what waits there."""
        self._waiting = list(other._waiting)
        if other._shown is not None:
            self._show(other._shown)

    def forget_all(self) -> None:
        """Another desk: what was said before is over."""
        self._waiting.clear()
        self.dismiss()

    def _show(self, saying: _Saying) -> None:
        self._shown = saying
        tone = "danger" if saying.bad else "accent_text"
        self._icon.setPixmap(self._icons.pixmap("circle-alert" if saying.bad else "info", tone, 18))
        self._text.setText(saying.text)
        self._button.setText(saying.button)
        self._button.setVisible(bool(saying.button))
        restyle(self, "bad", "true" if saying.bad else "false")
        self.show()

    def _act(self) -> None:
        do = self._shown.do if self._shown else None
        self.dismiss()
        if do is not None:
            do()
