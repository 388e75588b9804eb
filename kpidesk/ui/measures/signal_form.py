"""The small form under a signal: what it is, what lies behind it, what is done about it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from kpidesk.domain.answers import Answered
from kpidesk.domain.labels import LABELS
from kpidesk.domain.series import SignalVerdict
from kpidesk.system.words import Words
from kpidesk.ui.fields import Choice, labelled
from kpidesk.ui.measures.section import Entry, buttons_row
from kpidesk.ui.widgets import button, label


class SignalForm(QFrame):
    """Nothing is written before it is taken over; Esc closes it."""

    def __init__(
        self,
        words: Words,
        take: Callable[[], object],
        close: Callable[[], object],
        withdraw: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setProperty("kind", "well")
        self._close = close
        self.verdict = Choice(
            [(None, words("not known yet")), *((each, words(LABELS[each])) for each in SignalVerdict)],
            lambda _: None,
            words("What is it?"),
        )
        self.verdict.setObjectName("signal-verdict")
        self.cause = Entry(words("What lies behind it?"), take, close)
        self.response = Entry(words("What is done about it?"), take, close)
        self.by = Entry(words("Who says so?"), take, close)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(6)
        for each in (self.verdict, self.cause, self.response, self.by):
            column.addLayout(labelled(each.accessibleName(), each))
        self.wrong = label("", "wrong", wrap=True)
        column.addWidget(self.wrong)
        self.keep = button(words("Keep"), take)
        self.keep.setObjectName("signal-keep")
        self.withdraw = button(words("Take back"), withdraw, "quiet")
        self.withdraw.setObjectName("signal-withdraw")
        self.withdraw.setToolTip(words("Forget what was said about this signal"))
        column.addLayout(buttons_row(self.keep, button(words("Cancel"), close, "quiet"), self.withdraw))

    def open(self, shown: Answered, by: str) -> None:
        """Fill it with what was said; `by` is who answers mostly."""
        said = shown.answer
        self.verdict.show_value(said.verdict if said else None)
        self.cause.setText("; ".join(said.cause.splitlines()) if said else "")
        self.response.setText("; ".join(said.response.splitlines()) if said else "")
        self.by.setText(said.by if said else by)
        answered = said is not None and (said.verdict or said.cause or said.response)
        self.withdraw.setVisible(bool(answered))
        self.say("")

    def say(self, text: str) -> None:
        """Tell what is wrong, or nothing."""
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes, from the choice as well."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)
