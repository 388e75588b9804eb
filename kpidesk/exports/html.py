"""Papers as pages for screen readers: the same words in the same order, as headings, texts, tables, pictures.

PDFs made by reportlab cannot be tagged, so this is their accessible form. Everything is taken from the pages
that the PDF shows; nothing is written anew, so neither can say what the other does not.
"""

import base64
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path as FilePath
from typing import Final

from kpidesk.drawing.breaks import clean
from kpidesk.drawing.picture import Group, Image, Picture, Transform, bounds
from kpidesk.exports.reading import Entry, Figure, Heading, Paragraph, Row, Said, read
from kpidesk.exports.svg import to_svg
from kpidesk.system.words import Words

_STYLE: Final = (
    "body{font:1.05rem/1.5 'Noto Sans',sans-serif;color:#211F1B;background:#fff;max-width:46rem;"
    "margin:2rem auto;padding:0 1rem}h1,h2,h3,h4{line-height:1.25;margin:1.6em 0 .4em}"
    "table{border-collapse:collapse;width:100%;margin:1em 0}"
    "th,td{text-align:start;vertical-align:top;padding:.3em .6em;border-bottom:1px solid #8B8478}"
    "figure{margin:1.2em 0}img{max-width:100%;height:auto}footer{color:#55514A;font-size:.9rem}"
)
_HEADING: Final = 1.12  # of the usual size
_LARGE: Final = 1.5  # of the usual size, where it is not strong
_LONG: Final = 120  # letters: no heading is longer
_SENTENCE: Final = 70  # letters of one that ends like a sentence
_DEEPEST: Final = 4
_BULLET: Final = "•"
_WORD: Final = re.compile(r"[\w-]+")
_CODE: Final = re.compile(r"[^\W\d_][\w-]*\d")  # neither a number nor a word
_NUMBER: Final = re.compile(r"[\d\s.,%−-]+")


def write_html(pages: Sequence[Picture], title: str, words: Words, path: FilePath) -> None:
    """Write it to a file; a file that is replaced must be replaced by the caller."""
    path.write_text(to_html(pages, title, words), encoding="utf-8")


def to_html(pages: Sequence[Picture], title: str, words: Words) -> str:
    """A document's pages as one page of HTML."""
    said = [each for page in pages for each in read(page)]
    head = (
        f'<!DOCTYPE html>\n<html lang="{escape(words.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{_plain(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
    )
    body = "\n".join([f"<h1>{_plain(title)}</h1>", *_body(said, title, words)])
    return f"{head}{body}\n</main>\n</body>\n</html>\n"


def _plain(text: str) -> str:
    return escape(clean(text))


def _body(everything: Sequence[Said], title: str, words: Words) -> Iterator[str]:
    titled = [n for n, each in enumerate(everything) if isinstance(each, Paragraph) and _is(each, title)][:1]
    said = [each for n, each in enumerate(everything) if n not in titled and not _is_foot(each)]
    ranks, above, before = _ranks(said), list[int](), ""
    codes, placed = _codes([each for each in said if isinstance(each, Entry)]), set[str]()
    for (kind, bulleted), group in groupby(said, key=lambda each: (type(each), _bulleted(each))):
        if kind is Row:
            yield _table([each for each in group if isinstance(each, Row)])
            continue
        if kind is Entry:
            yield _entries([each for each in group if isinstance(each, Entry)], codes, placed)
            continue
        if bulleted:
            items = (each.text.lstrip(_BULLET).strip() for each in group if isinstance(each, Paragraph))
            yield "<ul>\n" + "\n".join(f"<li>{_plain(each)}</li>" for each in items) + "\n</ul>"
            continue
        for each in group:
            if isinstance(each, Figure):
                yield _figure(each, words)
            elif isinstance(each, Heading):
                above[:] = [0]
                yield f"<h2>{_plain(each.text)}</h2>"
            elif isinstance(each, Paragraph):
                before, again = each.text, each.text == before
                if again:  # a code that stands at both ends of a line
                    continue
                rank = 0 if each.plain or not _short(each.text) else ranks.get(_look(each), 0)
                tag = f"h{_level(rank, above)}" if rank else "p"
                yield f"<{tag}>{_plain(each.text)}</{tag}>"
    yield from _feet(each for each in everything if isinstance(each, Paragraph) and each.foot)


def _is(paragraph: Paragraph, title: str) -> bool:
    """Whether it is the title, which stands above as the heading of all."""
    return paragraph.text == " ".join(clean(title).split())


def _is_foot(said: Said) -> bool:
    return isinstance(said, Paragraph) and said.foot


def _level(rank: int, above: list[int]) -> int:
    """The level of a heading: one below the nearest that looks larger; `above` are the ranks over it."""
    while above and above[-1] >= rank:
        above.pop()
    above.append(rank)
    return min(len(above) + 1, _DEEPEST)


def _short(text: str) -> bool:
    """Whether a text may be a heading; a large number is none."""
    if _NUMBER.fullmatch(text):
        return False
    return len(text) <= (_SENTENCE if text.endswith((".", "…", ":")) else _LONG)


def _bulleted(said: Said) -> bool:
    return isinstance(said, Paragraph) and said.text.startswith(_BULLET)


def _feet(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """What stands at the feet of pages, once: here is one page only."""
    if texts := dict.fromkeys(each.text for each in paragraphs):
        yield "<footer>" + "".join(f"<p>{_plain(each)}</p>" for each in texts) + "</footer>"


def _look(paragraph: Paragraph) -> tuple[float, bool]:
    return round(paragraph.size, 1), paragraph.strong


def _ranks(said: Sequence[Said]) -> dict[tuple[float, bool], int]:
    """Which looks are those of headings: what is strong, or far larger than the usual text.

    The first rank looks largest.
    """
    letters: Counter[tuple[float, bool]] = Counter()
    if any(isinstance(each, Heading) and each.within for each in said):
        return {}  # an outline has its own
    shown = [each for each in said if isinstance(each, Paragraph)]
    for each in shown:
        letters[_look(each)] += len(each.text)
    if not letters:
        return {}
    # Where lists and tables say the most, there may be nothing beside them but headings.
    texts = [look for look in letters if not look[1]]
    usual = max(texts, key=lambda look: letters[look]) if texts else (min(letters)[0], False)
    heads = [
        look
        for look in {_look(each) for each in shown if not each.plain}
        if look != usual
        and (
            look[0] > (_HEADING if look[1] else _LARGE) * usual[0]
            or (look[1] and not usual[1] and look[0] >= 0.8 * usual[0])
        )
    ]
    return {look: rank for rank, look in enumerate(sorted(heads, reverse=True), 1)}


def _table(rows: Sequence[Row]) -> str:
    """Rows as tables; each head begins one, but where a table only goes on on another page."""
    lines, head = ["<table>"], None
    for number, row in enumerate(rows):
        if row.head:
            if row == head:
                continue
            head = row
            if number:
                lines += ["</table>", "<table>"]
            cells = "".join(f'<th scope="col">{_cell(each)}</th>' for each in row.cells)
            lines.append(f"<tr>{cells}</tr>")
        else:
            first, *others = row.cells
            cells = "".join(f"<td>{_cell(each)}</td>" for each in others)
            lines.append(f'<tr><th scope="row">{_cell(first)}</th>{cells}</tr>')
    return "\n".join([*lines, "</table>"])


def _cell(text: str) -> str:
    return "<br>".join(_plain(line) for line in text.split("\n"))


def _codes(entries: Iterable[Entry]) -> set[str]:
    """The codes with which entries begin and which others name."""
    named = {word for each in entries for line in each.below for word in _WORD.findall(line)}
    begun = {each.text.split()[0] for each in entries if each.text.strip()}
    return {each for each in begun & named if _CODE.fullmatch(each)}


def _entries(entries: Sequence[Entry], codes: set[str], placed: set[str]) -> str:
    """Entries as a list; a code leads to the first entry that begins with it, `placed` are those so far."""

    def linked(line: str) -> str:
        return _WORD.sub(lambda at: f'<a href="#{at[0]}">{at[0]}</a>' if at[0] in codes else at[0], line)

    lines = ["<ul>"]
    for each in entries:
        code = next(iter(each.text.split()), "")
        start = f'<li id="{code}">' if code in codes - placed else "<li>"
        placed.add(code)
        below = "".join(f"<li>{linked(_plain(line))}</li>" for line in each.below)
        lines.append(f"{start}{_plain(each.text)}{f'<ul>{below}</ul>' if below else ''}</li>")
    return "\n".join([*lines, "</ul>"])


def _figure(figure: Figure, words: Words) -> str:
    """A picture with what it says as its alternative text, and the words in it below."""
    # Numbers at axes say nothing alone.
    told = [each for each in figure.parts if not _NUMBER.fullmatch(each) and each not in figure.name]
    parts = "".join(f"<li>{_plain(each)}</li>" for each in told)
    caption = f"<figcaption><ul>{parts}</ul></figcaption>" if parts else ""
    named = words("QR code: {code}", code=figure.name) if figure.code else figure.name
    alt = _plain(named or "; ".join(figure.parts) or words("Picture"))
    return f'<figure><img alt="{alt}" src="{_source(figure)}">{caption}</figure>'


def _source(figure: Figure) -> str:
    """The picture itself, within the page."""
    if isinstance(figure.item, Image):
        kind = "png" if figure.item.data.startswith(b"\x89PNG") else "jpeg"
        return f"data:image/{kind};base64,{base64.b64encode(figure.item.data).decode()}"
    left, top, right, bottom = bounds((figure.item,)) or (0.0, 0.0, 1.0, 1.0)
    moved = Group((figure.item,), transform=Transform(1 - left, 1 - top))
    drawn = to_svg(Picture(right - left + 2, bottom - top + 2, (moved,), title=figure.name))
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"
