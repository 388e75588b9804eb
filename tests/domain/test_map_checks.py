"""The counts of the example's map, each hint once, and speed on a large map."""

from dataclasses import replace
from typing import Any

import pytest

from kpidesk.domain.findings import Finding, text_of
from kpidesk.domain.map_checks import check_map, summary
from kpidesk.domain.measures import Measure, MeasureStatus
from kpidesk.domain.reader import Collection
from kpidesk.domain.record import Record
from kpidesk.domain.results import (
    Confidence,
    Link,
    LinkKind,
    LinkRole,
    LinkStatus,
    Map,
    Placement,
    Result,
    ResultStatus,
    Ring,
)
from kpidesk.domain.sharing import Centre, Partner, PartnerShare


def codes(findings: tuple[Finding, ...], code: str) -> list[tuple[str, ...]]:
    return [finding.records for finding in findings if finding.code == code]


def test_summary_of_the_example(marrow: Collection) -> None:
    found = summary(marrow)
    assert (found.results, found.links) == (20, 30)
    assert (found.causes, found.companions, found.conflicts, found.others) == (22, 3, 5, 0)
    assert len(found.measured) == 11
    assert found.unmeasured == ("R02", "R03", "R11", "R13", "R14", "R15", "R18", "R19", "R20")
    assert found.without_path == ("R17",)
    assert found.centre_without_cause == ()
    assert found.cycles == ()
    assert found.outward == ()
    assert found.within_ring == ("L06", "L20", "L21")
    assert found.two_kinds == (("L02", "L30"), ("L05", "L28"))
    assert found.conflicts_without_measure == ("L28", "L29")


def test_lead_relations_of_the_example(marrow: Collection) -> None:
    assert {measure: " ".join(led) for measure, led in summary(marrow).leads.items()} == {
        "M01": "M02",
        "M02": "",
        "M03": "M10",
        "M04": "M11",
        "M05": "M11",
        "M06": "M01 M02",
        "M07": "M01 M02 M08",
        "M08": "",
        "M09": "",
        "M10": "",
        "M11": "",
        "M12": "M01 M02 M06 M07 M08 M09",
    }


def test_hints_on_the_example(marrow: Collection) -> None:
    findings = check_map(marrow)
    assert codes(findings, "RESULT_WITHOUT_PATH") == [("R17",)]
    assert len(codes(findings, "RESULT_WITHOUT_MEASURE")) == 9
    assert codes(findings, "CONFLICT_WITHOUT_MEASURE") == [("L28",), ("L29",)]
    assert codes(findings, "MEASURE_WITHOUT_RESULT") == []
    assert {finding.code for finding in findings} == {
        "RESULT_WITHOUT_PATH",
        "RESULT_WITHOUT_MEASURE",
        "CONFLICT_WITHOUT_MEASURE",
    }
    texts = [text_of(finding, str) for finding in findings]
    assert "The conflict L29 could go unnoticed: nothing measures R15, R18." in texts


RINGS = [Ring(id=f"ring{i}", position=i, name=f"Ring {i}") for i in range(1, 5)]
KINDS = [
    LinkKind(id="cause", key="cause", name="leads to", role=LinkRole.CAUSE, directed=True),
    LinkKind(id="conflict", key="conflict", name="harms", role=LinkRole.CONFLICT),
]


def result(number: int, ring: int, statement: str = "", **fields: Any) -> Result:
    fields.setdefault("owner", "Somebody")
    text = statement or f"{chr(96 + number) * 9} {chr(97 + number) * 9} {chr(98 + number) * 9}"
    return Result(id=f"r{number:04}", code=f"R{number:02}", statement=text, ring=f"ring{ring}", **fields)


def link(source: int, target: int, kind: str = "cause", **fields: Any) -> Link:
    name = f"{source}{kind[:2]}{target}"
    return Link(id=name, code=name, source=f"r{source:04}", target=f"r{target:04}", kind=kind, **fields)


def measure(number: int, of: int | None = None, **fields: Any) -> Measure:
    result_id = None if of is None else f"r{of:04}"
    return Measure(
        id=f"m{number:04}", code=f"M{number:02}", name=f"Measure {number}", result=result_id, **fields
    )


def reader(*records: Record) -> Collection:
    return Collection([*RINGS, *KINDS, *records])


def test_loops_lead_each_other_and_are_reported() -> None:
    desk = reader(
        *(result(i, 3) for i in range(1, 5)),
        link(1, 2),
        link(2, 3),
        link(3, 1),
        link(3, 4),
        *(measure(i, i) for i in range(1, 5)),
        measure(5, 1),
    )
    found = summary(desk)
    assert found.cycles == (("R01", "R02", "R03"),)
    assert found.leads["M01"] == ("M02", "M03", "M04")
    assert found.leads["M03"] == ("M01", "M02", "M04", "M05")
    assert found.leads["M04"] == ()
    assert codes(check_map(desk), "LINKS_IN_A_LOOP") == [("R01", "R02", "R03")]


def test_outward_links_self_links_and_lonely_results() -> None:
    desk = reader(result(1, 1), result(2, 3), result(3, 2), link(1, 2), link(2, 2))
    findings = check_map(desk)
    assert codes(findings, "LINK_POINTS_OUTWARD") == [("1ca2",)]
    assert codes(findings, "LINK_TO_ITSELF") == [("2ca2",)]
    assert codes(findings, "RESULT_WITHOUT_LINK") == [("R03",)]
    assert codes(findings, "CENTRE_WITHOUT_CAUSE") == [("R01",)]
    assert codes(findings, "RESULT_WITHOUT_PATH") == [("R02",)]
    assert summary(desk).cycles == ()


def test_what_people_gave_up_does_not_count() -> None:
    desk = reader(
        result(1, 1),
        result(2, 2),
        result(3, 2),
        result(4, 2, status=ResultStatus.PARKED),
        link(2, 1, confidence=Confidence.DISPROVED),
        link(3, 1, status=LinkStatus.REJECTED),
        link(4, 1),
        measure(1, 1, status=MeasureStatus.RETIRED),
    )
    found = summary(desk)
    assert (found.results, found.links) == (3, 1)
    assert found.without_path == ("R02", "R03")
    assert found.unmeasured == ("R01", "R02", "R03")


def test_owner_words_and_many_measures() -> None:
    long = " ".join(f"word{i}" for i in range(26))
    desk = reader(
        result(1, 1, long, owner=""),
        result(2, 3, owner=" "),
        link(2, 1),
        *(measure(i, 1) for i in range(1, 5)),
    )
    findings = check_map(desk)
    assert codes(findings, "RESULT_TOO_LONG") == [("R01",)]
    assert codes(findings, "RESULT_WITHOUT_OWNER") == [("R02",)]
    assert codes(findings, "RESULT_WITH_MANY_MEASURES") == [("R01",)]


def test_measures_without_result() -> None:
    desk = reader(
        result(1, 1),
        measure(1),
        measure(2),
        measure(3),
        measure(4, status=MeasureStatus.RETIRED),
        Centre(id="c", result="r0001", indicator="m0002"),
        Partner(id="p", code="P01", name="Council", centre="c"),
        PartnerShare(id="s", measure="m0003", partner="p"),
    )
    assert codes(check_map(desk), "MEASURE_WITHOUT_RESULT") == [("M01",)]


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("Crews go home unhurt.", "crews go home, unhurt", True),
        ("Meters are read on the due date.", "Meters are read on their due date.", True),
        ("Bills are right the first time.", "Meters are read on the due date.", False),
        ("ลูกค้าได้รับน้ำสะอาดทุกวัน", "ลูกค้าได้รับน้ำสะอาดทุกวันค่ะ", True),
        ("Fewer overflows reach the river.", "Fewer leaks reach the customers.", False),
    ],
)
def test_nearly_the_same_words(first: str, second: str, *, alike: bool) -> None:
    desk = reader(result(1, 1, first), result(2, 2, second), link(2, 1))
    assert (codes(check_map(desk), "RESULTS_ALIKE") == [("R01", "R02")]) is alike


def test_crowded_map() -> None:
    results = [result(i, 2) for i in range(1, 32)]
    places = [Placement(id=r.id + "p", map="map", result=r.id) for r in results]
    desk = reader(Map(id="map", name="All of it"), *results, *places)
    (finding,) = [finding for finding in check_map(desk) if finding.code == "MAP_CROWDED"]
    assert text_of(finding, str).startswith("The map “All of it” holds 31 results.")


@pytest.mark.parametrize("words", ["Result number {} is as good as it can be.", "{0}{0} {0}ab {0}cd {0}ef."])
def test_a_thousand_results_are_checked_whole(words: str) -> None:
    """A cubic loop would take minutes here."""
    results = [result(i, 1 if i == 1 else i % 4 + 1, words.format(i)) for i in range(1, 1001)]
    links = [link(i, max(1, i // step)) for i in range(2, 1001) for step in (2, 3, 5)]
    desk = reader(
        *results, *{item.id: item for item in links}.values(), *(measure(i, i) for i in range(1, 501))
    )
    assert summary(desk).results == 1000
    without = {finding.records for finding in check_map(desk) if finding.code == "RESULT_WITHOUT_MEASURE"}
    assert len(without) == 500


def test_a_long_chain_needs_no_recursion() -> None:
    results = [replace(result(i, 2 if i > 1 else 1), statement="") for i in range(1, 3000)]
    desk = reader(*results, *(link(i + 1, i) for i in range(1, 2999)))
    assert summary(desk).without_path == ()
