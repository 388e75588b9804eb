"""The chart of the result in the centre: who stands where, what lines mean, and nothing covers words."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidesk.domain.reader import Collection
from kpidesk.domain.results import Result, Ring
from kpidesk.domain.sharing import Centre, Contribution, Partner, PartnerShare, Standing, Strength
from kpidesk.drawing.centre import TALL, WIDE, known_of, placed, sheet
from kpidesk.drawing.map_bubbles import overlap
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import GlyphRun, Group
from kpidesk.system.words import Words
from tests.drawing.looked import groups, records_of

DAY = date(2025, 7, 8)
MIDDLE = (-120.0, -60.0, 120.0, 60.0)


@pytest.fixture(scope="module")
def reader(sample_file):
    return records_of(sample_file)


def texts(items):
    for item in items:
        if isinstance(item, Group):
            yield from texts(item.items)
        elif isinstance(item, GlyphRun):
            yield item.text


@pytest.mark.parametrize("paper", ["A0", "A1", "A3", "A4"])
def test_all_partners_stand_around_the_result(reader, paper):
    picture = sheet(reader, reader.find(Centre)[0], SHEETS[paper].landscape, Words(), DAY)
    assert (picture.width, picture.height) == (SHEETS[paper].landscape.wide, SHEETS[paper].landscape.tall)
    names = {each.name for each in groups(picture.items, "partner")}
    assert names == {each.name for each in reader.find(Partner)}
    assert len(list(groups(picture.items, "spoke"))) == len(names)
    said = " ".join(texts(picture.items))
    for word in ("Rivers", "Bathing Samples", "Slurry", "still wanted", "none yet", "more is needed"):
        assert word in said
    assert not picture.missing


def test_strength_is_what_people_said_or_follows_from_the_records(reader):
    shares = {each.partner for each in reader.find(PartnerShare)}
    known = known_of(reader, reader.find(Partner))
    assert {each.partner.id for each in known if each.strength is Strength.STRONG} == shares
    quiet = Partner(id="quiet", code="P1", name="Quiet", centre="c")
    gives = replace(quiet, id="gives")
    weak = replace(quiet, id="weak", strength=Strength.NONE)
    records = Collection(
        [
            Contribution(id="1", partner="gives", name="Cleans"),
            Contribution(id="2", partner="weak", name="Cleans"),
        ]
    )
    told = {each.partner.id: each.strength for each in known_of(records, [quiet, gives, weak])}
    assert told == {"quiet": Strength.NONE, "gives": Strength.SOME, "weak": Strength.NONE}


@given(st.lists(st.tuples(st.text("abcdefg ", max_size=60), st.booleans(), st.booleans()), max_size=40))
@settings(max_examples=30, deadline=None)
def test_no_card_covers_another_and_none_leaves_the_sheet(people):
    partners = [
        Partner(
            id=f"p{n:02d}", code=f"P{n:02d}", name=f"Partner {n}", centre="c",
            critical=critical, standing=Standing.DESIRED if wanted else Standing.CURRENT,
        )
        for n, (text, critical, wanted) in enumerate(people)
    ]  # fmt: skip
    gives = [
        Contribution(id=f"g{n:02d}", partner=f"p{n:02d}", name=text.strip())
        for n, (text, *_) in enumerate(people)
        if text.strip()
    ]
    cards = placed(known_of(Collection(gives), partners), MIDDLE)
    assert [card.partner for card in sorted(cards, key=lambda card: card.partner.code)] == partners
    for one, other in combinations(cards, 2):
        assert not overlap(one.box, other.box)
    for card in cards:
        assert not overlap(card.box, MIDDLE)
        assert -WIDE / 2 <= card.box[0] < card.box[2] <= WIDE / 2
        assert -TALL / 2 - 30 <= card.box[1] < card.box[3] <= TALL / 2


def test_a_result_without_indicator_and_partners_is_drawn_too():
    ring = Ring(id="ring", position=1, name="Purpose")
    result = Result(id="r", code="R01", statement="Rivers are clean.", ring="ring")
    centre = Centre(id="c", result="r")
    picture = sheet(Collection([ring, result, centre]), centre, SHEETS["A1"].landscape, Words(), DAY)
    assert "Rivers are clean." in " ".join(texts(picture.items))
