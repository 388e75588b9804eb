"""Posters: legible from where people stand, nothing on top of anything, nothing lost without a word."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import combinations
from pathlib import Path as File

import pypdfium2
import pytest

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.gallery import Gallery, Poster, PosterKind
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Collection, Reader
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import Result
from kpidesk.domain.series import Value
from kpidesk.drawing.codes import QUIET, modules, qr
from kpidesk.drawing.neighbourhood import neighbourhood
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import GlyphRun, Group, Item, Picture, bounds, walk
from kpidesk.drawing.posters import Drawn, poster
from kpidesk.exports.pdf import write_pdf
from kpidesk.system.words import Words

DAY = date(2025, 7, 8)
WORDS = Words()
SMALLEST = {"A0": 24, "A1": 24, "A2": 20, "A3": 16, "A4": 11, "Letter": 11, "Tabloid": 16}
Box = tuple[float, float, float, float]
LONG = "A word after the other says what nobody will ever read on a wall. " * 160


@pytest.fixture(scope="module")
def desk(sample_file: File) -> Reader:
    return read_desk(sample_file)


@pytest.fixture(scope="module")
def drawn(desk: Reader) -> dict[tuple[str, str], Drawn]:
    """All measure posters of the sample on every paper."""
    shown = [each for each in desk.find(Poster) if each.kind is PosterKind.MEASURE]
    assert len(shown) == 12
    return {
        (paper.name, each.code): poster(desk, each, paper, WORDS, DAY)
        for paper in SHEETS.values()
        for each in shown
    }


def placed(
    items: tuple[Item, ...], dx: float = 0, dy: float = 0, scale: float = 1
) -> Iterator[tuple[GlyphRun, Box, float]]:
    """Every text with its box of ink about x-height letters and its size in points, transforms applied."""
    for item in items:
        if isinstance(item, Group):
            at = item.transform
            inner = (dx + at.dx * scale, dy + at.dy * scale, scale * at.scale) if at else (dx, dy, scale)
            yield from placed(item.items, *inner)
        elif isinstance(item, GlyphRun) and item.text.strip():
            x, y = dx + item.x * scale, dy + item.y * scale
            size = item.size * scale
            box = (x, y - 0.74 * size, x + item.advance * scale, y + 0.2 * size)
            yield item, box, size / 25.4 * 72


def overlaps(picture: Picture) -> list[tuple[str, str]]:
    texts = [(run, box) for run, box, _ in placed(picture.items) if not run.angle]
    return [
        (one.text, other.text)
        for (one, a), (other, b) in combinations(texts, 2)
        if a[0] < b[2] - 0.05 and b[0] < a[2] - 0.05 and a[1] < b[3] - 0.05 and b[1] < a[3] - 0.05
    ]


def outside(picture: Picture) -> list[str]:
    box = bounds(picture.items)
    assert box is not None
    beyond = [
        run.text
        for run, (left, top, right, bottom), _ in placed(picture.items)
        if not run.angle and (left < 0 or top < 0 or right > picture.width or bottom > picture.height)
    ]
    whole = (
        box[0] >= -0.01
        and box[1] >= -0.01
        and box[2] <= picture.width + 0.01
        and box[3] <= picture.height + 0.01
    )
    return beyond if whole else [*beyond, f"drawing {box}"]


def names(picture: Picture, role: str) -> list[str]:
    return [item.name for item in walk(picture.items) if isinstance(item, Group) and item.role == role]


def changed(desk: Reader, *records: object) -> Collection:
    """The desk with some records in place of those with their ids."""
    new = {record.id: record for record in records}  # type: ignore[attr-defined]
    kept = (new.pop(record.id, record) for kind in RECORDS for record in desk.find(kind))
    return Collection([*kept, *new.values()])


def test_the_sample_fits_on_every_paper(drawn: dict[tuple[str, str], Drawn]) -> None:
    lost = {key: each.overflow for key, each in drawn.items() if each.overflow or each.picture.missing}
    assert lost == {}


def test_no_text_is_smaller_than_can_be_read(drawn: dict[tuple[str, str], Drawn]) -> None:
    for (paper, code), each in drawn.items():
        small = [
            (run.text, size) for run, _, size in placed(each.picture.items) if size < SMALLEST[paper] - 0.01
        ]
        assert small == [], (paper, code)


def test_no_text_lies_on_another(drawn: dict[tuple[str, str], Drawn]) -> None:
    found = {key: overlaps(each.picture) for key, each in drawn.items()}
    assert {key: pairs for key, pairs in found.items() if pairs} == {}


def test_everything_is_inside_the_page(drawn: dict[tuple[str, str], Drawn]) -> None:
    found = {key: outside(each.picture) for key, each in drawn.items()}
    assert {key: what for key, what in found.items() if what} == {}


def test_sections_are_in_order_and_named(drawn: dict[tuple[str, str], Drawn]) -> None:
    assert names(drawn["A1", "G07"].picture, "section") == [
        "The result we want",
        "Where it sits on the results map",
        "What we considered",
        "What it has been doing",
        "How it is worked out",
        "What it is for",
        "Help us with",
    ]
    assert drawn["A1", "G07"].picture.title == "G07 Median Burst Repair Time"


def test_places_for_notes(drawn: dict[tuple[str, str], Drawn]) -> None:
    def room(paper: str) -> list[Box]:
        groups = [
            i for i in walk(drawn[paper, "G07"].picture.items) if isinstance(i, Group) and i.role == "zone"
        ]
        return [box for box in (bounds(each.items) for each in groups) if box]

    def count(box: Box, beside: float, above: float) -> int:
        return int((box[2] - box[0] - beside) // 76) * round((box[3] - box[1] - above) / 76)

    assert [count(box, 0, 13) for box in room("A1")] == [4, 4, 4, 4]
    assert sum(count(box, 11, 0) for box in room("A2")) >= 6
    assert len(room("A3")) == 2
    assert all(box[2] - box[0] >= 76 and box[3] - box[1] >= 76 for box in room("A3"))
    assert room("A4") == []
    assert any("Stick notes beside" in run.text for run, _, _ in placed(drawn["A4", "G07"].picture.items))


def test_codes_stand_in_all_corners(drawn: dict[tuple[str, str], Drawn], desk: Reader) -> None:
    lying = poster(
        desk, next(p for p in desk.find(Poster) if p.kind is PosterKind.MAP), SHEETS["A1"], WORDS, DAY
    )
    for picture, side in (
        (drawn["A1", "G07"].picture, 40.0),
        (drawn["A3", "G07"].picture, 19.8),
        (lying.picture, 31.0),
    ):
        groups = list(coded(picture.items))
        assert len(groups) == 4
        corners = {(box[0] > picture.width / 2, box[1] > picture.height / 2) for box in groups}
        assert len(corners) == 4
        assert all(box[2] - box[0] >= side * 21 / 29 - 0.01 for box in groups)


def coded(items: tuple[Item, ...], dx: float = 0, dy: float = 0, scale: float = 1) -> Iterator[Box]:
    for item in items:
        if isinstance(item, Group):
            at = item.transform
            inner = (dx + at.dx * scale, dy + at.dy * scale, scale * at.scale) if at else (dx, dy, scale)
            if item.role == "qr":
                box = bounds(item.items)
                assert box is not None
                yield (dx + box[0] * scale, dy + box[1] * scale, dx + box[2] * scale, dy + box[3] * scale)
            yield from coded(item.items, *inner)


def test_a_printed_code_has_the_modules_of_its_text() -> None:
    side, text = 58.0, "G07"
    picture = Picture(side, side, (qr(text, 0, 0, side),))
    target = BytesIO()
    write_pdf([picture], target, title="code")
    page = pypdfium2.PdfDocument(target.getvalue())[0]
    image = page.render(scale=4).to_pil().convert("L")
    rows = modules(text)
    count = len(rows) + 2 * QUIET
    unit = image.width / count
    seen = tuple(
        tuple(image.getpixel((int((x + 0.5) * unit), int((y + 0.5) * unit))) < 128 for x in range(count))
        for y in range(count)
    )
    inside = tuple(row[QUIET:-QUIET] for row in seen[QUIET:-QUIET])
    assert inside == rows
    assert sum(map(sum, seen)) == sum(map(sum, inside)), "the quiet zone is white"
    assert rows != modules("G08")


def test_what_does_not_fit_is_named_and_never_cut(desk: Reader) -> None:
    shown = next(each for each in desk.find(Poster) if each.code == "G07")
    assert shown.measure
    measure = desk.get(Measure, shown.measure)
    for paper in ("A1", "A4"):
        for changes, lost in (
            ({"formula": LONG[:10_000]}, "How it is worked out"),
            ({"used_for": LONG[:10_000]}, "What it is for"),
            ({"description": LONG[:10_000]}, "Description"),
            ({"name": LONG[:10_000]}, "Name"),
        ):
            made = poster(changed(desk, replace(measure, **changes)), shown, SHEETS[paper], WORDS, DAY)
            assert lost in made.overflow
            assert "What it has been doing" in names(made.picture, "section")
            assert overlaps(made.picture) == []
            assert outside(made.picture) == []


def test_everything_too_long_leaves_an_empty_but_tidy_sheet(desk: Reader) -> None:
    shown = next(each for each in desk.find(Poster) if each.code == "G07")
    assert shown.measure
    measure = desk.get(Measure, shown.measure)
    assert measure.result
    result = desk.get(Result, measure.result)
    word = "x" * 10_000
    many = changed(
        desk,
        replace(
            measure, name=word, description=word, formula=LONG, used_for=LONG, scope=word, unit=word[:300]
        ),
        replace(result, statement=LONG),
        replace(shown, code="G" * 300, questions=(LONG, LONG), tentative=LONG),
    )
    made = poster(many, many.get(Poster, shown.id), SHEETS["A1"], WORDS, DAY)
    assert {"Code", "Name", "Description", "The result we want", "Help us with", "Draft line"} <= set(
        made.overflow
    )
    assert overlaps(made.picture) == []
    assert outside(made.picture) == []


@pytest.mark.parametrize("paper", ["A0", "A1", "A2", "A3", "A4"])
def test_other_scripts(desk: Reader, paper: str) -> None:
    shown = next(each for each in desk.find(Poster) if each.code == "G07")
    assert shown.measure
    measure = desk.get(Measure, shown.measure)
    arabic = replace(
        measure, name="زمن إصلاح الانفجار", description="عدد الساعات حتى تعود المياه 🙂", scope="الأنابيب"
    )
    made = poster(changed(desk, arabic), shown, SHEETS[paper], WORDS, DAY)
    assert made.overflow == ()
    assert made.picture.missing == ()
    assert overlaps(made.picture) == []
    large = max(
        (box for run, box, _ in placed(made.picture.items) if run.text == "G07"), key=lambda b: b[3] - b[1]
    )
    assert large[0] > made.picture.width / 2, "the head is mirrored"


def test_a_bare_measure_and_one_of_your_own(desk: Reader) -> None:
    gallery = next(iter(desk.find(Gallery)))
    bare = next(m for m in desk.find(Measure) if m.code == "SM2")
    for paper in SHEETS.values():
        for subject in (bare.id, None):
            wanted = Poster(id="own", code="G99", gallery=gallery.id, measure=subject)
            made = poster(desk, wanted, paper, WORDS, DAY)
            assert made.overflow == ()
            assert overlaps(made.picture) == []
            assert outside(made.picture) == []
    assert names(made.picture, "section")


def test_a_map_poster_carries_code_and_questions(desk: Reader) -> None:
    shown = next(each for each in desk.find(Poster) if each.kind is PosterKind.MAP)
    made = poster(desk, shown, SHEETS["A1"], WORDS, DAY)
    texts = [run.text for run, _, _ in placed(made.picture.items)]
    assert texts.count("G01") == 3
    assert "• What is missing?" in texts
    assert made.overflow == ()
    assert overlaps(made.picture) == []
    assert outside(made.picture) == []
    lost = poster(desk, replace(shown, questions=(LONG,)), SHEETS["A1"], WORDS, DAY)
    assert lost.overflow == ("Help us with",)


def test_the_small_map_shows_neighbours_by_side(desk: Reader) -> None:
    result = next(each for each in desk.find(Result) if each.code == "R10")
    made = neighbourhood(desk, result, 350, 160, WORDS, text_pt=24)
    boxes = {
        group.name: bounds(group.items)
        for group in walk(made.items)
        if isinstance(group, Group) and group.role == "bubble"
    }
    lefts = {name: box[0] for name, box in boxes.items() if box}
    assert lefts["Crews arrive with the parts and information the job needs."] < lefts[result.statement]
    assert lefts["Customers are rarely without water."] > lefts[result.statement]
    assert any("conflict: hurry versus safety" in run.text for run, _, _ in placed(made.items))
    assert made.hidden == 0
    low = neighbourhood(desk, result, 350, 60, WORDS, text_pt=24)
    assert low.hidden == 2
    assert any("and 2 more" in run.text for run, _, _ in placed(low.items))


def test_the_owner_and_target_are_told(drawn: dict[tuple[str, str], Drawn], desk: Reader) -> None:
    texts = " ".join(run.text for run, _, _ in placed(drawn["A1", "G07"].picture.items))
    measure = next(each for each in desk.find(Measure) if each.code == "M06")
    assert measure.owner
    assert desk.get(Person, measure.owner).name in texts
    assert "narrower limits" in texts
    assert len(desk.find(Target, measure=measure.id)) == 2
    assert len(desk.find(Value, measure=measure.id)) == 30
