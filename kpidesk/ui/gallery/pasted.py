"""Pasted lines that could not be taken: they stay here to be corrected."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from kpidesk.system.words import Words
from kpidesk.ui.gallery.work import Left
from kpidesk.ui.widgets import Panel, button, label

_MOST_REASONS = 4


class Pasted(Panel):
    """Shown as long as it holds lines. `take` is given the lines and keeps what it can."""

    def __init__(self, words: Words, take: Callable[[list[str]], object]) -> None:
        super().__init__()
        self._words, self._take = words, take
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(8)
        self._title = label("", "panel", wrap=True)
        self._reasons = label("", "wrong", wrap=True)
        self.lines = QPlainTextEdit()
        self.lines.setObjectName("pasted-lines")
        self.lines.setAccessibleName(words("Lines to type in or to correct"))
        self.lines.setTabChangesFocus(True)
        self.lines.setMinimumHeight(70)
        self.lines.setMaximumHeight(150)
        self.body.addWidget(self._title)
        self.body.addWidget(self._reasons)
        self.body.addWidget(self.lines)
        row = QHBoxLayout()
        row.addStretch()
        away = button(words("Throw away"), self.give_up, "quiet")
        away.setObjectName("pasted-away")
        again = button(words("Take the lines"), self._again)
        again.setObjectName("pasted-take")
        row.addWidget(away)
        row.addWidget(again)
        self.body.addLayout(row)
        self.hide()

    def offer(self) -> None:
        """Open it to paste or type lines."""
        if self.isHidden():
            self._title.setText(self._words("Paste or type notes, one a line. Codes may stand in each line."))
            self._reasons.hide()
            self.show()
        self.lines.setFocus()

    def keep(self, left: Sequence[Left | str]) -> None:
        """Keep what could not be taken, or was too much for once; with nothing, it closes."""
        words = self._words
        texts = [each if isinstance(each, str) else each[0] for each in left]
        reasons = [
            words("“{line}”: {reason}", line=_short(each[0]), reason=words.told(each[1]))
            for each in left
            if not isinstance(each, str)
        ]
        held = [] if self.isHidden() else [each for each in self.lines.toPlainText().splitlines() if each]
        texts = [*texts, *(each for each in held if each not in set(texts))] if not self._taking else texts
        self.lines.setPlainText("\n".join(texts))
        self.setVisible(bool(texts))
        if texts:
            self._title.setText(
                words.many(
                    "{n} line was not taken. Correct it and take it again.",
                    "{n} lines were not taken. Correct them and take them again.",
                    len(texts),
                )
            )
            self._reasons.setText("\n".join(dict.fromkeys(reasons[:_MOST_REASONS])))
            self._reasons.setVisible(bool(reasons))

    def give_up(self) -> None:
        """The lines are not wanted."""
        self.lines.clear()
        self.hide()

    _taking = False

    def _again(self) -> None:
        lines = [each for each in self.lines.toPlainText().splitlines() if each.strip()]
        if lines:
            self._taking = True
            self._take(lines)
            self._taking = False
        else:
            self.give_up()


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
