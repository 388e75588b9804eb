"""Every text can be translated: the template is complete, and a language reaches every surface."""

import ast
import importlib.util
import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.people import Organisation
from kpidesk.domain.record import fields_of
from kpidesk.domain.records import RECORDS
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import GlyphRun, Picture, walk
from kpidesk.exports import job, kinds
from kpidesk.system import words as words_module
from kpidesk.system.resources import resource
from kpidesk.system.words import Words

ROOT = Path(__file__).parent.parent.parent
LOADED = "test_messages_packaging"


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    spec = importlib.util.spec_from_file_location(LOADED, ROOT / "packaging" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[LOADED] = module
    spec.loader.exec_module(module)
    return module


def test_the_template_is_up_to_date(messages: ModuleType, tmp_path: Path) -> None:
    """Run packaging/messages.py after a change of texts."""
    messages.save_template(tmp_path / "now.pot")
    assert (tmp_path / "now.pot").read_text() == (ROOT / "resources" / "i18n" / "kpidesk.pot").read_text()


def test_no_text_hides_in_an_f_string() -> None:
    """The extractor reads an f-string as one token and would not see a text inside."""
    hidden = [
        f"{path.name}: {line.strip()}"
        for path in (ROOT / "kpidesk").rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"f[\"'].*\{[^}]*words\([\"']", line)
    ]
    assert hidden == []


def calls(names: set[str]) -> Iterator[tuple[Path, ast.Call]]:
    """Each call of a function of one of these names."""
    for path in sorted((ROOT / "kpidesk").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                if name in names and node.args:
                    yield path, node


def literals(call: ast.Call, count: int) -> tuple[object, ...]:
    return tuple(each.value if isinstance(each, ast.Constant) else None for each in call.args[:count])


def test_each_text_in_the_code_is_in_the_template(messages: ModuleType) -> None:
    """The extractor reads tokens: a call inside of a call may hide a plural, a choice may glue two texts."""
    known = messages.template()
    for path, call in calls({"words", "_words"}):
        (text,) = literals(call, 1)
        assert not isinstance(text, str) or not text or known.get(text), f"{path.name}: {text}"
    for path, call in calls({"many"}):
        found = known.get(str(literals(call, 1)[0]))
        assert found is not None, f"{path.name}:{call.lineno}"
        assert found.id == literals(call, 2), f"{path.name}:{call.lineno}"
    for path, call in calls({"Refused"}):
        assert not isinstance(call.args[0], ast.IfExp), f"{path.name}:{call.lineno} glues two texts"


def test_no_text_is_built_from_pieces(messages: ModuleType) -> None:
    for message in messages.template():
        assert message.id == "" or not re.search(r"%[sd]|\{\}", str(message.id)), message.id


@pytest.fixture
def mirrored(messages: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Words]:
    """Words in a language in which every text begins with an x and a dot."""
    catalog = Catalog(locale="de")
    for message in messages.template():
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = tuple(f"x.{text}" for text in ids)
            catalog.add(message.id, strings if len(strings) > 1 else strings[0])
    place = tmp_path / "i18n" / "de" / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "kpidesk.mo").open("wb") as file:
        write_mo(file, catalog)
    monkeypatch.setattr(words_module, "resource", lambda *_: tmp_path / "i18n")
    return Words("de")


def paper_texts(pictures: list[Picture]) -> set[str]:
    return {
        item.text.strip()
        for picture in pictures
        for item in walk(picture.items)
        if isinstance(item, GlyphRun)
    }


def test_another_language_reaches_the_paper(
    mirrored: Words, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stands on paper and is not from the desk comes out translated."""
    pages: list[Picture] = []
    real: Callable[..., int] = job.write_pdf

    def note(pictures: object, *arguments: object, **named: object) -> int:
        listed = list(pictures)  # type: ignore[call-overload]
        pages.extend(listed)
        return real(listed, *arguments, **named)

    monkeypatch.setattr(job, "write_pdf", note)
    desk = read_desk(sample_file)
    own = " ".join(
        str(getattr(record, field.name))
        for kind in RECORDS
        for record in desk.find(kind)
        for field in fields_of(kind)
    )
    what = (kinds.What.MAP, kinds.What.POSTERS, kinds.What.SHARING)
    options = kinds.Options(
        what, tmp_path / "out", SHEETS["A1"], None, mirrored, datetime(2025, 7, 8, tzinfo=UTC)
    )
    job.run(desk, options)
    assert {picture.language for picture in pages} == {"de"}
    # A text that is part of a longer one may be the end of a wrapped line of that.
    everything = {str(message.id) for message in messages_of(mirrored)}
    english = {text for text in everything if not any(text in other for other in everything - {text})}
    untranslated = {text for text in paper_texts(pages) if text in english and text not in own}
    assert untranslated == set()
    assert desk.find(Organisation)[0].name in " ".join(paper_texts(pages))
    desk.close()


def messages_of(_: Words) -> list[Any]:
    module = sys.modules[LOADED]
    return [message for message in module.template() if message.id]


def test_a_damaged_catalogue_leaves_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "de" / "LC_MESSAGES"
    place.mkdir(parents=True)
    whole = resource("i18n", "de", "LC_MESSAGES", "kpidesk.mo").read_bytes()
    monkeypatch.setattr(words_module, "resource", lambda *_: tmp_path)
    for damaged in (b"", b"no catalogue at all", whole[:5000], whole[:24] + bytes(range(256)) * 40):
        (place / "kpidesk.mo").write_bytes(damaged)
        assert Words("de")("Gallery") == "Gallery"


def test_what_is_said_of_a_text_is_kept_and_nothing_is_guessed(messages: ModuleType) -> None:
    before = Catalog(locale="de")
    before.add("Gallery", "Galerie")
    before.add("Galleries of old", "Frühere Galerien")
    before.add("Wall", "Mauer", flags={"fuzzy"})
    now = Catalog()
    for text in ("Gallery", "Gallery of the day", "Wall"):
        now.add(text)
    now.add(("{n} wall", "{n} walls"))
    made = messages.translated("de", now, before)
    assert {each.id: each.string or "" for each in made if each.id} == {
        "Gallery": "Galerie", "Gallery of the day": "", "Wall": "", ("{n} wall", "{n} walls"): ("", ""),
    }  # fmt: skip


def test_english_is_the_source_and_always_there() -> None:
    assert "en" in words_module.languages()
    assert resource("i18n").is_dir()
    assert Words("en")("Gallery") == "Gallery"
    assert Words("xx")("Gallery") == "Gallery"


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (6.25, 1, "6.3"),
        (-6.25, 1, "-6.3"),
        (1234567.0, 0, "1,234,567"),
        (2.5, 0, "3"),
        (86.2, 3, "86.200"),
        (1e15, 0, "1,000,000,000,000,000"),
    ],
)
def test_numbers_are_rounded_half_up(value: float, decimals: int, shown: str) -> None:
    assert Words("en").number(value, decimals) == shown
