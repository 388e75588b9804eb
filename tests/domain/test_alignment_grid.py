"""What partners share and whom their own measures serve: both grids say the same, whichever way one looks."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.alignment_grid import OwnMeasure, SharedMeasure, State, pairs, uses
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Collection
from kpidesk.domain.sharing import Alignment, Centre, DrivingMeasure, Partner, PartnerShare
from tests.drawing.looked import records_of

PARTNERS, MEASURES = 5, 4


def partner(number: int, centre: str = "c") -> Partner:
    return Partner(
        id=f"p{number}", code=f"P{number:02}", name=f"Partner {number}", centre=centre, place=number
    )


def share(measure: int, who: int) -> PartnerShare:
    return PartnerShare(id=f"s{measure}{who}", measure=f"m{measure}", partner=f"p{who}")


def driving(who: int) -> DrivingMeasure:
    return DrivingMeasure(id=f"d{who}", partner=f"p{who}", name=f"Own {who}")


def aligned(owner: int, who: int, why: str = "") -> Alignment:
    return Alignment(id=f"a{owner}{who}", driving_measure=f"d{owner}", partner=f"p{who}", why=why)


def measure(number: int) -> Measure:
    return Measure(id=f"m{number}", code=f"SM{number}", name=f"Shared {number}")


def collection(shares=(), alignments=()) -> Collection:
    return Collection(
        [
            *map(partner, range(PARTNERS)), *map(driving, range(PARTNERS)), *map(measure, range(MEASURES)),
            *(share(*each) for each in shares), *(aligned(*each) for each in alignments),
        ]
    )  # fmt: skip


SHARES = st.sets(st.tuples(st.integers(0, MEASURES - 1), st.integers(0, PARTNERS - 1)))
ALIGNMENTS = st.sets(
    st.tuples(st.integers(0, PARTNERS - 1), st.integers(0, PARTNERS - 1)).filter(lambda two: two[0] != two[1])
)


@given(SHARES, ALIGNMENTS)
def test_two_partners_have_the_same_in_common_from_either_side(shares, alignments):
    found = pairs(collection(shares, alignments), "c")
    for one, other in product(range(PARTNERS), repeat=2):
        if one == other:
            continue
        pair = found.pair(f"p{one}", f"p{other}")
        assert pair == found.pair(f"p{other}", f"p{one}")
        both = {m for m in range(MEASURES) if {(m, one), (m, other)} <= shares}
        assert {each.id for each in pair.shared} == {f"m{m}" for m in both}
        wanted = {(a, b) for a, b in alignments if {a, b} == {one, other}}
        assert {(each.owner.id, each.partner.id) for each in pair.aligned} == {
            (f"p{a}", f"p{b}") for a, b in wanted
        }
        assert bool(pair) == bool(both or wanted)


@given(SHARES, ALIGNMENTS)
def test_each_record_is_one_mark_among_partners_and_measures(shares, alignments):
    found = uses(collection(shares, alignments), "c")
    marks = {
        (each.id, column.id): found.state(each.id, column)
        for each in found.partners
        for column in found.columns
    }
    taken = {key for key, state in marks.items() if state is State.SHARES}
    assert taken == {(f"p{who}", f"m{what}") for what, who in shares}
    serving = {key for key, state in marks.items() if state is State.ALIGNED}
    assert serving == {(f"p{who}", f"d{owner}") for owner, who in alignments}
    driven = {key for key, state in marks.items() if state is State.DRIVES}
    assert driven == {(f"p{who}", f"d{who}") for who in range(PARTNERS)}


def test_shared_measures_come_first_then_own_ones_by_partner():
    found = uses(collection([(2, 1), (0, 3), (2, 4)]), "c")
    kinds = [type(each) for each in found.columns]
    assert kinds == [SharedMeasure] * 2 + [OwnMeasure] * PARTNERS
    assert [each.id for each in found.columns[:2]] == ["m0", "m2"]
    assert [each.owner.id for each in found.columns[2:]] == [f"p{n}" for n in range(PARTNERS)]


def test_why_a_measure_serves_another_partner_comes_along():
    reader = Collection(
        [partner(0), partner(1), driving(0), aligned(0, 1, "Both read it on Mondays")]
    )  # fmt: skip
    (only,) = pairs(reader, "c").pair("p0", "p1").aligned
    assert only.why == "Both read it on Mondays"
    found = uses(reader, "c")
    told = found.alignment("p1", found.columns[0])
    assert told is not None
    assert told.why == only.why


def test_partners_around_another_result_are_left_out():
    reader = Collection(
        [partner(0), partner(1, "other"), driving(0), measure(0), share(0, 0), share(0, 1), aligned(0, 1)]
    )
    assert [each.id for each in pairs(reader, "c").partners] == ["p0"]
    assert not pairs(reader, "c").common
    found = uses(reader, "c")
    assert [found.state("p0", each) for each in found.columns] == [State.SHARES, State.DRIVES]


def test_the_sample_has_one_measure_that_two_partners_share(sample_file):
    reader = records_of(sample_file)
    found = pairs(reader, reader.find(Centre)[0].id)
    codes = {each.id: each.code for each in found.partners}
    shared = {
        tuple(sorted(codes[each] for each in two)): [each.code for each in pair.shared]
        for two, pair in found.common.items()
        if pair.shared
    }
    assert shared == {("P01", "P03"): ["SM1"]}
    columns = uses(reader, reader.find(Centre)[0].id).columns
    assert sum(isinstance(each, SharedMeasure) for each in columns) == 11
