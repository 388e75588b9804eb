"""The line below a list in which one thing more is typed."""

from kpidesk.ui.fields import Commit, LineField


class Adder(LineField):
    """Enter adds what is typed, and so does leaving; a rest while somebody speaks must not add half of it."""

    def __init__(self, add: Commit, placeholder: str, *, name: str) -> None:
        super().__init__(self._take, placeholder, name=name)
        self._add = add
        self._rest.timeout.disconnect()

    def _take(self, text: str) -> bool:
        """Add it. The line is empty by then: what is added may take the focus, and leaving adds, too."""
        self.clear()
        if not text.strip() or self._add(text):
            return True
        self.setText(text)
        return False
