"""Posters of every kind: what stands on them, on every paper, in both ways they lie, in two languages."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kpidesk.domain.content import Attachment, Translation
from kpidesk.domain.designs import Candidate, Design, Observation, Sense
from kpidesk.domain.gallery import (
    Consequence,
    Decision,
    Gallery,
    Note,
    NoteKind,
    Poster,
    PosterKind,
    Turned,
)
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Group, Organisation
from kpidesk.domain.posters import PARTS, ZONED, in_order
from kpidesk.domain.reader import Collection
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import Goal, Result
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import GlyphRun, Picture, bounds, walk
from kpidesk.drawing.picture import Group as DrawnGroup
from kpidesk.drawing.picture import Image as DrawnImage
from kpidesk.drawing.poster_brand import contrast, visible
from kpidesk.drawing.posters import Drawn, paper_of, poster
from kpidesk.exports.ink import inked
from kpidesk.exports.pdf import write_pdf
from kpidesk.exports.pieces import Ink
from kpidesk.imports.logo import small_png
from kpidesk.system.words import Words
from tests.drawing.looked import records_of
from tests.drawing.test_posters import SMALLEST, outside, overlaps, placed

DAY = date(2025, 7, 8)
WORDS = Words()
LONG = "A word after the other says what nobody will ever read on a wall. " * 160


@pytest.fixture(scope="module")
def sample(sample_file: Path) -> Collection:
    """The sample with a poster of each kind, lying and upright, beside its own."""
    found = records_of(sample_file)
    return with_records(found, *made(found))


def made(desk: Collection) -> list[Poster]:
    gallery, goal = desk.find(Gallery)[0], desk.find(Goal)[0]
    measure = next(each for each in desk.find(Measure) if each.code == "M06")
    shown = {PosterKind.GOAL: {"goal": goal.id}, PosterKind.MEASURE: {"measure": measure.id}}
    kinds = [each for each in PosterKind if each is not PosterKind.MAP]
    return [
        Poster(
            id=f"zz-{kind.value}-{turned.value}", code=f"G{number}", gallery=gallery.id, kind=kind,
            turned=turned, questions=("What would you see on a good day?",), **shown.get(kind, {}),
        )
        for number, (kind, turned) in enumerate(((k, t) for k in kinds for t in Turned), 50)
    ]  # fmt: skip


def with_records(desk: Collection, *records: object) -> Collection:
    new = {record.id: record for record in records}  # type: ignore[attr-defined]
    kept = (new.pop(record.id, record) for kind in RECORDS for record in desk.find(kind))
    return Collection([*kept, *new.values()])


def of_kind(desk: Collection, kind: PosterKind, turned: Turned = Turned.UPRIGHT) -> Poster:
    return next(each for each in desk.find(Poster) if each.id == f"zz-{kind.value}-{turned.value}")


def draw(desk: Collection, shown: Poster, paper: str = "A1") -> Drawn:
    return poster(desk, shown, SHEETS[paper], WORDS, DAY)


def text(drawn: Drawn) -> str:
    return " ".join(run.text for run, _, _ in placed(drawn.picture.items))


def named(picture: Picture, role: str) -> list[str]:
    return [each.name for each in walk(picture.items) if isinstance(each, DrawnGroup) and each.role == role]


@pytest.mark.parametrize("paper", SHEETS)
def test_each_kind_is_tidy_on_every_paper(sample: Collection, paper: str) -> None:
    for shown in made(sample):
        drawn = draw(sample, shown, paper)
        about = (shown.kind, shown.turned)
        assert overlaps(drawn.picture) == [], about
        assert outside(drawn.picture) == [], about
        signs = {
            id(run)
            for each in walk(drawn.picture.items)
            if isinstance(each, DrawnGroup) and each.role == "sample"
            for run in walk(each.items)
        }
        small = [
            (run.text, size)
            for run, _, size in placed(drawn.picture.items)
            if size < SMALLEST[paper] - 0.01 and id(run) not in signs
        ]
        assert small == [], about
        assert drawn.picture.missing == (), about
        lies = drawn.picture.width > drawn.picture.height
        assert lies is (shown.turned is Turned.LANDSCAPE), about
        assert shown.kind is PosterKind.MEASURE or drawn.overflow == (), about
        assert len(named(drawn.picture, "qr")) == 4, about


def test_a_large_sheet_holds_all_of_a_measure_whichever_way_it_lies(sample: Collection) -> None:
    for turned in Turned:
        for paper in ("A0", "A1", "A2"):
            assert draw(sample, of_kind(sample, PosterKind.MEASURE, turned), paper).overflow == ()


def rendered(picture: Picture, dots_a_mm: float) -> Image.Image:
    target = BytesIO()
    write_pdf([picture], target, title="poster")
    page = pypdfium2.PdfDocument(target.getvalue())[0]
    return page.render(scale=dots_a_mm * 25.4 / 72).to_pil().convert("L")


@pytest.mark.parametrize("ink", Ink)
@pytest.mark.parametrize("paper", ["A1", "A3", "A4"])
def test_a_reader_finds_the_code_in_all_four_corners(sample: Collection, paper: str, ink: Ink) -> None:
    for shown in (of_kind(sample, PosterKind.TOLD), of_kind(sample, PosterKind.MEASURE, Turned.LANDSCAPE)):
        sheet = draw(sample, shown, paper).picture
        scale = max(sheet.width, sheet.height) / 841
        image = rendered(inked(sheet, ink), 2.4 / scale)  # 3 to 4 pixels a module
        found = [each for each in zxingcpp.read_barcodes(image) if each.text == shown.code]
        corners = {
            (each.position.top_left.x > image.width / 2, each.position.top_left.y > image.height / 2)
            for each in found
        }
        assert len(corners) == 4


def test_a_code_with_its_quiet_zone_is_forty_millimetres_on_a1(sample: Collection) -> None:
    for kind in PosterKind:
        if kind is PosterKind.MAP:
            continue
        for paper, least in (("A1", 40.0), ("A3", 19.8)):
            drawn = draw(sample, of_kind(sample, kind), paper)
            codes = [each for each in walk(drawn.picture.items)
                     if isinstance(each, DrawnGroup) and each.role == "qr"]  # fmt: skip
            for each in codes:
                box = bounds(each.items)
                assert box is not None
                assert box[2] - box[0] >= least * 21 / 29 - 0.01  # the code without its quiet zone


# -- what stands on each kind


def test_a_goal_is_told_as_it_was_worded(sample: Collection) -> None:
    shown = of_kind(sample, PosterKind.GOAL)
    drawn = draw(sample, shown)
    assert named(drawn.picture, "section") == [
        "As it was worded", "What the tests said", "The results it became", "Help us with",
    ]  # fmt: skip
    said = text(drawn)
    for part in (
        "Deliver world-class",
        "Begins with “Deliver”",
        "R04",
        "Customers are rarely without water.",
    ):
        assert part in said


def test_a_title_of_ones_own_stands_in_the_head(sample: Collection) -> None:
    usual = draw(sample, of_kind(sample, PosterKind.HOW))
    own = draw(sample, replace(of_kind(sample, PosterKind.HOW), title="Ten minutes are enough"))
    assert "How to take part" in text(usual)
    assert "Ten minutes are enough" in text(own)
    assert own.picture.title.endswith("Ten minutes are enough")


def test_how_to_take_part_takes_the_teams_own_steps(sample: Collection) -> None:
    shown = of_kind(sample, PosterKind.HOW)
    assert "Look around." in text(draw(sample, shown))
    gallery = replace(sample.find(Gallery)[0], how=("Read one poster.",), hosts=(), closes=None)
    said = text(draw(with_records(sample, gallery), shown))
    assert "Read one poster." in said
    assert "Look around." not in said
    assert "8 July 2025, from 10:00" in said
    assert "Who can help" not in said


def test_the_legend_leaves_scales_out_where_nobody_rates(sample: Collection) -> None:
    shown = of_kind(sample, PosterKind.LEGEND)
    assert "I would back it" in text(draw(sample, shown))
    gallery = replace(sample.find(Gallery)[0], rated=False)
    said = text(draw(with_records(sample, gallery), shown))
    assert "I would back it" not in said
    for part in ("Purpose", "conflict", "Data problem", "outside a limit", "improving"):
        assert part in said


def test_ratings_stand_on_posters_only_where_they_are_asked_for(sample: Collection) -> None:
    shown = of_kind(sample, PosterKind.MEASURE)
    assert named(draw(sample, shown).picture, "rating") != []
    gallery = replace(sample.find(Gallery)[0], rated=False)
    assert named(draw(with_records(sample, gallery), shown).picture, "rating") == []
    assert named(draw(sample, replace(shown, hidden=("ratings",))).picture, "rating") == []


def test_every_part_can_be_switched_off(sample: Collection) -> None:
    for kind, keys in PARTS.items():
        if not keys:
            continue
        shown = of_kind(sample, kind)
        whole = draw(sample, shown)
        bare = draw(sample, replace(shown, hidden=keys))
        assert named(bare.picture, "section") == [] or kind is PosterKind.MEASURE
        assert named(bare.picture, "zone") == []
        assert len(named(whole.picture, "section")) >= 4
        assert len(named(bare.picture, "qr")) == 4


def test_places_for_notes_bear_the_teams_own_names(sample: Collection) -> None:
    shown = replace(of_kind(sample, PosterKind.MEASURE), zones=("Day shift", "Night shift", "Others"))
    assert named(draw(sample, shown).picture, "zone") == ["Day shift", "Night shift", "Others"]
    many = replace(shown, zones=tuple(f"Crew {number}" for number in range(9)))
    drawn = draw(sample, many, "A3")
    assert "Place for notes: Crew 8" in drawn.overflow
    boxes = [bounds(each.items) for each in walk(drawn.picture.items)
             if isinstance(each, DrawnGroup) and each.role == "zone"]  # fmt: skip
    assert all(box and box[3] - box[1] >= 76 and box[2] - box[0] >= 76 for box in boxes)


def test_a_question_leaves_the_sheet_to_notes(sample: Collection) -> None:
    shown = replace(of_kind(sample, PosterKind.QUESTION), zones=("Left", "Right"))
    (whole,) = [bounds(each.items) for each in walk(draw(sample, shown).picture.items)
                if isinstance(each, DrawnGroup) and each.role == "zone"]  # fmt: skip
    assert whole is not None
    assert (whole[2] - whole[0]) * (whole[3] - whole[1]) > 594 * 841 * 0.55
    assert "What would you see on a good day?" in text(draw(sample, shown))


# -- a second language


def test_a_second_language_stands_below_what_is_read_first(sample: Collection) -> None:
    shown = replace(of_kind(sample, PosterKind.MEASURE), language="es")
    assert shown.measure is not None
    result = sample.get(Measure, shown.measure).result
    assert result is not None
    said = [("name", shown.measure, "Mediana del arreglo"), ("statement", result, "Se reparan en horas."),
            ("questions", shown.id, "¿Qué verías en un buen día?")]  # fmt: skip
    into = [Translation(id=f"t{n}", record=record, field=field, language="es", text=words)
            for n, (field, record, words) in enumerate(said)]  # fmt: skip
    plain, both = text(draw(sample, shown)), text(draw(with_records(sample, *into), shown))
    for _, _, words in said:
        assert words not in plain
        assert words in both
    assert "English, Español" in both


def test_what_nobody_translated_is_not_said_twice(sample: Collection) -> None:
    shown = of_kind(sample, PosterKind.HOW)
    once, twice = draw(sample, shown), draw(sample, replace(shown, language="xx"))
    assert text(once).count("How to take part") == text(twice).count("How to take part")


# -- you said, we did


def test_answers_are_told_without_names_or_groups(sample: Collection) -> None:
    gallery = replace(sample.find(Gallery)[0], names=True)
    notes = [replace(each, writer=f"Writer {each.code}") for each in sample.find(Note)]
    told = text(draw(with_records(sample, gallery, *notes), of_kind(sample, PosterKind.TOLD)))
    for group in sample.find(Group):
        assert group.name not in told
        assert f"@{group.key}" not in told
    assert "Writer" not in told
    assert "What changes" in told
    assert "What stays as it is, and why" in told


def test_no_answer_is_lost_without_a_word(sample: Collection) -> None:
    shown = of_kind(sample, PosterKind.TOLD)
    for paper in ("A0", "A1", "A4"):
        told = text(draw(sample, shown, paper))
        words = told.replace("\n", " ")
        left = int(words.split(" more answer")[0].rsplit(" ", 1)[1])
        rows = sum(each.text.split()[0] in words for each in sample.find(Note))
        assert 0 < left < 60
        assert rows >= 60 - left


def test_what_was_entered_for_somebody_is_marked(sample: Collection) -> None:
    shown = of_kind(sample, PosterKind.TOLD)
    assert "entered by the facilitator" not in text(draw(sample, shown))
    note = replace(sample.find(Note)[0], on_behalf=True, support=99, decision=Decision.ADOPT)
    assert "entered by the facilitator" in text(draw(with_records(sample, note), shown))


def test_before_anything_is_decided_the_poster_says_so(sample: Collection) -> None:
    notes = [replace(each, decision=None) for each in sample.find(Note)]
    told = text(draw(with_records(sample, *notes), of_kind(sample, PosterKind.TOLD)))
    assert "Nothing is decided yet" in told


def test_the_earlier_gallery_is_told_until_ones_own_is_decided(sample: Collection) -> None:
    old = sample.find(Gallery)[0]
    assert old.opens
    new = replace(old, id="zz-new", name="Second wall", opens=old.opens.replace(year=2026))
    shown = replace(of_kind(sample, PosterKind.TOLD), gallery=new.id)
    desk = with_records(sample, new, shown)
    assert old.name in text(draw(desk, shown))
    note = Note(
        id="zz-note", code="N99", poster=shown.id, text="Better", kind=NoteKind.IDEA,
        decision=Decision.ADOPT, reason="Done",
    )  # fmt: skip
    change = Consequence(id="zz-c", note=note.id, record=shown.id, change="A new line on the map")
    told = text(draw(with_records(desk, note, change), shown))
    assert "Second wall" in told
    assert "A new line on the map" in told
    assert old.name in text(draw(with_records(desk, note), replace(shown, told=old.id)))


# -- whose posters they are


def test_the_logo_stands_in_the_foot_and_leaves_room_for_the_line(sample: Collection) -> None:
    picture = BytesIO()
    Image.new("RGBA", (1500, 500), "#38641B").save(picture, "PNG")
    data = small_png(picture.getvalue())
    logo = Attachment(id="zz-logo", digest="d", name="l.png", media_type="image/png", data=data)
    whose = replace(sample.find(Organisation)[0], logo=logo.id)
    for paper in SHEETS:
        sheet = draw(with_records(sample, logo, whose), of_kind(sample, PosterKind.MEASURE), paper).picture
        (image,) = [each for each in walk(sheet.items) if isinstance(each, DrawnImage)]
        assert image.width / image.height == pytest.approx(3.0, abs=0.01)
        assert 0 < image.x < image.x + image.width <= sheet.width
        assert image.y + image.height <= sheet.height


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_of_the_organisation_can_be_seen(number: int) -> None:
    made_visible = visible(f"#{number:06X}")
    assert contrast(made_visible, "#F0EDE7") >= 3.0


def test_what_is_no_colour_becomes_ours() -> None:
    assert visible("green") == visible("") == visible("#12") == "#0B6A66"


# -- order and paper


def test_posters_stand_in_their_order_then_by_code(sample: Collection) -> None:
    posters = [Poster(id=code, code=code, gallery="g", place=place)
               for code, place in (("G10", 0.0), ("G2", 0.0), ("G1", 2.0), ("G11", 1.0))]  # fmt: skip
    assert [each.code for each in in_order(posters)] == ["G2", "G10", "G11", "G1"]


def test_a_posters_own_paper_wins(sample: Collection) -> None:
    shown = replace(of_kind(sample, PosterKind.HOW), paper="A3", turned=Turned.LANDSCAPE)
    assert paper_of(shown, SHEETS["A1"]) == SHEETS["A3"].landscape
    assert paper_of(replace(shown, paper=""), SHEETS["A1"]) == SHEETS["A1"].landscape
    chart = next(each for each in sample.find(Poster) if each.kind is PosterKind.MAP)
    assert paper_of(chart, SHEETS["A1"]) == SHEETS["A1"].landscape


# -- ink


def test_saving_ink_keeps_every_word_and_every_code(sample: Collection) -> None:
    for shown in made(sample):
        sheet = draw(sample, shown).picture
        saved = inked(sheet, Ink.SAVING)
        assert list(words_of(saved)) == list(words_of(sheet))
        assert dark_share(saved) < dark_share(sheet) or shown.kind is PosterKind.PARKING
        light = [run.text for run, _, _ in placed(saved.items) if run.colour == "#FFFFFF"]
        assert all(len(each) <= 2 for each in light), "only figures on their small discs stay white"


def test_grey_has_no_colour(sample: Collection) -> None:
    image = rendered_colour(inked(draw(sample, of_kind(sample, PosterKind.LEGEND)).picture, Ink.GREY))
    colours = image.getcolors(1 << 20)
    assert colours is not None
    assert all(red == green == blue for _, (red, green, blue) in colours)


def words_of(picture: Picture) -> Iterator[str]:
    return (run.text for run in walk(picture.items) if isinstance(run, GlyphRun))


def rendered_colour(picture: Picture) -> Image.Image:
    target = BytesIO()
    write_pdf([picture], target, title="poster")
    return pypdfium2.PdfDocument(target.getvalue())[0].render(scale=0.3).to_pil().convert("RGB")


def dark_share(picture: Picture) -> float:
    image = rendered_colour(picture).convert("L")
    histogram = image.histogram()
    return sum(count * (255 - level) for level, count in enumerate(histogram))


# -- whatever people write


@settings(max_examples=25, deadline=None)
@given(
    kind=st.sampled_from([each for each in PosterKind if each is not PosterKind.MAP]),
    paper=st.sampled_from(["A1", "A3", "A4"]),
    turned=st.sampled_from(list(Turned)),
    title=st.text(max_size=200),
    questions=st.lists(st.text(min_size=1, max_size=400), max_size=5),
    zones=st.lists(st.text(min_size=1, max_size=60), max_size=7),
)
def test_nothing_is_clipped_whatever_people_write(
    sample: Collection, kind: PosterKind, paper: str, turned: Turned, title: str, questions: list[str],
    zones: list[str],
) -> None:  # fmt: skip
    shown = replace(
        of_kind(sample, kind, turned), title=title, questions=tuple(questions), zones=tuple(zones)
    )
    drawn = draw(with_records(sample, shown), shown, paper)
    assert outside(drawn.picture) == []


def test_long_texts_are_named_and_never_cut(sample: Collection) -> None:
    for kind in ZONED | {PosterKind.QUESTION}:
        shown = replace(of_kind(sample, kind), questions=(LONG,), title=LONG[:290], tentative=LONG[:290])
        drawn = draw(with_records(sample, shown), shown, "A3")
        assert overlaps(drawn.picture) == []
        assert outside(drawn.picture) == []
        assert drawn.overflow or kind is PosterKind.OWN


def test_what_the_facilitator_entered_as_their_own_is_marked(sample: Collection) -> None:
    own = "the facilitator’s own"
    shown = of_kind(sample, PosterKind.MEASURE)
    measure = sample.get(Measure, shown.measure)
    assert measure.result
    (design,) = sample.find(Design, result=measure.result)
    result = replace(sample.get(Result, measure.result), by_host=True)
    said = text(draw(sample, shown))
    assert own not in said
    assert "on their own behalf" not in said
    seen = next(each for each in sample.find(Observation, design=design.id) if each.sense is Sense.SEEN)
    candidate = sample.find(Candidate, design=design.id)[0]
    marked = with_records(
        sample, replace(measure, by_host=True), result,
        replace(seen, by_host=True), replace(candidate, by_host=True),
    )  # fmt: skip
    said = text(draw(marked, shown)).replace("\n", " ")
    assert "Entered by the facilitator on their own behalf." in said
    assert f"This wording is {own}" in said
    assert said.count(f"({own})") == 2
