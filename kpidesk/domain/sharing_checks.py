"""Hints on shared measures: who shares, by when, and which guesses nobody has checked yet."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from kpidesk.domain.commitments import Commitment, CommitmentStatus
from kpidesk.domain.findings import Finding
from kpidesk.domain.measures import Measure, Target, TargetKind
from kpidesk.domain.reader import Reader
from kpidesk.domain.sharing import Contribution, DrivingMeasure, Partner, PartnerShare, Standing

DAYS_TO_VERIFY: Final = 90


def check_sharing(reader: Reader, today: date) -> tuple[Finding, ...]:
    """Hints on partners, what they share and what they promised."""
    partners = {partner.id: partner for partner in reader.find(Partner)}
    measures = {measure.id: measure for measure in reader.find(Measure)}
    return (
        *_not_shared(reader, partners, measures),
        *_undated(reader, measures),
        *_unplanned(reader, partners),
        *_unverified(reader, partners, today),
        *_loose(reader, partners),
    )


def check_centre(reader: Reader, centre_id: str, today: date) -> tuple[Finding, ...]:
    """Those of the hints that are about one result in the centre."""
    partners = reader.find(Partner, centre=centre_id)
    known = {each.code for each in partners}
    around = {each.id for each in partners}
    shared = {each.measure for each in reader.find(PartnerShare) if each.partner in around}
    known |= {each.code for each in reader.find(Measure) if each.id in shared}
    promised = {each.id for each in reader.find(Commitment, centre=centre_id)}
    return tuple(
        each
        for each in check_sharing(reader, today)
        if known.intersection(each.records) or each.about in promised
    )


def _not_shared(
    reader: Reader, partners: dict[str, Partner], measures: dict[str, Measure]
) -> Iterator[Finding]:
    sharing: dict[str, set[str]] = defaultdict(set)
    for share in reader.find(PartnerShare):
        sharing[share.measure].add(share.partner)
    for measure, who in sharing.items():
        if len(who) == 1:
            partner = partners[next(iter(who))]
            codes = (measures[measure].code, partner.code)
            args = {"measure": codes[0], "partner": codes[1]}
            yield Finding("MEASURE_NOT_SHARED", codes, args, partner.id)


def _undated(reader: Reader, measures: dict[str, Measure]) -> Iterator[Finding]:
    """Targets without a date; a range to stay in holds from the first day and needs none."""
    for target in reader.find(Target):
        if target.by is None and target.every is None and target.kind is not TargetKind.RANGE:
            code = measures[target.measure].code
            yield Finding("TARGET_WITHOUT_DATE", (code,), {"measure": code}, target.measure)


def _unplanned(reader: Reader, partners: dict[str, Partner]) -> Iterator[Finding]:
    planned = {
        promise.partner
        for promise in reader.find(Commitment)
        if promise.status is not CommitmentStatus.DROPPED
    }
    for partner in partners.values():
        if (
            partner.standing is Standing.DESIRED
            and partner.id not in planned
            and not partner.engagement.strip()
        ):
            args = {"partner": partner.code, "name": partner.name}
            yield Finding("DESIRED_PARTNER_WITHOUT_PLAN", (partner.code,), args, partner.id)


def _unverified(reader: Reader, partners: dict[str, Partner], today: date) -> Iterator[Finding]:
    """Guesses whose age is known; one without a date cannot be too old."""
    for told in (*reader.find(DrivingMeasure), *reader.find(Contribution)):
        if not told.is_guess or told.confirmed_on or not told.noted_on:
            continue
        days = (today - told.noted_on).days
        if days > DAYS_TO_VERIFY:
            code = partners[told.partner].code
            args = {"partner": code, "name": told.name, "days": str(days)}
            yield Finding("GUESS_UNVERIFIED", (code,), args, told.id)


def _loose(reader: Reader, partners: dict[str, Partner]) -> Iterator[Finding]:
    """Promises that still stand without a person or a date."""
    for promise in reader.find(Commitment):
        if promise.status is not CommitmentStatus.OPEN:
            continue
        codes = (partners[promise.partner].code,) if promise.partner in partners else ()
        if not promise.who.strip():
            yield Finding("COMMITMENT_WITHOUT_WHO", codes, {"what": promise.what}, promise.id)
        if promise.by_when is None:
            yield Finding("COMMITMENT_WITHOUT_WHEN", codes, {"what": promise.what}, promise.id)
