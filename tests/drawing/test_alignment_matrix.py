"""The alignment matrix on paper: every name and mark is there, legible, and within the page."""

from datetime import date

import pytest

from kpidesk.domain.alignment_grid import pairs
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Collection
from kpidesk.domain.results import Result
from kpidesk.domain.sharing import (
    Alignment,
    Centre,
    DrivingMeasure,
    Evidence,
    Partner,
    PartnerShare,
    Standing,
)
from kpidesk.drawing.alignment_marks import Mark, Own, mark
from kpidesk.drawing.alignment_matrix import sheets
from kpidesk.drawing.palette import DARK, LIGHT
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import GlyphRun, Path, bounds, walk
from kpidesk.drawing.text import MM_PER_POINT
from kpidesk.system.words import Words
from tests.drawing.looked import groups, records_of

DAY = date(2025, 7, 8)
LONG = "Abwasserbeseitigungskonzept und Regenwasserbewirtschaftung der mittleren Ebene"
ARABIC = "هيئة مياه الأمطار والصرف الصحي في وادي مارو"


@pytest.fixture(scope="module")
def reader(sample_file):
    return records_of(sample_file)


def crowd(count: int, name: str = "Partner", own: int = 1) -> Collection:
    """So many partners, each of which shares a measure with the next and serves the one after that."""
    partners = [
        Partner(
            id=f"p{n:02}", code=f"P{n:02}", name=f"{name} {n}", centre="c", place=n, critical=n % 5 == 0,
            standing=Standing.DESIRED if n % 3 == 0 else Standing.CURRENT,
        )
        for n in range(count)
    ]  # fmt: skip
    measures = [Measure(id=f"m{n:02}", code=f"SM{n}", name=f"{name} measured {n}") for n in range(count // 2)]
    shares = [
        PartnerShare(id=f"s{n:02}{k}", measure=f"m{n:02}", partner=f"p{2 * n + k:02}")
        for n in range(count // 2)
        for k in (0, 1)
    ]
    driving = [
        DrivingMeasure(
            id=f"d{n:02}{k}", partner=f"p{n:02}", name=f"{name} of its own {n} {k}",
            evidence=Evidence.KNOWN if n % 2 else Evidence.HYPOTHESISED,
        )
        for n in range(count)
        for k in range(own)
    ]  # fmt: skip
    alignments = [
        Alignment(id=f"a{n:02}", driving_measure=f"d{n:02}0", partner=f"p{(n + 2) % count:02}")
        for n in range(count if own and count > 2 else 0)
    ]
    centre = Centre(id="c", result="r")
    result = Result(id="r", code="R1", statement="Rivers are clean.", ring="x")
    return Collection([centre, result, *partners, *measures, *shares, *driving, *alignments])


def pages(source, paper: str = "A1"):
    return sheets(source, source.find(Centre)[0], SHEETS[paper].landscape, Words(), DAY)


def scale(picture) -> float:
    (whole,) = picture.items
    return whole.transform.scale


def texts(items) -> str:
    return " ".join(each.text for each in walk(items) if isinstance(each, GlyphRun))


@pytest.mark.parametrize("paper", ["A1", "A2", "A3", "A4"])
def test_the_sample_stands_on_two_pages(reader, paper):
    made = pages(reader, paper)
    assert [each.bookmark for each in made] == ["Partners and partners", "Partners and measures"]
    for each in made:
        assert (each.width, each.height) == (SHEETS[paper].landscape.wide, SHEETS[paper].landscape.tall)
        assert not each.missing
        said = texts(each.items)
        for partner in reader.find(Partner):
            assert all(word in said for word in partner.name.split())
        assert "Rivers and beaches" in said
    for word in ("SM11", "Metres of buffer strip kept", "takes part in the measure", "we guess"):
        assert all(each in texts(made[1].items) for each in word.split())


@pytest.mark.parametrize("name", ["Partner", LONG, ARABIC])
@pytest.mark.parametrize("count", [3, 10, 40])
@pytest.mark.parametrize("paper", ["A1", "A3"])
def test_all_of_it_is_within_the_page_and_legible(count, name, paper):
    for each in pages(crowd(count, name), paper):
        box = bounds(each.items)
        assert 0 <= box[0] < box[2] <= each.width
        assert 0 <= box[1] < box[3] <= each.height
        size = scale(each)
        letters = [run.size * size / MM_PER_POINT for run in walk(each.items) if isinstance(run, GlyphRun)]
        names = sorted(letters)
        assert names[0] >= (18 if paper == "A1" else 9) * 0.55  # the numbers in marks are the smallest


@pytest.mark.parametrize("paper", ["A1", "A3", "A4"])
def test_forty_partners_are_told_apart_by_names_of_a_readable_size(paper):
    made = pages(crowd(40), paper)
    least = max(18.0 * scale(made[0]), 8.0)
    seen = set()
    for each in made:
        runs = [run for run in walk(each.items) if isinstance(run, GlyphRun) and "Partner" in run.text]
        assert min(run.size * scale(each) / MM_PER_POINT for run in runs) >= least * 0.999
        seen |= {word for word in texts(each.items).split() if word.startswith("P") and word[1:].isdigit()}
    assert seen == {f"P{n:02}" for n in range(40)}


def test_each_pair_stands_on_one_page_with_its_own_mark():
    source = crowd(40, LONG)
    found = pairs(source, "c")
    squares = rings = 0
    for each in (each for each in pages(source) if each.bookmark.startswith("Partners and partners")):
        (matrix,) = groups(each.items, "matrix")
        squares += sum(is_square(item) for item in matrix.items)
        rings += sum(is_ring(item) for item in matrix.items)
    assert squares == 2 * sum(bool(each.shared) for each in found.common.values()) == 40
    assert rings == 2 * sum(bool(each.aligned) for each in found.common.values()) == 80


def is_square(item) -> bool:
    return isinstance(item, Path) and item.fill == LIGHT.text


def is_ring(item) -> bool:
    return isinstance(item, Path) and item.stroke == LIGHT.text and item.fill is None


def test_names_lie_beside_the_cells_and_never_on_them():
    for each in pages(crowd(10, LONG)):
        (matrix,) = groups(each.items, "matrix")
        box = bounds(matrix.items)
        whole = each.items[0]
        for run in (item for item in whole.items if isinstance(item, GlyphRun)):
            other = bounds([run])
            inside = box[0] < other[0] and other[2] < box[2] and box[1] < other[1] and other[3] < box[3]
            assert not inside, run.text


@pytest.mark.parametrize("count", [0, 1])
def test_few_partners_and_no_measures_still_make_a_page(count):
    made = pages(crowd(count, own=0))
    assert [each.bookmark for each in made] == ["Partners and partners"]


# -- marks


MARKS = [
    Mark(shared=True, count=3), Mark(shared=True), Mark(aligned=True),
    Mark(shared=True, aligned=True, count=1), Mark(own=Own.KNOWN), Mark(own=Own.GUESS), Mark(own=Own.SELF),
    Mark(),
]  # fmt: skip


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_marks_differ_by_more_than_colour(palette):
    def shape_of(shown: Mark) -> tuple:
        return tuple(
            (type(each).__name__, getattr(each, "text", ""), len(getattr(each, "ops", ())),
             getattr(each, "fill", None) is None, tuple(round(n, 1) for n in bounds([each])))
            for each in mark(shown, 10.0, palette)
        )  # fmt: skip

    drawn = [shape_of(each) for each in MARKS if each.own is not Own.SELF and each != Mark()]
    assert len(set(drawn)) == len(drawn)


@pytest.mark.parametrize("side", [8.0, 36.0])
def test_marks_stay_in_their_cell(side):
    for shown in MARKS:
        for each in mark(shown, side):
            if isinstance(each, Path):
                assert max(abs(n) for n in bounds([each])) <= side / 2
            else:
                assert isinstance(each, GlyphRun)
                assert each.advance <= side * 0.7
