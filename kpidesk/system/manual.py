"""The manual: short pages in plain files in resources/manual, a folder for each language.

The files are Markdown of the plainest kind: headings, paragraphs, lists, **names that stand in the window**,
*other stress*, `keys`, links from page to page, and pictures alone on their line. Pictures are those that
`kpidesk screens` makes; they are not kept with the texts, so a page reads well without. `places.txt` says
which page belongs to which step of the Guide.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from kpidesk.system.resources import resource
from kpidesk.system.words import SOURCE

FIRST: Final = "01-first-steps"
_PICTURE: Final = re.compile(r"!\[(?P<text>[^\]]+)\]\(pictures/(?P<name>[\w-]+)\.png\)")
_LINK: Final = re.compile(r"\[([^\]]+)\]\(([\w-]+)\.md\)")
_NAME: Final = re.compile(r"\*\*([^*]+)\*\*")
_STRESS: Final = re.compile(r"\*([^*]+)\*")
_CODE: Final = re.compile(r"`([^`]+)`")
_ITEM: Final = re.compile(r"(?:-|\d+\.) ")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the manual; `name` is the same in all languages."""

    name: str
    title: str
    text: str

    @property
    def pictures(self) -> tuple[str, ...]:
        """The names of its pictures."""
        return tuple(found["name"] for found in _PICTURE.finditer(self.text))

    @property
    def names(self) -> tuple[str, ...]:
        """What it says stands in the window."""
        return tuple(_NAME.findall(self.text))

    @property
    def links(self) -> tuple[str, ...]:
        """The names of the pages that it leads to."""
        return tuple(name for _, name in _LINK.findall(self.text))


@cache
def pages(language: str) -> tuple[Page, ...]:
    """All pages in their order, in English where the language has none."""
    folder = resource("manual", language)
    if not folder.is_dir():
        folder = resource("manual", SOURCE)
    return tuple(_read(path) for path in sorted(folder.glob("*.md")))


def _read(path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    return Page(path.stem, text.partition("\n")[0].removeprefix("# ").strip(), text)


def picture_folder(language: str) -> Path:
    """Where the pictures of a language are, if they came along."""
    return resource("manual", language, "pictures")


@cache
def places() -> dict[str, str]:
    """The page for each step of the Guide, or for all steps that begin with a name."""
    lines = resource("manual", "places.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(": ") for line in lines if line)
    return {step: page for step, _, page in pairs}


def page_for(step: str) -> str:
    """The name of the page that belongs to a step of the Guide."""
    known, name = places(), step
    while name and name not in known:
        name = name.rpartition("-")[0]
    return known.get(name, FIRST)


def with_codes(page: Page, made: Callable[[str], str]) -> Page:
    """A page with something made of each `code` in it: other keys."""
    return replace(page, text=_CODE.sub(lambda found: f"`{made(found[1])}`", page.text))


def areas_of(name: str) -> set[str]:
    """The pages of the window that a page of the manual is about; none where it is about all."""
    return {step.partition("-")[0] for step, page in places().items() if page == name}


def as_html(text: str, picture: Callable[[str], str | None]) -> str:
    """A page as the body of an HTML file.

    Args:
        text: of the page.
        picture: the address of a picture by its name, None to leave it out.
    """
    blocks = (_block(block.splitlines(), picture) for block in re.split(r"\n\s*\n", text.strip()))
    return "\n".join(filter(None, blocks))


def _block(lines: list[str], picture: Callable[[str], str | None]) -> str:
    whole = " ".join(line.strip() for line in lines)
    if found := _PICTURE.fullmatch(whole):
        address = picture(found["name"])
        image = f'<img src="{escape(address or "")}" alt="{escape(found["text"])}">'
        return f'<p class="picture">{image}</p>' if address else ""
    if whole.startswith("#"):
        level = len(whole) - len(whole.lstrip("#"))
        return f"<h{level}>{_inline(whole[level:].strip())}</h{level}>"
    if _ITEM.match(whole):
        kind = "ul" if whole.startswith("-") else "ol"
        items = "".join(f"<li>{_inline(item)}</li>" for item in _items(lines))
        return f"<{kind}>{items}</{kind}>"
    return f"<p>{_inline(whole)}</p>"


def _items(lines: list[str]) -> list[str]:
    """The texts of a list; a line that begins no item goes on with the one above."""
    items: list[str] = []
    for line in lines:
        if found := _ITEM.match(line):
            items.append(line[found.end() :].strip())
        else:
            items[-1] += f" {line.strip()}"
    return items


def _inline(text: str) -> str:
    made = _CODE.sub(r"<code>\1</code>", escape(text, quote=False))
    made = _STRESS.sub(r"<i>\1</i>", _NAME.sub(r"<b>\1</b>", made))
    return _LINK.sub(r'<a href="\2.html">\1</a>', made)
