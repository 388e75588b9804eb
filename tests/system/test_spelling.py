"""Words that no dictionary knows, in the languages of a poster."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.system.spelling import base, languages, meant, own_words, unknown, words_in


@pytest.mark.parametrize(
    ("text", "spoken", "expected"),
    [
        ("The burst is recieved until water runs.", ["en"], ("recieved",)),
        ("Litres of water, our neighbours, an optimised programme, travelling", ["en"], ()),
        ("The neighbour’s labour and colour", ["en"], ()),
        ("Wasser läuft wieder, Rohrbruhc gemeldet", ["de"], ("Rohrbruhc",)),
        ("Wasser runs again", ["en", "de"], ()),
        ("Mi edificio se queda sin agua y nadie lo cuenta", ["en"], ()),  # another language: nobody can say
        ("Pośpiech i bezpieczeństwo", ["pl"], ()),  # no list
        ("Median kWh/ML, M06 and SM11 of MVW", ["en"], ()),
        ("", ["en"], ()),
    ],
)
def test_unknown_words(text: str, spoken: list[str], expected: tuple[str, ...]) -> None:
    assert unknown(text, spoken) == expected


def test_names_and_own_words_are_known(tmp_path: Path) -> None:
    assert unknown("Lindqvist leads the Zbrk crew today", ["en"], {"lindqvist"}) == ("Zbrk",)
    folder = tmp_path / "words" / "en"
    folder.mkdir(parents=True)
    (folder / "spelling.txt").write_text("# ours\nZbrk\n", encoding="utf-8")
    own = own_words(["en_GB", "pl"], tmp_path)
    assert own >= {"zbrk", "megalitre"}  # what a person has added, and what the program brings
    assert unknown("Lindqvist leads the Zbrk crew today", ["en"], {"lindqvist"} | own) == ()


def test_what_may_be_meant_comes_with_the_most_likely_first() -> None:
    assert meant("recieved", ["en"])[0] == "received"
    assert meant("Rohrbruhc", ["pl"]) == ()


def test_a_dozen_languages_are_known_by_their_codes() -> None:
    assert {"ar", "de", "en", "es", "fr", "it", "nl", "pt"} <= languages()
    assert (base("pt_BR"), base("de-AT")) == ("pt", "de")


@given(st.text(max_size=200))
def test_any_text_can_be_looked_up(text: str) -> None:
    assert set(unknown(text, ["en", "xx"])) <= set(words_in(text))
