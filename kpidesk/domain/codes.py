"""Printed codes such as R07 or, from another recorder's copy, N-B61."""

import re
from typing import Final

_PRINTED: Final = re.compile(r"([A-Z]+(?:-[A-Z])?)(\d{1,9})")


def parts(code: str) -> tuple[str, int] | None:
    """Prefix and number of a printed code, None for what is none."""
    match = _PRINTED.fullmatch(code)
    return (match[1], int(match[2])) if match else None


def numbered(prefix: str, number: int) -> str:
    """A code by prefix and number: R and 7 give R07."""
    return f"{prefix}{number:02d}"


def with_letter(prefix: str, recorder: str | None) -> str:
    """The prefix of codes that a copy of a desk gives out: N-B where its recorder has the letter B."""
    return f"{prefix}-{recorder}" if recorder else prefix
