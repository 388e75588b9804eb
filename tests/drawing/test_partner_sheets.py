"""What is printed and projected of single partners and persons: everything is there, nothing is cut."""

from dataclasses import replace

import pytest

from kpidesk.domain.commitments import Commitment
from kpidesk.domain.reader import Collection
from kpidesk.domain.record import Record
from kpidesk.domain.sharing import Centre, Contribution, DrivingMeasure, Partner, in_order
from kpidesk.drawing import commitments_sheet, interview_script, partner_sheet
from kpidesk.drawing.palette import DARK, LIGHT
from kpidesk.drawing.picture import Path, Picture, bounds, walk
from kpidesk.drawing.projected_partner import projected
from kpidesk.drawing.room import PX, ROOM, SMALLEST_PX
from kpidesk.system.words import Words
from tests.drawing.looked import records_of, runs, text
from tests.drawing.partner_cases import ARABIC, DAY, GERMAN, PLAIN, partners_of

WORDS = Words()
CASES = [(3, PLAIN), (10, GERMAN), (40, ARABIC)]


@pytest.fixture(scope="module")
def marrow(sample_file):
    return records_of(sample_file)


def squeezed(words: str) -> str:
    return "".join(words.split())


def says(pictures: tuple[Picture, ...], words: str) -> bool:
    """Whether the letters of a text are there; lines of text may run from the right."""
    said = squeezed(text(*pictures))
    return all(squeezed(word) in said for word in words.split())


def well_laid_out(picture: Picture, margin: float) -> None:
    """Nothing leaves the margins, and no line of text lies over another."""
    for run in runs(picture):
        assert margin - 0.1 <= run.x, run.text
        assert run.x + run.advance <= picture.width - margin + 0.1, run.text
        assert run.y - run.size >= 0
        assert run.y <= picture.height - margin + 0.1
    lines = sorted({(round(run.y, 2), run.x, run.x + run.advance, run.size) for run in runs(picture)})
    for index, (y, left, right, size) in enumerate(lines):
        for other_y, other_left, other_right, _ in lines[index + 1 :]:
            if other_y - y < 0.6 * size and other_y != y:
                assert other_left >= right - 0.01 or other_right <= left + 0.01


def with_partner(source: Collection, partner: Partner, **fields: object) -> tuple[Collection, Partner]:
    changed = replace(partner, **fields)  # type: ignore[arg-type]
    kinds: set[type[Record]] = set(source._by_type)
    found = [each for kind in kinds for each in source.find(kind) if each.id != partner.id]
    return Collection([*found, changed]), changed


# -- one partner on A4


@pytest.mark.parametrize(("count", "long"), CASES)
def test_each_partner_has_a_sheet_of_its_own_with_everything(count: int, long: str) -> None:
    source = partners_of(count, long)
    pages = partner_sheet.sheets(source, source.find(Centre)[0], WORDS, DAY)
    begun = [page.bookmark for page in pages if page.bookmark]
    partners = in_order(source.find(Partner))
    assert [each.split()[0] for each in begun] == [each.code for each in partners]
    for page in pages:
        assert (page.width, page.height) == (210, 297)
        assert not page.missing
        well_laid_out(page, 18)
    own = partner_sheet.sheet(source, partners[0], WORDS, DAY)
    for part in ("known", "guessed", "may drive", "was found", "an interview", "SM", "Contact", "depot",
                 "happened", "learned", "follows", "contribution: strong", "critical"):  # fmt: skip
        assert says(own, part), part


def test_a_partner_who_is_still_wanted_tells_why_and_how_to_win_it(marrow) -> None:
    (partner,) = marrow.find(Partner, code="P06")
    pages = partner_sheet.sheet(marrow, partner, WORDS, DAY)
    for words in (partner.why_not, partner.engagement, "The owner distrusts MVW.", "5 Sept 2025"):
        assert says(pages, words)
    current = replace(partner, standing=marrow.find(Partner, code="P01")[0].standing)
    assert not says(partner_sheet.sheet(marrow, current, WORDS, DAY), "savings of two kitchens")


def test_a_guess_has_ring_italics_question_mark_and_age() -> None:
    source = partners_of(1)
    (page,) = partner_sheet.sheet(source, source.find(Partner)[0], WORDS, DAY)
    (guess,) = [run for run in runs(page) if "guessed" in run.text]
    assert guess.text.endswith("?")
    assert "Italic" in guess.font
    assert "a guess for 8 months" in text(page)
    assert len([item for item in walk(page.items) if isinstance(item, Path) and item.dash]) == 2


def test_parts_without_anything_in_them_are_left_out() -> None:
    source = Collection(
        [*partners_of(0).find(Centre), *_frame(), Partner(id="p", code="P01", name="Bare", centre="c")]
    )
    (page,) = partner_sheet.sheet(source, source.find(Partner)[0], WORDS, DAY)
    assert "contribution: none yet" in text(page)
    for head in ("What they contribute", "Strategy", "Who does what"):
        assert head not in text(page)


def _frame() -> list[Record]:
    source = partners_of(0)
    return [each for kind in source._by_type if kind is not Centre for each in source.find(kind)]


# -- one partner for the room


@pytest.mark.parametrize(("count", "long"), CASES)
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_room_reads_every_letter(count: int, long: str, palette) -> None:
    source = partners_of(count, long)
    for partner in source.find(Partner)[:4]:
        picture = projected(source, partner, WORDS, palette, DAY)
        assert (picture.width, picture.height) == (ROOM.wide, ROOM.tall)
        assert min(run.size for run in runs(picture)) >= SMALLEST_PX / PX - 0.01
        well_laid_out(picture, 48 / PX - 0.2)
        assert says((picture,), partner.code)
        assert "more on the sheet" not in text(picture)


def test_short_texts_are_large_and_long_ones_shrink() -> None:
    def body(long: str) -> float:
        source = partners_of(3, long)
        picture = projected(source, source.find(Partner)[0], WORDS, LIGHT, DAY)
        return next(run.size for run in runs(picture) if "known" in run.text)

    assert body(PLAIN) > body(GERMAN) >= SMALLEST_PX / PX - 0.01


@pytest.mark.parametrize("field", ["strategy", "engagement", "why_not", "name"])
def test_what_finds_no_room_is_told_and_never_cut_through(field: str) -> None:
    source = partners_of(3, GERMAN)
    (partner,) = source.find(Partner, code="P03")
    long = f"{GERMAN} " * 2 if field == "name" else f"{GERMAN}. " * 40
    source, partner = with_partner(source, partner, **{field: long.strip()})
    picture = projected(source, partner, WORDS, LIGHT, DAY)
    well_laid_out(picture, 48 / PX - 0.2)
    assert min(run.size for run in runs(picture)) >= SMALLEST_PX / PX - 0.01
    box = bounds(picture.items)
    assert box is not None
    assert box[3] <= ROOM.tall
    if field != "name":
        assert "more on the sheet of P03" in text(picture)
    for head in ("What they contribute", "Strategy", "Measures that we share", "Next step"):
        assert head in text(picture)


# -- promises by person


@pytest.mark.parametrize(("count", "long"), CASES)
def test_every_promise_stands_under_its_person_once(count: int, long: str) -> None:
    nobody = Commitment(id="zz", what="Find somebody", centre="c")
    source = partners_of(count, long, nobody)
    pages = commitments_sheet.sheets(source, WORDS, DAY)
    for page in pages:
        well_laid_out(page, 18)
    said = text(*pages)
    people = [f"Person {number}" for number in range(min(count, 7))]
    places = [said.index(each) for each in [*people, "Nobody has taken this on yet"]]
    assert places == sorted(places)
    assert said.rindex("Find somebody") > places[-1]
    assert squeezed(said).count("next") >= count
    assert f"{count + 1} promises" in said


def test_overdue_promises_come_first_and_say_so(marrow) -> None:
    pages = commitments_sheet.sheets(marrow, WORDS, DAY)
    said = text(*pages)
    lund = said[said.index("B. Lund") : said.index("D. Kaya")]
    assert lund.index("Draft a data note") < lund.index("Visit two farms")
    assert "1 Oct 2025 · overdue" in lund
    assert "1 Nov 2025 · open" in lund
    assert "18 promises · 10 overdue" in said
    assert "Learned: 9 of the 60 pipes belong to the council." in said


def test_promises_around_one_result_can_be_listed_alone() -> None:
    elsewhere = Commitment(id="zz", what="Elsewhere", who="Person 0")
    source = partners_of(2, PLAIN, elsewhere)
    assert "Elsewhere" in text(*commitments_sheet.sheets(source, WORDS, DAY))
    assert "Elsewhere" not in text(*commitments_sheet.sheets(source, WORDS, DAY, "c"))


# -- what to ask


@pytest.mark.parametrize(("count", "long"), CASES)
def test_each_guess_has_a_question_three_boxes_and_room_to_write(count: int, long: str) -> None:
    source = partners_of(count, long)
    pages = interview_script.scripts(source, source.find(Centre)[0], WORDS, DAY)
    for page in pages:
        well_laid_out(page, 18)
    said = text(*pages)
    told = (*source.find(Contribution), *source.find(DrivingMeasure))
    guesses = sum(each.is_guess for each in told)
    for answer in ("as we thought", "otherwise, namely:", "not so"):
        assert said.count(answer) == guesses
    assert "known" not in said
    assert "drives" not in said
    begun = [page.bookmark.split()[0] for page in pages if page.bookmark]
    assert begun == [each.code for each in in_order(source.find(Partner))]


def test_the_script_asks_about_the_guesses_of_the_sample_only(marrow) -> None:
    pages = interview_script.scripts(marrow, marrow.find(Centre)[0], WORDS, DAY)
    assert [page.bookmark.split()[0] for page in pages] == ["P06", "P08", "P09", "P10"]
    for words in ("Kitchen cost", "Illness reports", "Subsidy audits"):
        assert says(pages, words)
    boxes = [item for page in pages for item in walk(page.items) if isinstance(item, Path) and item.stroke]
    assert len(boxes) >= 7 * (3 + 3)


def test_nobody_is_asked_where_nothing_is_guessed() -> None:
    source = partners_of(1)
    partner = Partner(id="x", code="P99", name="Known", centre="c")
    assert interview_script.script(source, partner, WORDS, DAY) == ()


def test_two_calls_draw_the_same() -> None:
    source = partners_of(3, GERMAN)
    centre = source.find(Centre)[0]
    for draw in (partner_sheet.sheets, interview_script.scripts):
        assert draw(source, centre, WORDS, DAY) == draw(source, centre, WORDS, DAY)
