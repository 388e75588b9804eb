"""A language that nobody speaks: every text accented, a third longer, and in brackets.

What is seen without brackets in a window of this language never went through `words(…)`.
"""

import re
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGE = "de"  # whose dates and numbers it borrows
OPEN, CLOSE = "⟦", "⟧"
_LONGER = 0.35
_ACCENTED = str.maketrans("aceghijlnorstuwyzACEGHIJLNORSTUWYZ", "áčéğĥíĵĺñóřšťúŵýžÁČÉĞĤÍĴĹÑÓŘŠŤÚŴÝŽ")


def pseudo(text: str) -> str:
    """A text in that language; its {placeholders}, line breaks and blanks at the ends stay."""
    body = text.strip()
    if not body:
        return text
    pieces = re.split(r"(\{[^}]*\})", body)
    said = "".join(each if each.startswith("{") else each.translate(_ACCENTED) for each in pieces)
    longer = "~" * round(len(body) * _LONGER)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{OPEN}{said}{longer}{CLOSE}{after}"


def write_pseudo(template: Path, folder: Path) -> Path:
    """Make the catalogue of all messages of a template below a folder; the folder to read it from."""
    with template.open("rb") as file:
        messages = read_po(file)
    catalog = Catalog(locale=LANGUAGE)
    for message in messages:
        if message.id:
            one = isinstance(message.id, str)
            said = pseudo(str(message.id)) if one else tuple(pseudo(each) for each in message.id)
            catalog.add(message.id, said)
    place = folder / LANGUAGE / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "kpidesk.mo").open("wb") as file:
        write_mo(file, catalog)
    return folder
