"""Languages besides English are complete: each text of the program, and each file read by language."""

import io
import json
import re
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kpidesk.domain.assessment_supplied import parsed
from kpidesk.domain.labels import LABELS
from kpidesk.domain.practices import Module
from kpidesk.domain.sheets import DATA_SHEETS, README
from kpidesk.imports.community_starts import supplied as community
from kpidesk.system import assessments, guides, invitations
from kpidesk.system.resources import resource
from kpidesk.system.words import BEGUN, SOURCE, Words, languages
from kpidesk.ui.speaking import NAMES

OTHERS = tuple(each for each in languages() if each != SOURCE)
PICTURED = re.compile(r"\{[^}]*\}")


def catalogue_file(language: str, ending: str) -> Path:
    return resource("i18n", language, "LC_MESSAGES", f"kpidesk.{ending}")


def catalogue(language: str) -> Catalog:
    with catalogue_file(language, "po").open("rb") as file:
        return read_po(file, locale=language)


def template() -> Catalog:
    with resource("i18n", "kpidesk.pot").open("rb") as file:
        return read_po(file)


def forms(message: Message) -> list[tuple[str, str]]:
    """What is said for what, form by form."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    ids = tuple(message.id)
    return [(ids[min(place, len(ids) - 1)], text) for place, text in enumerate(message.string)]


def placeholders(text: str) -> Counter[str]:
    return Counter(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


@pytest.fixture(scope="module", params=OTHERS)
def said(request: pytest.FixtureRequest) -> Catalog:
    return catalogue(request.param)


def messages(catalog: Catalog) -> Iterator[Message]:
    return (each for each in catalog if each.id)


def test_german_is_there() -> None:
    assert "de" in OTHERS


def test_each_text_is_translated_and_nothing_else(said: Catalog) -> None:
    here = {each.id: each for each in messages(said)}
    assert here.keys() == {each.id for each in messages(template())}
    empty = [each.id for each in here.values() if not all(text.strip() for _, text in forms(each))]
    assert empty == []
    assert [each.id for each in here.values() if each.fuzzy] == []
    assert said.obsolete == {}


def test_each_number_has_its_form(said: Catalog) -> None:
    for each in messages(said):
        if not isinstance(each.id, str):
            assert isinstance(each.string, tuple), each.id
            assert len(each.string) == said.num_plurals, each.id


def test_translations_fill_the_same_placeholders(said: Catalog) -> None:
    for each in messages(said):
        for source, text in forms(each):
            assert placeholders(text) == placeholders(source), source


def test_blanks_at_the_ends_and_line_breaks_are_kept(said: Catalog) -> None:
    for each in messages(said):
        for source, text in forms(each):
            ends = [
                (part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :])
                for part in (source, text)
            ]
            assert ends[0] == ends[1], source
            assert source.count("\n") == text.count("\n"), source


def test_what_is_compiled_is_what_was_written(said: Catalog) -> None:
    language = str(said.locale)
    compiled = io.BytesIO()
    write_mo(compiled, said)
    assert compiled.getvalue() == catalogue_file(language, "mo").read_bytes(), "run packaging/messages.py"


def test_no_header_is_left_to_be_filled_in(said: Catalog) -> None:
    for text in (
        catalogue_file(str(said.locale), "po").read_text(),
        resource("i18n", "kpidesk.pot").read_text(),
    ):
        head = text.partition("#: ")[0]
        assert not re.search(r"FULL NAME|EMAIL@ADDRESS|FIRST AUTHOR|YEAR|ORGANIZATION|fuzzy", head)


def test_quotation_marks_are_those_of_german() -> None:
    for each in messages(catalogue("de")):
        for source, text in forms(each):
            assert text.count("„") == text.count("“"), source
            assert not re.search('[”"]', text), source


def test_what_stands_on_buttons_stays_short() -> None:
    """Where English is one short word, German may not be a clause: columns and buttons are narrow."""
    long = [
        (source, text)
        for each in messages(catalogue("de"))
        for source, text in forms(each)
        if 3 < len(source) < 12 and not PICTURED.search(source) and len(text) > 2 * len(source) + 8
    ]
    assert long == []


@pytest.mark.parametrize("language", BEGUN)
def test_what_is_begun_fills_the_same_placeholders_and_is_offered_for_paper_only(language: str) -> None:
    said = [pair for each in messages(catalogue(language)) for pair in forms(each) if pair[1]]
    assert len(said) > 200
    assert [source for source, text in said if placeholders(source) != placeholders(text)] == []
    assert language not in languages()
    assert Words(language)("Results map") != "Results map"


@pytest.mark.parametrize("language", OTHERS)
def test_sheets_of_the_workbook_keep_the_rules_of_excel(language: str) -> None:
    words = Words(language)
    names = [words(sheet.name) for sheet in (README, *DATA_SHEETS)]
    assert [each for each in names if len(each) > 31 or re.search(r"[\[\]:*?/\\]", each)] == []
    assert len({each.casefold() for each in names}) == len(names)


@pytest.mark.parametrize("language", OTHERS)
def test_columns_of_a_sheet_can_be_told_apart(language: str) -> None:
    words = Words(language)
    for sheet in DATA_SHEETS:
        heads = Counter(words(column.heading) for column in sheet.columns)
        source = Counter(column.heading for column in sheet.columns)
        assert max(heads.values(), default=1) <= max(source.values(), default=1), sheet.name


@pytest.mark.parametrize("language", OTHERS)
def test_the_window_names_each_language_in_itself(language: str) -> None:
    assert language in NAMES


# -- what is read by language, file by file


def files(kind: str, language: str) -> set[str]:
    return {path.name for path in resource(kind, language).iterdir()}


@pytest.mark.parametrize("language", OTHERS)
def test_the_guide_has_each_step(language: str) -> None:
    assert files("guide", language) == files("guide", SOURCE)
    for name in files("guide", SOURCE):
        step, source = (guides.read_step(Path(name).stem, each) for each in (language, SOURCE))
        assert step.minutes == source.minutes, name
        assert step.what != source.what, name


def shape(content: Any) -> Any:
    """What must be the same in every language: all but the texts."""
    if isinstance(content, dict):
        same = {
            "kind",
            "key",
            "practice",
            "module",
            "low",
            "every_days",
            "minutes",
            "opens",
            "days",
            "starts",
        }
        return {key: value if key in same else shape(value) for key, value in content.items()}
    if isinstance(content, list):
        return [shape(each) for each in content]
    return type(content).__name__


@pytest.mark.parametrize("language", OTHERS)
def test_sets_of_items_are_the_same(language: str) -> None:
    assert files("assessments", language) == files("assessments", SOURCE)
    for name in files("assessments", SOURCE):
        key = Path(name).stem
        here, source = (assessments.supplied(key, each) for each in (language, SOURCE))
        assert shape(here) == shape(source), name
        assert parsed(here).kind is parsed(source).kind
        sections = {
            (one["section"], other["section"])
            for one, other in zip(here["items"], source["items"], strict=True)
        }
        assert len(sections) == len({one for one, _ in sections}) == len({other for _, other in sections}), (
            name
        )


@pytest.mark.parametrize("language", OTHERS)
def test_modules_are_called_as_everywhere(language: str) -> None:
    words = Words(language)
    maturity = assessments.supplied("maturity", language)
    assert {each["section"] for each in maturity["items"]} == {words(LABELS[each]) for each in Module}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("kind", ["communities", "workshops"])
def test_starting_points_are_the_same(language: str, kind: str) -> None:
    here, source = (
        json.loads(resource(kind, f"{each}.json").read_text(encoding="utf-8")) for each in (language, SOURCE)
    )
    assert shape(here) == shape(source)


@pytest.mark.parametrize("language", OTHERS)
def test_starting_points_are_read_in_their_language(language: str) -> None:
    assert community(language).points != community(SOURCE).points
    assert [each.key for each in community(language).points] == [
        each.key for each in community(SOURCE).points
    ]


@pytest.mark.parametrize("language", invitations.languages())
def test_invitations_have_each_variant_and_field(language: str) -> None:
    here, source = invitations.supplied(language), invitations.supplied(SOURCE)
    assert here.keys() == source.keys()
    for variant, (subject, text) in source.items():
        wanted = placeholders(subject) + placeholders(text)
        found = placeholders(here[variant][0]) + placeholders(here[variant][1])
        # A language whose grammar bends names may leave the team's out; the window's languages name all.
        left_out = set() if language in OTHERS else {"team"}
        assert found.keys() | left_out == wanted.keys() | left_out, (language, variant)
