"""Keeping the computer from falling asleep in front of people; it tells when that cannot be promised."""

from contextlib import AbstractContextManager
from typing import Any


class Awake:
    """Holds sleep and screen saver off between `hold` and `let_go`."""

    def __init__(self) -> None:
        self._mode: AbstractContextManager[Any] | None = None

    def hold(self) -> bool:
        """Ask the system to stay awake; whether it promised."""
        if self._mode is not None:
            return True
        from wakepy import keep  # noqa: PLC0415 - only when somebody projects

        mode = keep.presenting(on_fail="pass")
        with_mode = mode.__enter__()
        self._mode = mode
        return bool(with_mode.active)

    def let_go(self) -> None:
        """The system may do as it likes again."""
        if self._mode is not None:
            mode, self._mode = self._mode, None
            mode.__exit__(None, None, None)
