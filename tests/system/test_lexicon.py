"""The shipped word lists are sound, and a person's own lists add to them and never break anything."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.findings import text_of
from kpidesk.domain.lexicon import Lexicon, Role, lexicon_of, read_list
from kpidesk.domain.wording_marks import marks
from kpidesk.system.lexicon import languages, word_lists
from kpidesk.system.resources import resource

STARTERS = re.split(
    r",\s+",
    """accessible, accountable, adaptive, agile, aligned, balanced, benchmarked, best practice, brand,
capability, capacity, client-driven, collaborative, compelling, competitive, connected, core,
cost-effective, culture, driven, dynamic, effective, efficient, embedded, empowered, enabled,
engaged, enhanced, excellence, fit for purpose, flexible, focused, forward-looking, foster,
governance, growth, harness, high-quality, holistic, improved, inclusive, innovative, integrated,
key, leading-edge, lean, leverage, liveable, mature, meaningful, modern, optimal, outcomes,
partnership, performance, pivotal, proactive, productive, progressive, quality, reform, reliable,
resilient, responsive, rich, rigorous, robust, seamless, significant, simplified, smart, solution,
stakeholder, standards, strategic, streamlined, sustainable, synergy, timely, transformative,
transparent, value-adding, vibrant, world-class""",
)
ACTIONS = re.split(
    r",\s+",
    """achieve, advocate, build, carry out, conduct, coordinate, create, deliver, deploy, design, develop,
educate, ensure, establish, expand, facilitate, implement, install, introduce, launch, maintain,
manage, monitor, organise, plan, prepare, promote, provide, publish, reduce, increase, review, roll
out, run, strengthen, support, train, update, upgrade""",
)


def own(folder: Path, language: str = "en", **lists: str) -> Lexicon:
    place = folder / "words" / language
    place.mkdir(parents=True, exist_ok=True)
    for name, text in lists.items():
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    return lexicon_of(word_lists(language, folder))


def marked(text: str, lexicon: Lexicon) -> list[str]:
    return [text[mark.start : mark.end] for mark in marks(text, lexicon)]


def test_the_starter_words_are_all_there() -> None:
    lexicon = lexicon_of(word_lists("en"))
    assert [word for word in STARTERS if marked(f"the {word} x", lexicon) != [word]] == []
    assert [verb for verb in ACTIONS if marked(f"{verb} the xs", lexicon)[:1] != [verb]] == []


@pytest.mark.parametrize("language", ["de", "en", "es", "fr"])
def test_shipped_lists_are_sound(language: str) -> None:
    assert language in languages()
    lexicon = lexicon_of(word_lists(language))
    assert lexicon.problems == ()
    for role in Role:
        letters = [(entry.words, entry.letters) for entry in lexicon.entries[role]]
        assert letters, role
        assert len(letters) == len(set(letters)), role
    assert len(lexicon.entries[Role.VAGUE]) > 150
    assert len(lexicon.entries[Role.ACTION]) > 150
    lists = {path.stem for path in resource("words", language).iterdir()} - {"spelling"}
    assert lists == {role.value for role in Role}


@pytest.mark.parametrize("language", ["de", "en", "es", "fr"])
def test_a_shipped_word_is_found_as_it_stands_in_the_list(language: str) -> None:
    lexicon = lexicon_of(word_lists(language))
    for entry in lexicon.entries[Role.VAGUE]:
        text = f"xx {entry.letters}"
        assert entry.letters in marked(text, lexicon), entry


def test_own_words_are_added_and_taken_away(folders: object, tmp_path: Path) -> None:
    lexicon = own(
        tmp_path, vague="\ufeff# ours\ncrisp | How many?\n-robust\n", actions="blitz\n", fine="fair trade\n"
    )
    assert lexicon.problems == ()
    assert marked("The crisp, robust, fair trade", lexicon) == ["crisp"]
    assert marks("crisp", lexicon)[0].suggestion(str) == "How many?"
    assert marked("Blitz the rest", lexicon) == ["Blitz"]
    assert marked("robust", lexicon_of(word_lists("en"))) == ["robust"]


def test_changed_files_are_read_again_and_unchanged_ones_are_not(tmp_path: Path) -> None:
    first = own(tmp_path, vague="crisp\n")
    assert lexicon_of(word_lists("en", tmp_path)) is first
    second = own(tmp_path, vague="crunchy\n")
    assert marked("crisp crunchy", second) == ["crunchy"]
    assert lexicon_of(word_lists("en")) is lexicon_of(word_lists("en", None))


def test_odd_files_are_named_and_left_out(tmp_path: Path) -> None:
    place = tmp_path / "words" / "en"
    place.mkdir(parents=True)
    (place / "actions.txt").write_bytes(b"caf\xe9\n")
    (place / "dates.txt").mkdir()
    (place / "joining.txt").write_text("x" * 1_000_001)
    lexicon = own(tmp_path, vague="crisp\n???\n-\na b c d e f g\nx*\n-nowhere\n", vage="dull\n")
    assert [problem.code for problem in lexicon.problems] == [
        *["WORD_LIST_UNREADABLE"] * 3,
        *["WORD_LIST_LINE_ODD"] * 4,
        "WORD_LIST_NOTHING_TO_TAKE",
        "WORD_LIST_UNKNOWN",
    ]
    told = [text_of(problem, str) for problem in lexicon.problems]
    assert all("words" in text for text in told)
    assert "vague.txt, line 2: “???”" in told[3]
    assert marked("Deliver a crisp, robust plan", lexicon) == ["Deliver", "crisp", "robust"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not hold here")
def test_a_folder_that_may_not_be_read_is_no_error(tmp_path: Path) -> None:
    own(tmp_path, vague="crisp\n")
    place = tmp_path / "words" / "en"
    place.chmod(0)
    try:
        assert marked("robust", lexicon_of(word_lists("en", tmp_path))) == ["robust"]
    finally:
        place.chmod(0o700)


@pytest.mark.parametrize("language", ["xx", "ja", "", "../en", "e n", "日本"])
def test_a_language_without_lists_knows_numbers_and_length_and_says_so(language: str, tmp_path: Path) -> None:
    lexicon = lexicon_of(word_lists(language, tmp_path))
    assert [problem.code for problem in lexicon.problems] == ["WORD_LISTS_MISSING"]
    assert marked("Deliver robust value by 15 % " + "word " * 20, lexicon) == ["15 %", "word"]


def test_a_language_may_have_own_lists_only(tmp_path: Path) -> None:
    lexicon = own(tmp_path, "it", vague="efficace\n", actions="migliorare\n")
    assert lexicon.problems == ()
    assert marked("Migliorare servizi efficaci", lexicon) == ["Migliorare", "efficaci"]


def test_a_region_takes_its_language() -> None:
    assert word_lists("de_AT") is word_lists("de-CH") is word_lists("de")


@given(st.text(max_size=300))
def test_any_text_is_a_list(text: str) -> None:
    words = read_list("x.txt", text)
    lines = [line for line in text.splitlines() if line.partition("#")[0].strip()]
    assert len(words.entries) + len(words.removed) + len(words.problems) == len(lines)
    lexicon = Lexicon("en", str, {Role.VAGUE: words.entries, Role.FINE: words.entries[:1]})
    marks(text, lexicon)


def test_the_readme_names_every_list() -> None:
    told = (resource("words") / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)\.txt`", told, re.MULTILINE)) == {role.value for role in Role}


def test_stemming_is_imported_late() -> None:
    script = (
        "import sys, kpidesk.system.lexicon as lexicon; lexicon.word_lists('en')\n"
        "assert 'snowballstemmer' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
