"""The manual as a folder of plain files: each page as HTML, a list of them, and their pictures beside."""

from collections.abc import Iterator
from functools import partial
from html import escape
from pathlib import Path
from typing import Final

from PIL import Image

from kpidesk.exports.job import write_file
from kpidesk.system.manual import Page, as_html, pages
from kpidesk.system.words import Words

PICTURES: Final = "pictures"
_COLOURS: Final = 128
"""A window has few colours; so many are enough for its picture, at a third of the size."""
_PAGE: Final = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 "Noto Sans", sans-serif; color: #1d2524; background: #fff; max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.6rem; }} h2 {{ font-size: 1.2rem; }}
img {{ max-width: 100%; border: 1px solid #c9c6bf; border-radius: 6px; }}
code {{ font: inherit; font-weight: 600; background: #f1efea; border-radius: 4px; padding: 0 0.3em; }}
a {{ color: #0b5e5a; }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def wanted_pictures(language: str) -> frozenset[str]:
    """The names of all pictures of the manual."""
    return frozenset(name for page in pages(language) for name in page.pictures)


def shrink(picture: Path) -> None:
    """Make a picture of the window small enough to come along with the program."""
    with Image.open(picture) as opened:
        small = opened.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    small.save(picture, optimize=True)


def write_manual(folder: Path, words: Words) -> tuple[Path, ...]:
    """Write all pages; those pictures that lie in their folder beside them already are shown.

    Raises:
        NoAccess: the folder cannot be written.
    """
    files = {"index": _index(words), **dict(_pages(folder, words))}
    return tuple(
        write_file(folder / f"{name}.html", partial(_write, text), words, []) for name, text in files.items()
    )


def _write(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")


def _index(words: Words) -> str:
    title = words("Manual of KPI Desk")
    lines = "".join(
        f'<li><a href="{page.name}.html">{escape(page.title)}</a></li>' for page in pages(words.language)
    )
    return _whole(title, f"<h1>{escape(title)}</h1>\n<ul>{lines}</ul>", words)


def _pages(folder: Path, words: Words) -> Iterator[tuple[str, str]]:
    def address(name: str) -> str | None:
        there = (folder / PICTURES / f"{name}.png").is_file()
        return f"{PICTURES}/{name}.png" if there else None

    found = pages(words.language)
    for page, following in zip(found, (*found[1:], None), strict=True):
        body = as_html(page.text, address)
        yield page.name, _whole(page.title, f"{body}\n{_ways(following, words)}", words)


def _ways(following: Page | None, words: Words) -> str:
    """Where one goes on from a page."""
    every = words("All pages")
    ways = f'<a href="index.html">{escape(every)}</a>'
    if following:
        ways += f' · <a href="{following.name}.html">{escape(following.title)}</a>'
    return f"<hr><p>{ways}</p>"


def _whole(title: str, body: str, words: Words) -> str:
    return _PAGE.format(language=words.language, title=escape(title), body=body)
