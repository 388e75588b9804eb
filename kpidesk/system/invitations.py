"""The supplied words of invitations: plain files in resources/invitations, one a language.

A file has a part for each variant: `[variant]`, a line `subject: …`, and the text with merge fields.
"""

from functools import cache

from kpidesk.system.resources import resource
from kpidesk.system.words import SOURCE


def languages() -> tuple[str, ...]:
    """The languages there are invitations in."""
    return tuple(sorted(path.stem for path in resource("invitations").glob("*.txt")))


@cache
def supplied(language: str) -> dict[str, tuple[str, str]]:
    """Subject and text by variant, in English where there are none in a language.

    Raises:
        ValueError: a part does not begin with its subject.
    """
    path = resource("invitations", f"{language}.txt")
    if language not in languages():
        path = resource("invitations", f"{SOURCE}.txt")
    found: dict[str, tuple[str, str]] = {}
    for part in path.read_text(encoding="utf-8").split("\n[")[0:]:
        name, _, rest = part.lstrip("[").partition("]\n")
        first, _, text = rest.partition("\n")
        if not first.startswith("subject: "):
            raise ValueError(f"{path.name}: no subject for {name}")
        found[name] = (first.removeprefix("subject: ").strip(), text.strip())
    return found
