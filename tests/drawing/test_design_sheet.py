"""The design of a result on A3: everything noted is on it, inside its column, however much there is."""

from datetime import date

import pytest

from kpidesk.domain.design_board import board
from kpidesk.domain.designs import Candidate, CandidateDecision, Derivation, Design, Observation, Sense
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Collection
from kpidesk.domain.record import Record
from kpidesk.domain.results import Result, Ring
from kpidesk.domain.voting import Criterion, Rating
from kpidesk.drawing.candidate_board import board as board_picture
from kpidesk.drawing.design_sheet import sheets
from kpidesk.drawing.picture import GlyphRun, Group, bounds, walk
from kpidesk.system.words import Words

DAY = date(2025, 7, 8)
RESULT = Result(id="r", code="R10", statement="Burst mains are repaired within hours.", ring="ring")
DESIGN = Design(id="d", result="r", control="high on repair")


def desk(*more: Record) -> Collection:
    return Collection([Ring(id="ring", position=3, name="Process"), RESULT, DESIGN, *more])


def candidate(name: str, strength: list[int], feasibility: list[int], **more: object) -> list[Record]:
    ratings = [
        Rating(id=f"{name}{criterion.value}{n}", item=name, criterion=criterion, rater=str(n), number=number)
        for criterion, numbers in ((Criterion.STRENGTH, strength), (Criterion.FEASIBILITY, feasibility))
        for n, number in enumerate(numbers, 1)
    ]
    return [Candidate(id=name, design="d", wording=f"Count of {name}", **more), *ratings]


def texts(page) -> str:
    return " ".join(item.text for item in walk(page.items) if isinstance(item, GlyphRun))


def test_all_of_a_design_is_on_one_sheet() -> None:
    found = desk(
        Observation(id="o1", design="d", text="The street is dry"),
        Observation(id="o2", design="d", text="Joints burst again", sense=Sense.SIDE_EFFECT),
        *candidate("c1", [5, 5, 4], [4, 4, 4], decision=CandidateDecision.CHOSEN, reason="Direct"),
        *candidate("c2", [3, 5], [2, 2]),
        Derivation(id="x", candidate="c1", observation="o1"),
        Measure(id="m", code="M06", name="Median Repair Time", result="r", used_for="finding delays"),
    )
    (page,) = sheets(found, RESULT, Words(), DAY)
    assert (page.width, page.height) == (420, 297)
    said = texts(page)
    for text in ("R10", "high on repair", "The street is dry", "Joints burst again", "4.7", "4.0 (3–5)",
                 "chosen", "Direct", "M06", "finding delays", "no evidence behind it"):  # fmt: skip
        assert text in said, text


def test_an_empty_design_says_what_is_open() -> None:
    (page,) = sheets(desk(), RESULT, Words(), DAY)
    assert "There are no candidates yet." in texts(page)
    assert "Nothing is chosen yet." in texts(page)


@pytest.mark.parametrize("count", [40, 90])
def test_long_columns_go_on_and_nothing_leaves_its_column(count: int) -> None:
    long = "word " * 30 + "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenfabrik" * 2
    more = [Observation(id=f"o{n:03}", design="d", text=f"Piece {n} {long}") for n in range(count)]
    for n in range(30):
        more += candidate(f"k{n:02}", [n % 5 + 1, 5], [1, 5], reason=long[:200])  # type: ignore[arg-type]
    pages = sheets(desk(*more), RESULT, Words(), DAY)
    assert len(pages) > 1
    whole = " ".join(texts(page) for page in pages)
    for n in range(count):
        assert f"Piece {n} " in whole
    for page in pages:
        for step in (item for item in page.items if isinstance(item, Group) and item.role == "step"):
            frame = bounds(step.items[:1])
            left, top, right, bottom = bounds(step.items)
            assert left >= frame[0] - 0.2
            assert right <= frame[2] + 0.2
            assert top >= frame[1] - 0.2
            assert bottom <= frame[3] + 0.2


@pytest.mark.parametrize("same", [2, 12])
def test_tokens_of_the_board_never_cover_each_other(same: int) -> None:
    more = [record for n in range(same) for record in candidate(f"k{n:02}", [5], [5])]
    found = board(desk(*more), RESULT)
    drawn = board_picture(found.candidates, 70, 60, Words(), text_pt=9)
    spots = list(drawn.spots.values())
    assert len(spots) == same
    for i, (x, y) in enumerate(spots):
        for a, b in spots[:i]:
            assert (x - a) ** 2 + (y - b) ** 2 >= (2 * drawn.radius) ** 2
        assert x - drawn.radius >= 0
        assert x + drawn.radius <= 70
