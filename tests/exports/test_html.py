"""Papers as pages for screen readers: one heading of all, every text of the paper, words for pictures."""

import re
from html.parser import HTMLParser

import pytest

from kpidesk.desk.store import Desk
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Form, GlyphRun, Group, Item
from kpidesk.exports.html import to_html
from kpidesk.exports.job import Prepared, prepare
from kpidesk.exports.pieces import READABLE, Also, Document, Options, What
from kpidesk.system import clock
from kpidesk.system.words import Words

VOID = {"meta", "img", "br", "hr"}


class Page(HTMLParser):
    """What a screen reader makes of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.language = ""
        self.said: list[tuple[str, str]] = []
        self.alts: list[str] = []
        self.unbalanced = False
        self.feed(text)
        self.close()
        self.unbalanced |= bool(self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.language = given.get("lang") or ""
        if tag == "img":
            self.alts.append(given.get("alt") or "")
            assert (given.get("src") or "").startswith("data:image/")
        if tag not in VOID:
            self.open.append(tag)
            self.said.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self.unbalanced |= not self.open or self.open.pop() != tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open[-1] != "style":
            self.said.append((self.open[-1], data))

    def all_of(self, *tags: str) -> list[str]:
        return [text for tag, text in self.said if tag in tags and text]

    @property
    def levels(self) -> list[int]:
        return [int(tag[1]) for tag, text in self.said if re.fullmatch(r"h\d", tag) and text]


def printed(items: tuple[Item, ...]) -> list[str]:
    """All texts that are on a page, in pieces as they are painted; bare numbers stand at axes."""
    found = []
    for item in items:
        if isinstance(item, GlyphRun):
            found.append(item.text)
        elif isinstance(item, Form):
            found += printed(item.picture.items)
        elif isinstance(item, Group):
            found += printed(item.items)
    return [each.lstrip("•") for each in found if re.search(r"[^\W\d_]", each)]


def without_spaces(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad]", "", text)


@pytest.fixture(scope="module")
def prepared(shown: Desk, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    what = tuple(each for each in What if each in READABLE)
    folder = tmp_path_factory.mktemp("readable")
    options = Options(
        what, folder, SHEETS["A4"], None, Words(), clock.now(), also=frozenset({Also.HTML})
    )  # fmt: skip
    return prepare(shown, options)


def document(prepared: Prepared, start: str) -> Document:
    return next(each for each in prepared.documents if each.name.startswith(start))


def page_of(prepared: Prepared, start: str) -> Page:
    found = document(prepared, start)
    return Page(to_html(found.pages, found.title, Words()))


def test_every_paper_is_read_out_whole(prepared: Prepared) -> None:
    kinds = {each.piece.what for each in prepared.documents if each.piece}
    assert len(kinds) >= 18
    faults = []
    for each in prepared.documents:
        if each.collected or (each.piece and each.piece.what is What.HAND_OUTS):
            continue  # once more the same, and 65 pages of one kind
        page = Page(to_html(each.pages, each.title, Words("de")))
        if page.unbalanced or page.language != "de" or page.levels.count(1) != 1 or page.levels[0] != 1:
            faults.append(f"{each.name}: {page.levels[:5]} {page.language} {page.open}")
        if any(after > before + 1 for before, after in zip(page.levels, page.levels[1:], strict=False)):
            faults.append(f"{each.name}: a level of headings is left out")
        if not all(page.alts):
            faults.append(f"{each.name}: a picture without words")
        said = without_spaces("".join([*(text for _, text in page.said), *page.alts]))
        lost = [text for one in each.pages for text in printed(one.items) if without_spaces(text) not in said]
        faults += [f"{each.name}: {text!r}" for text in lost]
    assert faults == []


def test_a_definition_reads_in_the_order_of_the_sheet(prepared: Prepared) -> None:
    page = page_of(prepared, "definitions")
    heads = page.all_of("h2", "h3", "h4")
    at = heads.index("M01 Minutes Without Water")
    assert heads[at + 1 : at + 4] == ["What it is", "How it is computed", "Where the data come from"]
    assert page.alts[0].startswith("Minutes Without Water: ")
    assert "Centre line" in page.alts[0]
    texts = page.all_of("p")
    at = texts.index("Used for")
    assert texts[at + 1 : at + 3] == ["learning where supply fails and what to mend first", "Not used for"]


def test_the_columns_of_a_charter_are_read_one_after_the_other(prepared: Prepared) -> None:
    page = page_of(prepared, "community/charter-A3")
    heads = page.all_of("h2", "h3", "h4")
    assert heads[1:6] == [
        "Business benefits", "Fewer useless reports", "Comparable leak data across depots",
        "Community concerns", "Alone in front of sceptical teams",
    ]  # fmt: skip


def test_tables_have_heads_and_rows(prepared: Prepared) -> None:
    page = page_of(prepared, "assessments/maturity")
    assert page.all_of("th")[:4] == [
        "What we do about it", "Who", "By when", "Ask the crews two questions instead of ten"
    ]  # fmt: skip
    assert page.all_of("td")[:2] == ["A. Nowak", "14 November 2025"]


def test_a_poster_names_its_code_once(prepared: Prepared) -> None:
    page = page_of(prepared, "posters/G02")
    assert page.alts.count("QR code: G02") == 1
    assert page.all_of("title") == ["G02 Minutes Without Water"]


def test_texts_of_people_are_texts(prepared: Prepared) -> None:
    found = document(prepared, "tests")
    text = to_html(found.pages, "<b>Tests & more</b>", Words())
    assert "<title>&lt;b&gt;Tests &amp; more&lt;/b&gt;</title>" in text
    assert not Page(text).unbalanced


def test_pages_stand_beside_their_papers_when_they_are_asked_for(prepared: Prepared) -> None:
    asked = Prepared(
        prepared.source, prepared.content, prepared.options, (document(prepared, "tests"),), ()
    )  # fmt: skip
    assert [path.name for path in asked.write().files] == ["tests-A4.pdf", "tests-A4.html"]
