"""Time and identity, injected wherever they are needed so that tests can hold them still."""

import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
NewId = Callable[[], str]


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


class IdSource:
    """UUIDs of version 7 (RFC 9562): they sort in the order in which they were made.

    Within one millisecond a counter in the 12 bits after the version keeps the order, as the
    RFC's method 1 allows; on overflow the clock is run one millisecond ahead.
    """

    def __init__(self, milliseconds: Callable[[], int] = lambda: time.time_ns() // 1_000_000) -> None:
        self._milliseconds = milliseconds
        self._last = 0
        self._counter = 0

    def __call__(self) -> str:
        """A new id in the usual form of 36 characters."""
        moment = self._milliseconds()
        if moment > self._last:
            self._last, self._counter = moment, secrets.randbits(11)
        else:
            self._counter += 1
            if self._counter > 0xFFF:
                self._last, self._counter = self._last + 1, 0
        number = (self._last & (1 << 48) - 1) << 80 | 0x7 << 76 | self._counter << 64
        digits = f"{number | 0b10 << 62 | secrets.randbits(62):032x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
