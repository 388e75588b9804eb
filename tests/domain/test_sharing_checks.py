"""Hints on the example's partners, and each rule by itself."""

from datetime import date, timedelta
from typing import Any

from kpidesk.domain.commitments import Commitment, CommitmentStatus
from kpidesk.domain.findings import text_of
from kpidesk.domain.measures import Measure, Target, TargetKind
from kpidesk.domain.period import PeriodType
from kpidesk.domain.reader import Collection
from kpidesk.domain.record import Record
from kpidesk.domain.sharing import (
    Contribution,
    DrivingMeasure,
    Evidence,
    Partner,
    PartnerShare,
    Standing,
)
from kpidesk.domain.sharing_checks import check_centre, check_sharing

TODAY = date(2025, 7, 1)


def found(*records: Record, today: date = TODAY) -> list[str]:
    return [finding.code for finding in check_sharing(Collection(records), today)]


def test_the_example(marrow: Collection) -> None:
    findings = check_sharing(marrow, TODAY)
    assert [finding.code for finding in findings] == ["MEASURE_NOT_SHARED"] * 10
    assert sorted(finding.records[0] for finding in findings) == sorted(f"SM{i}" for i in range(2, 12))
    assert text_of(findings[0], str).startswith("SM2 is not shared yet: only P01")


def test_guesses_of_the_example_grow_old(marrow: Collection) -> None:
    noted = date(2025, 6, 10)
    assert "GUESS_UNVERIFIED" not in {f.code for f in check_sharing(marrow, noted + timedelta(days=90))}
    late = [f for f in check_sharing(marrow, noted + timedelta(days=91)) if f.code == "GUESS_UNVERIFIED"]
    assert [finding.records[0] for finding in late] == ["P06", "P06", "P08", "P09", "P09", "P10", "P10"]
    assert text_of(late[0], str) == (
        "“hygiene score” has been our guess about P06 for 91 days. Who asks them?"
    )


def partner(**fields: Any) -> Partner:
    return Partner(id="p", code="P01", name="Council", centre="c", **fields)


def test_confirmed_known_and_undated_guesses_are_left_alone() -> None:
    old = date(2020, 1, 1)
    records = [
        DrivingMeasure(id="1", partner="p", name="a", noted_on=old, evidence=Evidence.KNOWN),
        DrivingMeasure(id="2", partner="p", name="b", noted_on=old, confirmed_on=old),
        DrivingMeasure(id="3", partner="p", name="c"),
    ]
    assert found(partner(), *records) == []
    assert found(partner(), DrivingMeasure(id="4", partner="p", name="d", noted_on=old)) == [
        "GUESS_UNVERIFIED"
    ]


def test_targets_need_a_date() -> None:
    measure = Measure(id="m", code="M01", name="Minutes")
    assert found(measure, Target(id="t", measure="m")) == ["TARGET_WITHOUT_DATE"]
    assert found(measure, Target(id="t", measure="m", by=TODAY)) == []
    assert found(measure, Target(id="t", measure="m", every=PeriodType.YEAR)) == []
    assert found(measure, Target(id="t", measure="m", kind=TargetKind.RANGE)) == []


def test_a_measure_is_shared_once_two_take_part() -> None:
    measure = Measure(id="m", code="SM1", name="Overflows")
    other = Partner(id="q", code="P02", name="Club", centre="c")
    first = PartnerShare(id="1", measure="m", partner="p")
    second = PartnerShare(id="2", measure="m", partner="q")
    assert found(measure, partner(), other, first) == ["MEASURE_NOT_SHARED"]
    assert found(measure, partner(), other, first, second) == []


def test_desired_partners_need_a_first_step() -> None:
    wanted = partner(standing=Standing.DESIRED)
    step = Commitment(id="c", what="call", who="Ana", by_when=TODAY, partner="p")
    dropped = Commitment(
        id="c", what="call", who="Ana", by_when=TODAY, partner="p", status=CommitmentStatus.DROPPED
    )
    assert found(wanted) == ["DESIRED_PARTNER_WITHOUT_PLAN"]
    assert found(wanted, step) == []
    assert found(wanted, dropped) == ["DESIRED_PARTNER_WITHOUT_PLAN"]


def test_promises_need_who_and_when() -> None:
    assert found(Commitment(id="c", what="ask {them}")) == [
        "COMMITMENT_WITHOUT_WHO",
        "COMMITMENT_WITHOUT_WHEN",
    ]
    assert found(Commitment(id="c", what="ask", status=CommitmentStatus.MET)) == []
    (finding, _) = check_sharing(Collection([Commitment(id="c", what="ask {them}")]), TODAY)
    assert text_of(finding, str) == "Who does this? “ask {them}”"


def test_a_plan_in_words_is_a_plan() -> None:
    wanted = partner(standing=Standing.DESIRED)
    assert found(wanted) == ["DESIRED_PARTNER_WITHOUT_PLAN"]
    assert found(partner(standing=Standing.DESIRED, engagement="Visit two kitchens.")) == []
    dropped = Commitment(id="c", what="Call", partner="p", status=CommitmentStatus.DROPPED)
    assert found(wanted, dropped) == ["DESIRED_PARTNER_WITHOUT_PLAN"]


def test_guessed_contributions_grow_old_too() -> None:
    guess = Contribution(id="1", partner="p", name="Collects fat", noted_on=date(2025, 1, 1))
    assert found(partner(), guess) == ["GUESS_UNVERIFIED"]


def test_each_hint_leads_to_a_record(marrow: Collection) -> None:
    late = check_sharing(marrow, TODAY + timedelta(days=400))
    known = {each.id for kind in (Partner, DrivingMeasure, Measure) for each in marrow.find(kind)}
    assert late
    assert {finding.about for finding in late} <= known


def test_hints_of_one_centre_leave_the_others_out(marrow: Collection) -> None:
    assert check_centre(marrow, "centre", TODAY) == check_sharing(marrow, TODAY)
    assert check_centre(marrow, "another", TODAY) == ()
    loose = Commitment(id="c", what="Call", centre="another")
    codes = [each.code for each in check_centre(Collection([loose]), "another", TODAY)]
    assert codes == ["COMMITMENT_WITHOUT_WHO", "COMMITMENT_WITHOUT_WHEN"]
