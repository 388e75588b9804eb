"""Texts as people type or paste them, made fit to keep: rules that hold for every field."""

import unicodedata
from typing import Final

STATEMENT_LIMIT: Final = 500
TEXT_LIMIT: Final = 20_000


class Refused(ValueError):  # noqa: N818 - what is refused is a person's input, not an error of ours
    """What a person typed cannot be taken; `message` with `arguments` says why, for the field."""

    def __init__(self, message: str, **arguments: object) -> None:
        self.message = message
        self.arguments = {key: str(value) for key, value in arguments.items()}
        super().__init__(message.format(**self.arguments))


def clean(text: str, *, lines: bool = True) -> str:
    """The text without what cannot be shown: control characters, halves of characters, outer spaces.

    Args:
        text: as typed or pasted.
        lines: keep line ends; otherwise they become spaces.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if not lines:
        text = " ".join(text.split("\n"))
    kept = [
        " " if char == "\t" else char
        for char in text
        if char in "\n\t" or (unicodedata.category(char) not in {"Cc", "Cs"} and char not in "\ufffe\uffff")
    ]
    return "".join(kept).strip()


def statement(text: str) -> str:
    """A result's statement, cleaned.

    Raises:
        Refused: empty, or longer than a statement can be.
    """
    text = clean(text, lines=False)
    if not text:
        raise Refused("A result needs words. To take it off, remove it instead.")
    if len(text) > STATEMENT_LIMIT:
        raise Refused(
            "A result is one sentence of at most {limit} characters; this has {count}. Nothing was changed.",
            limit=STATEMENT_LIMIT,
            count=len(text),
        )
    return text
