"""The manual's texts: the same pages in each language, short, about every page, with names that are there."""

import re

import pytest
from babel.messages.pofile import read_po

from kpidesk.system.guides import steps
from kpidesk.system.manual import FIRST, Page, as_html, page_for, pages, places
from kpidesk.system.resources import resource
from kpidesk.system.words import SOURCE, languages
from kpidesk.ui.commands import PAGES

LONGEST = 40  # lines
WRITTEN = tuple(each for each in languages() if resource("manual", each).is_dir())


def by_name(language: str) -> dict[str, Page]:
    return {page.name: page for page in pages(language)}


def in_the_window(language: str) -> set[str]:
    """All that the window says in a language."""
    with resource("i18n", "de", "LC_MESSAGES", "kpidesk.po").open("rb") as file:
        messages = [each for each in read_po(file) if each.id]
    said = [each.id if language == SOURCE else each.string for each in messages]
    return {text for each in said for text in ([each] if isinstance(each, str) else each)}


def test_the_same_pages_with_the_same_pictures_and_links_in_each_language() -> None:
    assert set(WRITTEN) >= {"en", "de"}
    source = by_name(SOURCE)
    assert FIRST in source
    for language in WRITTEN:
        found = by_name(language)
        assert found.keys() == source.keys()
        for name, page in found.items():
            assert page.pictures == source[name].pictures, (language, name)
            assert page.links == source[name].links, (language, name)
            assert page.text.count("\n") <= LONGEST, (language, name)
            assert page.title, (language, name)


def test_every_step_of_every_page_has_its_page() -> None:
    names = by_name(SOURCE).keys()
    assert set(places().values()) <= names
    assert set(places()) >= set(PAGES)
    assert {step.partition("-")[0] for step in places()} == set(PAGES)
    assert all(page_for(step) in names for step in steps())
    assert page_for("measures-design-evidence") == "06-design"
    assert page_for("results-goals") == "03-goals"
    assert page_for("nowhere") == FIRST


def test_links_lead_to_pages_that_are_there_and_to_no_other_place() -> None:
    for language in WRITTEN:
        found = by_name(language)
        for page in found.values():
            assert set(page.links) <= found.keys(), page.name
            assert page.name not in page.links
            assert "://" not in page.text
            every = re.findall(r"\]\(([^)]*)\)", page.text)
            assert len(every) == len(page.links) + len(page.pictures), page.name


@pytest.mark.parametrize("language", WRITTEN)
def test_what_is_said_to_stand_in_the_window_stands_there(language: str) -> None:
    said = {text.casefold() for text in in_the_window(language)}
    for page in pages(language):
        unknown = [name for name in page.names if name.casefold() not in said]
        assert not unknown, page.name


def test_a_page_as_html() -> None:
    text = (
        "# A & B\n\nOne **name**, *stress*,\n`Ctrl+K` and [goals](03-goals.md).\n\n"
        "![A map](pictures/results.png)\n\n- first\n  goes on\n- second\n\n1. only"
    )
    found = as_html(text, lambda name: f"pictures/{name}.png")
    assert found.splitlines() == [
        "<h1>A &amp; B</h1>",
        '<p>One <b>name</b>, <i>stress</i>, <code>Ctrl+K</code> and <a href="03-goals.html">goals</a>.</p>',
        '<p class="picture"><img src="pictures/results.png" alt="A map"></p>',
        "<ul><li>first goes on</li><li>second</li></ul>",
        "<ol><li>only</li></ol>",
    ]
    assert "<img" not in as_html(text, lambda _: None)
    for language in WRITTEN:
        for page in pages(language):
            left = re.sub(r"<[^>]+>", "", as_html(page.text, lambda name: name))
            assert not re.search(r"\*|`|\]\(", left), page.name
