"""What checks find: a code with arguments, never a finished sentence, so that it can be translated.

A finding is a hint with a reason. It suggests, never forbids.
"""

from dataclasses import dataclass, field
from typing import Final, Protocol


class Translate(Protocol):
    """Turns a message in English into the reader's language."""

    def __call__(self, message: str) -> str:
        """The message in the reader's language."""
        ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One hint. `records` are printed codes (R17) where there are any, `args` fill the text."""

    code: str
    records: tuple[str, ...] = ()
    args: dict[str, str] = field(default_factory=dict)


TEXTS: Final[dict[str, str]] = {}


def text_of(finding: Finding, translate: Translate) -> str:
    """The sentence for a finding."""
    return translate(TEXTS[finding.code]).format(**finding.args)
