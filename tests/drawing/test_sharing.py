"""The table of shared performance measures: four columns that grow, no character lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path as FilePath

import pytest

from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import read_desk
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.measures import Measure, Target
from kpidesk.domain.people import Organisation
from kpidesk.domain.period import PeriodType
from kpidesk.domain.reader import Collection
from kpidesk.domain.record import Record
from kpidesk.domain.results import Result, Ring
from kpidesk.domain.series import Forecast, Value
from kpidesk.domain.sharing import (
    Centre,
    Contribution,
    DrivingMeasure,
    Evidence,
    Partner,
    PartnerShare,
    Reach,
    Standing,
)
from kpidesk.drawing import sharing
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.picture import Box, GlyphRun, Group, Item, Path, Picture, bounds, dump, walk
from kpidesk.drawing.tiles_blank import leaves
from kpidesk.system.words import Words

DAY = date(2025, 7, 8)
WORDS = Words()
QUESTIONS = (
    "Who can contribute?",
    "What is their contribution? Their performance measures",
    "What strategy will leverage their contribution?",
    "What performance measures can be shared to create aligned action?",
)


@pytest.fixture(scope="module")
def reader(sample_file: FilePath) -> Iterator[Desk]:
    found = read_desk(sample_file)
    yield found
    found.close()


def table(reader: Collection | Desk) -> tuple[Picture, ...]:
    return sharing.table(reader, reader.find(Centre)[0], WORDS, DAY)


def made(
    partners: int, *extra: Record, indicator: str | None = None, contribution: str = "", **fields: object
) -> Collection:
    """A centre with partners that have the given fields, each with one contribution if there is one."""
    gives = [
        Contribution(id=f"g{n:03d}", partner=f"p{n:03d}", name=contribution, evidence=Evidence.KNOWN)
        for n in range(partners)
        if contribution
    ]
    return Collection(
        [
            Organisation(id="o", name="Water works"),
            Ring(id="ring", position=1, name="Purpose"),
            Result(id="r", code="R01", statement="The river is clean all year.", ring="ring"),
            Centre(id="c", result="r", indicator=indicator),
            *(
                replace(Partner(id=f"p{n:03d}", code=f"P{n:03d}", name=f"Partner {n}", centre="c"), **fields)
                for n in range(partners)
            ),
            *gives,
            *extra,
        ]
    )


def runs(items: tuple[Item, ...]) -> list[GlyphRun]:
    """All that is written, where it stands on the page."""
    return [
        replace(
            each.item, x=each.item.x * each.at.scale + each.at.dx, y=each.item.y * each.at.scale + each.at.dy,
            size=each.item.size * each.at.scale, advance=each.item.advance * each.at.scale,
        )
        for each in leaves(items)
        if isinstance(each.item, GlyphRun)
    ]  # fmt: skip


def text(*pictures: Picture) -> str:
    return " ".join(run.text for picture in pictures for run in runs(picture.items))


def squeezed(words: str) -> str:
    return "".join(words.split())


def rows(picture: Picture) -> list[Group]:
    return [item for item in picture.items if isinstance(item, Group) and item.role == "table row"]


def box_of(items: tuple[Item, ...]) -> Box:
    box = bounds(items)
    assert box is not None
    return box


def inside_page(picture: Picture) -> bool:
    left, top, right, bottom = box_of(picture.items)
    return left >= 0 and top >= 0 and right <= picture.width and bottom <= picture.height


def check_layout(pages: tuple[Picture, ...], unit: float = 1.0) -> None:
    """Rows lie one below the other, between head and foot, and nothing leaves its column."""
    edges = [unit * edge for edge in (12.0, 94.0, 206.0, 290.0, 408.0)]
    for picture in pages:
        assert inside_page(picture)
        found = rows(picture)
        (head,) = [item for item in picture.items if isinstance(item, Path) and item.fill == LIGHT.text
                   and box_of((item,))[2] - box_of((item,))[0] > 300 * unit]  # fmt: skip
        tops = [box_of((head,))[3], *(box_of((row,))[3] for row in found)]
        for bottom, row in zip(tops, found, strict=False):
            # Line boxes of neighbouring rows may touch, letters never do.
            assert box_of((row,))[1] >= bottom - 1.2 * unit
        if found:
            assert box_of((found[-1],))[3] <= picture.height - (12 + 8) * unit + 1e-6
        for run in (run for row in found for run in runs((row,))):
            column = max(n for n in range(4) if run.x >= edges[n] - 1e-6)
            assert run.x + run.advance <= edges[column + 1] + 1e-6, run.text


# -- the sample


def test_the_sample_fits_one_page_with_all_partners(reader):
    (page,) = table(reader)
    assert (page.width, page.height) == (420, 297)
    assert len(rows(page)) == 10
    assert {row.record for row in rows(page)} == {partner.id for partner in reader.find(Partner)}
    assert page.missing == ()
    check_layout((page,))


def test_critical_partners_come_first_then_those_still_wanted_last(reader):
    (page,) = table(reader)
    order = [reader.get(Partner, row.record) for row in rows(page)]
    keys = [(not p.critical, p.standing is Standing.DESIRED, p.code) for p in order]
    assert keys == sorted(keys)
    assert order[0].critical
    assert not order[-1].critical


def test_the_sample_shows_every_word(reader):
    (page,) = table(reader)
    said = squeezed(text(page))
    for partner in reader.find(Partner):
        given = [each.name for each in reader.find(Contribution, partner=partner.id)]
        for words in (partner.name, partner.contact, *given, partner.strategy, partner.why_not):
            assert squeezed(words) in said, words
    for share in reader.find(PartnerShare):
        measure = reader.get(Measure, share.measure)
        assert squeezed(measure.name) in said
        assert measure.code in said
    for driving in reader.find(DrivingMeasure):
        assert squeezed(driving.name) in said
    for promise in reader.find(Commitment):
        if promise.partner:  # what is done with is no next step
            assert (squeezed(f"{promise.who}: {promise.what}") in said) is promise.is_standing
    for part in ("Sharedperformancemeasures", "MarrowValleyWater", "8July2025", "page1of1"):
        assert part in said


def test_a_measure_of_several_partners_says_how_many():
    measures = [
        Measure(id="m1", code="SM1", name="Blockages"),
        Measure(id="m2", code="SM2", name="Clean-ups"),
    ]
    shares = [
        PartnerShare(id="s1", measure="m1", partner="p000"),
        PartnerShare(id="s2", measure="m1", partner="p001"),
        PartnerShare(id="s3", measure="m2", partner="p001"),
    ]
    (page,) = table(made(2, *measures, *shares))
    assert text(page).count("shared by 2") == 2
    assert text(page).count("one partner") == 1


# -- looks


def test_guesses_differ_from_what_is_known_without_colour():
    driving = [
        DrivingMeasure(id="d1", partner="p000", name="Confirmed one", evidence=Evidence.KNOWN),
        DrivingMeasure(id="d2", partner="p000", name="Guessed one", evidence=Evidence.HYPOTHESISED),
    ]
    (page,) = table(made(1, *driving))
    (row,) = rows(page)
    known = [run for run in runs((row,)) if "Confirmed" in run.text]
    guess = [run for run in runs((row,)) if "Guessed" in run.text]
    assert [run.text for run in known] == ["Confirmed one"]
    assert [run.text for run in guess] == ["Guessed one?"]
    assert "Italic" in guess[0].font
    assert "Italic" not in known[0].font
    marks = [item for item in walk([row]) if isinstance(item, Path)]
    filled = [mark for mark in marks if mark.fill and not mark.stroke]
    hollow = [mark for mark in marks if mark.stroke and mark.dash and not mark.fill]
    assert (len(filled), len(hollow)) == (1, 1)
    for mark, run in ((filled[0], known[0]), (hollow[0], guess[0])):
        box = box_of((mark,))
        assert box[2] < run.x
        assert run.y - run.size < (box[1] + box[3]) / 2 < run.y


def test_a_critical_partner_has_a_bar_and_the_word(reader):
    (page,) = table(reader)
    for row in rows(page):
        partner = reader.get(Partner, row.record)
        bars = [item for item in row.items if isinstance(item, Path) and item.fill == LIGHT.text
                and box_of((item,))[3] - box_of((item,))[1] > 6]  # fmt: skip
        said = " ".join(run.text for run in runs((row,)))
        assert len(bars) == int(partner.critical)
        assert ("critical" in said.split(" · ")[0]) == partner.critical
        assert ("inside" in said) >= (partner.reach is Reach.INSIDE)


def test_the_four_questions_are_white_on_the_dark_head(reader):
    for page in table(reader):
        white = [run for run in runs(page.items) if run.colour == "#FFFFFF"]
        assert squeezed("".join(run.text for run in white)) == squeezed("".join(QUESTIONS))
        order = list(page.items)
        head = next(item for item in order if isinstance(item, Path) and item.fill == LIGHT.text
                    and box_of((item,))[2] - box_of((item,))[0] > 300)  # fmt: skip
        outer = box_of((head,))
        before = runs(tuple(order[: order.index(head)]))
        assert not any(run.colour == "#FFFFFF" for run in before)
        for run in white:
            box = box_of((run,))
            assert outer[0] < box[0]
            assert box[2] < outer[2]
            assert run.y - 0.75 * run.size > outer[1]
            assert run.y + 0.25 * run.size < outer[3]


# -- pages


def test_forty_partners_take_pages_with_the_head_on_each():
    pages = table(
        made(40, contribution="Clears blockages and keeps pumps alive. " * 4, strategy="Inspect. " * 9)
    )
    assert len(pages) > 1
    check_layout(pages)
    seen = [row.record for page in pages for row in rows(page)]
    assert seen == [f"p{n:03d}" for n in range(40)], "each row whole, on one page only"
    for number, page in enumerate(pages, 1):
        for question in QUESTIONS:
            assert squeezed(question) in squeezed(text(page))
        assert f"page {number} of {len(pages)}" in text(page)
    assert len({page.bookmark for page in pages}) == len(pages)
    assert "Result in the centre" in text(pages[0])
    assert "Result in the centre" not in text(*pages[1:])


@pytest.mark.parametrize("repeat", [14, 15, 16, 17, 18, 19, 20, 21])
def test_a_row_that_fits_a_page_is_never_split(repeat):
    """Whatever is left of the page before it."""
    short = made(2).find(Partner)
    tall = replace(short[0], id="p900", code="P900", place=1.0)
    gives = Contribution(
        id="g900", partner="p900", evidence=Evidence.KNOWN,
        name="Clears blockages in the long pipes here. " * repeat * 3,
    )  # fmt: skip
    frame = [each for kind in (Organisation, Ring, Result, Centre) for each in made(0).find(kind)]
    pages = table(Collection([*frame, *short, tall, gives]))
    check_layout(pages)
    assert [row.record for page in pages for row in rows(page)] == ["p000", "p001", "p900"]


LONG = " ".join(f"word{n}" for n in range(1250))  # about 10,000 characters
ENDLESS = "Wasserversorgung" * 625


@pytest.mark.parametrize(
    "contribution", [LONG, ENDLESS, "مياه الشرب في كل بيت " * 480], ids=["words", "one word", "arabic"]
)
def test_a_row_taller_than_a_page_goes_on_without_losing_a_character(contribution):
    assert len(contribution) >= 9_990
    pages = table(made(1, contribution=contribution))
    assert len(pages) >= 2
    check_layout(pages)
    parts = [run.text for page in pages for row in rows(page) for run in runs((row,)) if 94 < run.x < 206]
    # Runs of one line are listed from left to right, so the characters are compared, not their order.
    whole = squeezed("".join(parts))
    assert sorted(whole) == sorted(squeezed(contribution))
    if contribution is not LONG:
        return
    assert whole == squeezed(contribution)
    for page in pages[1:]:
        assert squeezed(QUESTIONS[0]) in squeezed(text(page))


def test_long_text_in_every_cell_is_kept():
    long = LONG[:4000]
    measure = Measure(id="m", code="SM1", name=long)
    extra = [measure, PartnerShare(id="s", measure="m", partner="p000")]
    source = made(2, *extra, name=long, contact=long, strategy=long, why_not=long)
    pages = table(source)
    check_layout(pages)
    said = squeezed(text(*pages))
    for number in range(0, 400, 20):
        assert said.count(f"word{number}word{number + 1}") + said.count(f"word{number}") >= 8


def test_the_last_row_of_a_page_stays_above_the_foot():
    for count in range(8, 30):
        check_layout(table(made(count, contribution="Keeps pumps alive.")))


# -- head


def indicated(period_type: PeriodType, periods: list[date], **fields: object) -> Collection:
    measure = Measure(
        id="m", code="M13", name="Bathing days", unit="days", period_type=period_type, decimals=0, **fields
    )
    values = [
        Value(id=f"v{n}", measure="m", period=period, period_type=period_type, number=40.0 + n)
        for n, period in enumerate(periods[:-1])
    ]
    ahead = Forecast(id="f", measure="m", period=periods[-1], period_type=period_type, number=99)
    return made(1, measure, *values, ahead, indicator="m")


@pytest.mark.parametrize("period_type", [PeriodType.YEAR, PeriodType.SEASON])
def test_years_and_seasons_are_labelled_by_year(period_type):
    (page,) = table(indicated(period_type, [date(year, 1, 1) for year in range(2021, 2026)]))
    said = [run.text for run in runs(page.items)]
    for year in range(2021, 2026):
        assert str(year) in said
    assert "Jan" not in " ".join(said)
    assert "hollow = forecast" in text(page)


def test_months_are_labelled_by_month():
    (page,) = table(indicated(PeriodType.MONTH, [date(2025, month, 1) for month in range(1, 6)]))
    assert "Jan\u00a02025" in text(page)


def test_a_forecast_is_hollow_and_dashed():
    (page,) = table(indicated(PeriodType.YEAR, [date(year, 1, 1) for year in range(2021, 2026)]))
    line = [item for item in walk(page.items) if isinstance(item, Path) and item.stroke == LIGHT.data]
    assert [each.fill == LIGHT.surface for each in line if each.fill] == [False] * 4 + [True]
    assert any(each.dash for each in line)


def test_only_the_newest_values_are_drawn_and_all_equal_ones_too():
    for numbers in (40.0, None):
        source = indicated(PeriodType.YEAR, [date(year, 1, 1) for year in range(2000, 2026)])
        if numbers is not None:
            kinds = (Organisation, Ring, Result, Centre, Partner, Measure)
            pieces = [each for kind in kinds for each in source.find(kind)]
            source = Collection([*pieces, *(replace(value, number=numbers) for value in source.find(Value))])
        (page,) = table(source)
        said = [run.text for run in runs(page.items)]
        assert "2024" in said
        assert "2000" not in said
        assert inside_page(page)


def test_result_and_indicator_stand_beside_each_other():
    source = indicated(PeriodType.YEAR, [date(year, 1, 1) for year in range(2021, 2026)])
    long = "Everyone between the two valleys has water that is good to drink, every day of the year. " * 3
    pieces = [
        replace(record, statement=long) if isinstance(record, Result)
        else replace(record, name=f"Days {'of good bathing ' * 5}") if isinstance(record, Measure)
        else record
        for kind in (Organisation, Ring, Result, Centre, Partner, Measure, Value, Forecast)
        for record in source.find(kind)
    ]  # fmt: skip
    (page,) = table(Collection(pieces))
    head = [run for run in runs(page.items) if run.y < 45 and run.colour != "#FFFFFF"]
    result = [run for run in head if squeezed(run.text) and squeezed(run.text) in squeezed(long)]
    assert result
    assert max(run.x + run.advance for run in result) < min(run.x for run in head if "bathing" in run.text)


def test_a_long_indicator_keeps_its_name_and_clears_the_table():
    name = "The number of days in a bathing season on which swimming is safe at each of the eleven beaches"
    source = indicated(PeriodType.YEAR, [date(year, 1, 1) for year in range(2021, 2026)], description="")
    pieces = [
        replace(record, name=name, unit="days in a season with samples below the limit")
        if isinstance(record, Measure)
        else record
        for kind in (Organisation, Ring, Result, Centre, Partner, Measure, Value, Forecast)
        for record in source.find(kind)
    ]
    (page,) = table(Collection(pieces))
    assert squeezed(name) in squeezed(text(page))
    (head,) = [item for item in page.items if isinstance(item, Path) and item.fill == LIGHT.text
               and box_of((item,))[2] - box_of((item,))[0] > 300]  # fmt: skip
    top = box_of((head,))[1]
    for run in runs(page.items):
        if squeezed(run.text) and squeezed(run.text) in squeezed(name):
            assert run.y + 0.3 * run.size <= top


@pytest.mark.parametrize("values", [0, 1])
def test_an_indicator_with_hardly_any_values_draws_no_line(values):
    measure = Measure(id="m", code="M13", name="Bathing days", unit="days")
    known = [Value(id=f"v{n}", measure="m", period=date(2025, 1, 1), number=4.0) for n in range(values)]
    (page,) = table(made(1, measure, *known, indicator="m"))
    assert "Bathing days" in text(page)
    assert not [item for item in walk(page.items) if isinstance(item, Path) and item.stroke == LIGHT.data]


def test_without_an_indicator_the_head_shows_the_result_only():
    (page,) = table(made(1))
    assert "The river is clean all year." in text(page)
    assert not [item for item in walk(page.items) if isinstance(item, Path) and item.stroke == LIGHT.data]


def test_a_centre_without_partners_is_a_page_with_the_questions():
    (page,) = table(made(0))
    assert rows(page) == []
    for question in QUESTIONS:
        assert squeezed(question) in squeezed(text(page))
    assert inside_page(page)


def test_other_centres_keep_their_partners():
    other = [
        Result(id="r2", code="R02", statement="Nobody is without water.", ring="ring"),
        Centre(id="c2", result="r2"),
        Partner(id="p900", code="P900", name="Only there", centre="c2"),
    ]
    source = made(2, *other)
    first, second = (sharing.table(source, centre, WORDS, DAY) for centre in source.find(Centre))
    assert "Only there" not in text(*first)
    assert "Only there" in text(*second)
    assert "Nobody is without water." in text(*second)


def test_a_long_result_pushes_the_table_down():
    source = made(1)
    statement = (
        "Everyone between the two valleys has water that is good to drink, every day of the year. " * 5
    )
    pieces = [
        replace(record, statement=statement) if isinstance(record, Result) else record
        for kind in (Organisation, Ring, Result, Centre, Partner)
        for record in source.find(kind)
    ]
    (page,) = table(Collection(pieces))
    assert squeezed(statement) in squeezed(text(page))
    (short,) = table(source)
    assert box_of((rows(page)[0],))[1] > box_of((rows(short)[0],))[1] + 10
    check_layout((page,))


def test_targets_tell_what_and_by_when():
    measures = [Measure(id=f"m{n}", code=f"SM{n}", name=f"Measure {n}") for n in (1, 2)]
    shares = [PartnerShare(id=f"s{n}", measure=f"m{n}", partner="p000") for n in (1, 2)]
    targets = [
        Target(id="t1", measure="m1", wording="≤ 9.0", by=date(2026, 12, 31)),
        Target(id="t2", measure="m2", wording="100 %", every=PeriodType.QUARTER),
    ]
    promise = Commitment(
        id="x",
        what="Share the list",
        who="G. Costa",
        with_whom="P03",
        by_when=date(2025, 9, 15),
        partner="p000",
    )
    (page,) = table(made(1, *measures, *shares, *targets, promise))
    said = squeezed(text(page))
    assert squeezed("Target SM1 ≤ 9.0, Dec 2026; SM2 100 %, every quarter.") in said
    assert squeezed("G. Costa: Share the list, with P03, 15 Sept 2025.") in said


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ({"by": date(2026, 12, 31)}, "Dec\u00a02026"),
        ({"by": date(2026, 12, 31), "by_period": PeriodType.YEAR}, "2026"),
        ({"by": date(2026, 12, 31), "by_period": PeriodType.SEASON}, "2026"),
        ({"by": date(2026, 3, 8), "by_period": PeriodType.WEEK}, "8\u00a0Mar\u00a02026"),
        ({"every": PeriodType.SEASON}, "every season"),
        ({"every": PeriodType.WEEK}, "every week"),
        ({}, ""),
    ],
)
def test_due_in_words(target, words):
    assert sharing.due(Target(id="t", measure="m", **target), WORDS) == words


def test_a_character_without_a_glyph_is_named_wherever_it_stands():
    gone = "\u4e00"
    measure = Measure(id="m", code="M13", name=f"Days {gone}")
    places = [
        made(1, contribution=gone),
        made(1, strategy=gone),
        made(1, name=gone),
        made(1, measure, indicator="m"),
        made(1, measure, PartnerShare(id="s", measure="m", partner="p000")),
        made(1, DrivingMeasure(id="d", partner="p000", name=gone)),
    ]
    for source in places:
        (page,) = table(source)
        assert page.missing == (gone,)
    assert table(made(1))[0].missing == ()


# -- on the wall


WALL = 841 / 420


def letters(items: tuple[Item, ...], scale: float = 1.0) -> Iterator[float]:
    """The sizes of all letters in points."""
    for item in items:
        if isinstance(item, Group):
            yield from letters(item.items, scale * (item.transform.scale if item.transform else 1))
        elif isinstance(item, GlyphRun):
            yield item.size * scale * 72 / 25.4


def wall(reader: Collection | Desk) -> tuple[Picture, ...]:
    return sharing.wall(reader, reader.find(Centre)[0], WORDS, DAY)


def test_the_wall_sheet_says_what_the_table_says_in_letters_for_two_metres(reader):
    pages = wall(reader)
    assert {(page.width, page.height) for page in pages} == {(841, 594)}
    check_layout(pages, WALL)
    assert all(size >= 23.9 for page in pages for size in letters(page.items))
    on_a3 = [row.record for page in table(reader) for row in rows(page)]
    assert [row.record for page in pages for row in rows(page)] == on_a3
    for row in (row for page in table(reader) for row in rows(page)):
        for run in runs((row,)):
            assert squeezed(run.text) in squeezed(text(*pages)) or " " in run.text.strip()


@pytest.mark.parametrize("count", [3, 10, 40])
@pytest.mark.parametrize(
    "long",
    ["Regenwasserbewirtschaftungsvereinbarung zwischen den Gemeinden ", "مياه الشرب في كل بيت "],
    ids=["german", "arabic"],
)
def test_rows_of_the_wall_sheet_are_kept_whole(count, long):
    pages = wall(made(count, contribution=long * 3, strategy=long * 2, critical=True))
    check_layout(pages, WALL)
    assert [row.record for page in pages for row in rows(page)] == [f"p{n:03d}" for n in range(count)]


def test_what_is_planned_to_win_a_partner_stands_beside_the_strategy():
    plan = {"strategy": "Collect grease", "engagement": "Show two kitchens"}
    (page,) = table(made(1, standing=Standing.DESIRED, **plan))
    assert "To win them: Show two kitchens" in text(page)
    (page,) = table(made(1, standing=Standing.CURRENT, **plan))
    assert "Show two kitchens" not in text(page)


def test_a_contribution_that_is_guessed_is_marked():
    guess = Contribution(id="g", partner="p000", name="Keeps fat out", evidence=Evidence.HYPOTHESISED)
    (page,) = table(made(1, guess))
    (run,) = [run for run in runs(page.items) if "Keeps fat" in run.text]
    assert run.text == "Keeps fat out?"
    assert "Italic" in run.font
    (row,) = rows(page)
    assert [item for item in walk([row]) if isinstance(item, Path) and item.dash]


def test_where_more_is_needed_is_said_in_words():
    assert "more is needed" in text(*table(made(1, more_needed=True))).replace("\u00a0", " ")


@pytest.mark.parametrize("partners", [0, 40])
def test_the_blank_sheet_has_rows_for_sticky_notes_and_no_partner(partners):
    source = made(partners, contribution="Clears blockages.")
    (page,) = sharing.blank(source, source.find(Centre)[0], WORDS, DAY)
    assert (page.width, page.height) == (841, 594)
    assert inside_page(page)
    assert "The river is clean all year." in text(page)
    assert "Partner 0" not in text(page)
    for question in QUESTIONS:
        assert squeezed(question) in squeezed(text(page))
    assert {round(run.size * 72 / 25.4) for run in runs(page.items) if run.colour == "#FFFFFF"} == {40}
    lines = [item for item in page.items if isinstance(item, Path) and len(item.ops) == 2]
    across = sorted(item.ops[0][2] for item in lines if item.ops[0][2] == item.ops[1][2])
    top = max(item.ops[0][2] for item in lines if item.ops[0][1] == item.ops[1][1])
    assert len(across) >= 4
    assert all(b - a >= 90 for a, b in pairwise([top, *across]))


def test_a_long_result_leaves_the_blank_sheet_its_rows():
    source = made(0)
    pieces = [
        replace(record, statement="Everyone between the two valleys has water. " * 9)
        if isinstance(record, Result)
        else record
        for kind in (Organisation, Ring, Result, Centre)
        for record in source.find(kind)
    ]
    (page,) = sharing.blank(Collection(pieces), source.find(Centre)[0], WORDS, DAY)
    assert inside_page(page)


def test_two_calls_draw_the_same(reader):
    assert [dump(page) for page in table(reader)] == [dump(page) for page in table(reader)]


def test_rows_meet_without_a_gap():
    (page,) = table(made(6, contribution="Keeps pumps alive."))
    lines = sorted(
        {
            round(item.ops[0][2], 6)
            for item in page.items
            if isinstance(item, Path) and len(item.ops) == 2 and item.ops[0][2] == item.ops[1][2]
        }
    )
    assert len(lines) == 6
    heights = [b - a for a, b in pairwise(lines)]
    assert heights == pytest.approx([heights[0]] * 5)
