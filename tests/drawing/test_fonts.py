"""The bundled fonts are whole, static and licensed, and the right one is picked."""

import sys
from pathlib import Path

import pytest

from kpidesk.drawing import fonts
from kpidesk.drawing.fonts import Weight
from kpidesk.system import resources
from kpidesk.system.resources import resource


def test_every_file_is_used_and_every_font_has_a_file():
    files = {path.stem for path in resource("fonts").glob("*.ttf")}
    assert files == set(fonts.every_key())


def test_fonts_are_small_enough_to_ship():
    assert sum(path.stat().st_size for path in resource("fonts").iterdir()) < 8_000_000


@pytest.mark.parametrize("key", fonts.every_key())
def test_a_font_is_static_and_has_what_every_run_needs(key):
    face = fonts.font(key)
    tags = set(face.face.table_tags)
    assert not tags & {"fvar", "gvar", "CFF ", "CFF2"}
    assert face.covers(" ")
    assert 0.8 < face.ascent < 1.5
    assert 0.2 < face.descent < 0.8


@pytest.mark.parametrize("key", fonts.every_key())
def test_a_font_is_licensed(key):
    family = "NotoEmoji" if key.startswith("NotoEmoji") else "NotoSans"
    words = resource("fonts", f"OFL-{family}.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in words
    assert key.split("-")[0] in resource("fonts", "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("char", "weight", "expected"),
    [
        ("a", Weight.SEMIBOLD, "NotoSans-SemiBold"),
        ("a", Weight.ITALIC, "NotoSans-Italic"),
        ("א", Weight.ITALIC, "NotoSansHebrew-Regular"),
        ("ا", Weight.BOLD, "NotoSansArabic-Bold"),
        ("≤", Weight.BOLD, "NotoSansMath-Regular"),
        ("−", Weight.REGULAR, "NotoSansMath-Regular"),
        ("☐", Weight.REGULAR, "NotoSansSymbols2-Regular"),
        ("🙂", Weight.REGULAR, "NotoEmoji-Regular"),
        ("%", Weight.REGULAR, "NotoSans-Regular"),
        ("中", Weight.REGULAR, None),
    ],
)
def test_the_font_of_a_character(char, weight, expected):
    assert fonts.pick(char, weight) == expected


def test_percent_in_arabic_comes_from_the_text_font():
    assert fonts.pick("%", Weight.REGULAR, "Arab") == "NotoSans-Regular"
    assert fonts.pick("٪", Weight.REGULAR, "Arab") == "NotoSansArabic-Regular"


def test_digits_stay_upright_in_scripts_without_italics():
    assert fonts.pick("(", Weight.ITALIC, "Arab") == "NotoSans-Regular"
    assert fonts.pick("(", Weight.ITALIC, "Latn") == "NotoSans-Italic"


def test_the_pictorial_form_can_be_asked_for():
    assert fonts.pick("✔", Weight.REGULAR) != "NotoEmoji-Regular"
    assert fonts.pick("✔", Weight.REGULAR, emoji=True) == "NotoEmoji-Regular"


@pytest.fixture
def fresh_root():
    resources.root.cache_clear()
    yield
    resources.root.cache_clear()


@pytest.mark.usefixtures("fresh_root")
@pytest.mark.parametrize("inside", ["resources", "kpidesk/resources"])
def test_a_frozen_program_finds_its_own_resources(tmp_path, monkeypatch, inside):
    (tmp_path / inside).mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("fonts", "x.ttf") == tmp_path / inside / "fonts" / "x.ttf"


@pytest.mark.usefixtures("fresh_root")
def test_missing_resources_are_named(monkeypatch):
    monkeypatch.setattr(Path, "is_dir", lambda _: False)
    with pytest.raises(FileNotFoundError, match="resources are missing"):
        resource("fonts")
