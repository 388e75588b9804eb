"""When Python looks for garbage in cycles: not while many things are made that all stay."""

import contextlib
import gc
import threading
from collections.abc import Iterator


class _Pauses:
    """Counts the pauses under way, since threads may ask for them at the same time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0
        self._was_on = False

    def begin(self) -> None:
        with self._lock:
            if self._count == 0:
                self._was_on = gc.isenabled()
                gc.disable()
            self._count += 1

    def end(self) -> None:
        with self._lock:
            self._count -= 1
            if self._count == 0 and self._was_on:
                gc.enable()


_PAUSES = _Pauses()


@contextlib.contextmanager
def no_collecting() -> Iterator[None]:
    """Pause the garbage collector until the block has ended, however it ends."""
    _PAUSES.begin()
    try:
        yield
    finally:
        _PAUSES.end()
