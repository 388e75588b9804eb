"""Coverage, chains and choosing, on the sample and on desks made for the purpose."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.chains import chain, leading
from kpidesk.domain.choosing import Choice, chosen
from kpidesk.domain.coverage import coverage
from kpidesk.domain.measures import Measure, MeasureStatus
from kpidesk.domain.reader import Collection
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import (
    Aside,
    Confidence,
    Goal,
    Link,
    LinkStatus,
    Result,
    ResultStatus,
    Ring,
    Tag,
    Trace,
)


@pytest.fixture
def sample(sample_file):
    """The sample as it is shipped."""
    desk = read_desk(sample_file)
    yield desk
    desk.close()


@pytest.fixture
def codes(sample):
    """Printed codes of ids."""
    return {each.id: each.code for kind in (Result, Goal, Measure) for each in sample.find(kind)}


def varied(reader, *changed, without=()):
    """The reader's records, some of them changed or gone."""
    records = {each.id: each for kind in RECORDS for each in reader.find(kind)}
    records |= {each.id: each for each in changed}
    return Collection(each for key, each in records.items() if key not in without)


def test_the_sample_covers_its_goals_and_names_who_stands_alone(sample):
    found = coverage(sample)
    assert len(found.rows) == 20
    assert found.goals_without_result == ()
    assert [each.code for each in found.results_without_measure] == [
        "R02", "R03", "R11", "R13", "R14", "R15", "R18", "R19", "R20",
    ]  # fmt: skip
    assert [each.code for each in found.off_strategy] == ["R17"]
    assert [each.code for each in found.results_without_goal] == [
        "R10", "R11", "R13", "R14", "R16", "R19", "R20",
    ]  # fmt: skip
    row = next(row for row in found.rows if row.result.code == "R06")
    assert [goal.code for goal in row.goals] == ["GL03"]
    assert [measure.code for measure in row.measures] == ["M04", "M05"]


def test_orphans_in_both_directions(sample):
    goal = next(each for each in sample.find(Goal) if each.code == "GL04")
    traces = [each.id for each in sample.find(Trace, goal=goal.id)]
    asides = [each.id for each in sample.find(Aside, goal=goal.id)]
    assert coverage(varied(sample, without=traces)).goals_without_result == ()
    lost = coverage(varied(sample, without=[*traces, *asides]))
    assert [each.code for each in lost.goals_without_result] == ["GL04"]
    assert "R05" in [each.code for each in lost.results_without_goal]
    measure = next(each for each in sample.find(Measure) if each.code == "M07")
    retired = coverage(varied(sample, replace(measure, status=MeasureStatus.RETIRED)))
    assert "R12" in [each.code for each in retired.results_without_measure]
    paid = next(each for each in sample.find(Measure) if each.code == "M11")
    loose = coverage(varied(sample, replace(paid, result=None)))
    assert "M11" in [each.code for each in loose.measures_without_result]


def test_parked_results_are_left_out(sample):
    parked = replace(sample.find(Result)[0], status=ResultStatus.PARKED)
    assert parked.code not in [row.result.code for row in coverage(varied(sample, parked)).rows]


def test_a_chain_is_all_that_a_result_leads_to_and_depends_on(sample, codes):
    by_code = {code: key for key, code in codes.items()}
    found = {codes[each] for each in chain(leading(sample), {by_code["R12"]})}
    assert found == {"R12", "R16", "R18", "R04", "R07", "R01", "R02"}
    assert {codes[each] for each in chain(leading(sample), {by_code["R17"]})} == {"R17", "R16"}


def test_rejected_and_disproved_links_lead_nowhere(sample):
    link = next(each for each in sample.find(Link) if each.code == "L21")
    for changed in (
        replace(link, status=LinkStatus.REJECTED),
        replace(link, confidence=Confidence.DISPROVED),
    ):
        assert link.source not in chain(leading(varied(sample, changed)), {link.target})


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=25))
def test_a_chain_goes_both_ways(pairs):
    links = [
        Link(id=f"{n}", code=f"L{n}", source=f"{a}", target=f"{b}", kind="k")
        for n, (a, b) in enumerate(pairs)
    ]
    for key in map(str, range(9)):
        for other in chain(links, {key}):
            assert key in chain(links, {other})


def test_choosing_by_ring_owner_status_and_tag(sample, codes):
    results = sample.find(Result)
    rings = {ring.position: ring.id for ring in sample.find(Ring)}
    tags = {tag.name: tag.id for tag in sample.find(Tag)}

    def found(**wanted):
        return {codes[each] for each in chosen(sample, Choice(**wanted), results)}

    assert found() == {each.code for each in results}
    assert found(rings=frozenset({rings[1]})) == {"R01", "R02", "R03"}
    assert found(owners=frozenset({"Depots"}), rings=frozenset({rings[4]})) == {"R16", "R17", "R18"}
    assert found(tags=frozenset({tags["Wastewater"]})) == {"R02", "R07", "R13"}
    two = frozenset({tags["Money"], tags["What people feel"]})
    assert found(tags=two) == {"R01", "R02", "R03", "R04", "R06", "R08", "R09", "R14"}
    both = frozenset({tags["Money"], tags["Customer centre"]})
    assert found(tags=both) == {"R09", "R14"}
    assert found(statuses=frozenset({ResultStatus.PARKED})) == set()
