"""The list of all texts of all posters: whole sentences, numbered by poster, as they will be printed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest

from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import read_desk
from kpidesk.domain.gallery import Poster
from kpidesk.domain.measures import Measure
from kpidesk.domain.posters import in_order
from kpidesk.domain.reader import Collection
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import Result
from kpidesk.drawing import posters
from kpidesk.drawing.paper import SHEETS
from kpidesk.exports.job import pieces, run
from kpidesk.exports.kinds import KINDS
from kpidesk.exports.pieces import Options, What
from kpidesk.exports.proofs import texts_of
from kpidesk.system.words import Words
from tests.drawing.looked import records_of, text


@pytest.fixture(scope="module")
def shown(sample_file: Path) -> Iterator[Desk]:
    found = read_desk(sample_file)
    yield found
    found.close()


def test_statements_of_bubbles_and_sections_are_whole(shown: Desk) -> None:
    poster = in_order(shown.find(Poster))[0]
    paper = posters.paper_of(poster, SHEETS["A1"])
    said = texts_of(posters.poster(shown, poster, paper, Words(), date(2025, 7, 8)).picture)
    statements = {each.statement for each in shown.find(Result)}
    assert len(statements & set(said)) == len(statements)
    assert len(said) == len(set(said))


def test_each_poster_is_listed_with_its_code_and_languages(shown: Desk, tmp_path: Path) -> None:
    options = Options((What.PROOFS,), tmp_path, SHEETS["A1"], None, Words(), datetime(2025, 7, 7, tzinfo=UTC))
    (path,) = run(shown, options).files
    with pypdfium2.PdfDocument(path) as pdf:
        assert {tuple(round(each / 72 * 25.4) for each in page.get_size()) for page in pdf} == {(210, 297)}
        said = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
    for poster in shown.find(Poster):
        assert f"{poster.code}.1 " in said
        if poster.measure:
            assert f"{poster.code} {shown.get(Measure, poster.measure).name}" in said
    assert said.count("Read by, on:") == len(shown.find(Poster))
    assert "A1 · version 3 · English" in said


def test_a_misspelt_word_stands_first_with_what_may_be_meant(sample_file: Path, tmp_path: Path) -> None:
    reader = records_of(sample_file)
    measure = next(each for each in reader.find(Measure) if each.code == "M06")
    records = [each for kind in RECORDS for each in reader.find(kind) if each.id != measure.id]
    changed = replace(measure, description="Hours from the moment a burst is recieved at Dr L. Okafor's.")
    source = Collection([*records, changed])
    options = Options((What.PROOFS,), tmp_path, SHEETS["A1"], None, Words(), datetime(2025, 7, 7, tzinfo=UTC))
    warnings: list[str] = []
    (piece,) = pieces(source, options)
    document = KINDS[What.PROOFS].draw(source, piece, options, warnings)
    said = text(document.pages[0])
    assert said.index("recieved: received") < said.index("Results map")
    assert "Okafor:" not in said
    assert "may be misspelt" in warnings[0]
    assert "recieved" in warnings[0]


def test_a_language_without_dictionary_is_told(sample_file: Path, tmp_path: Path) -> None:
    reader = records_of(sample_file)
    poster = in_order(reader.find(Poster))[1]
    records = [each for kind in RECORDS for each in reader.find(kind) if each.id != poster.id]
    source = Collection([*records, replace(poster, language="pl")])
    options = Options((What.PROOFS,), tmp_path, SHEETS["A1"], None, Words(), datetime(2025, 7, 7, tzinfo=UTC))
    (piece,) = pieces(source, options)
    document = KINDS[What.PROOFS].draw(source, piece, options, [])
    assert "There is no dictionary for Polski" in text(document.pages[0])
