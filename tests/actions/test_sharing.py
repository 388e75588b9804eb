"""Partners around a result in the centre, what drives them, what they share and promise."""

from datetime import date

import pytest

from kpidesk.actions import commitments, measures, results, sharing
from kpidesk.domain.commitments import Commitment, CommitmentStatus
from kpidesk.domain.measures import Measure
from kpidesk.domain.results import Map, Result, Ring
from kpidesk.domain.sharing import (
    Alignment,
    Centre,
    Contribution,
    DrivingMeasure,
    Evidence,
    Partner,
    PartnerShare,
    Reach,
    Standing,
    in_order,
)


@pytest.fixture
def centre(begun, do) -> Centre:
    result = do(results.add, begun.find(Map)[0].id, begun.find(Ring)[0].id, "Rivers are clean.")
    return do(sharing.set_centre, result.id)


@pytest.fixture
def council(do, centre) -> Partner:
    return do(sharing.add_partner, centre.id, "County Council", standing=Standing.CURRENT, critical=True)


def test_a_result_is_put_in_the_centre_once(begun, do, centre) -> None:
    assert do(sharing.set_centre, centre.result) == centre
    assert begun.find(Centre) == (centre,)
    measure = do(measures.add, "Good samples", None)
    assert do(sharing.set_indicator, centre.id, measure.id).indicator == measure.id
    assert do(sharing.set_indicator, centre.id, None).indicator is None


def test_partners_go_with_their_centre(begun, do, centre, council) -> None:
    do(sharing.remove_centre, centre.id)
    assert begun.find(Partner) == ()
    assert begun.get(Result, centre.result).code == "R01"
    begun.undo()
    assert begun.find(Partner) == (council,)


def test_a_partner_and_its_fields(do, refused, centre, council) -> None:
    assert (council.code, council.critical, council.reach) == ("P01", True, Reach.OUTSIDE)
    after = do(
        sharing.change_partner, council.id, name="Council", reach=Reach.INSIDE, strategy="a\nb", why_not="c"
    )
    assert (after.name, after.reach, after.strategy, after.why_not) == ("Council", Reach.INSIDE, "a\nb", "c")
    refused(sharing.change_partner, council.id, name=" ")
    refused(sharing.add_partner, centre.id, "", standing=Standing.DESIRED)
    refused(sharing.change_partner, council.id, centre=centre.id, error=TypeError)


def test_a_guess_becomes_known(do, refused, clock, council) -> None:
    today = clock.now.astimezone().date()
    guess = do(sharing.add_driving, council.id, "Flood complaints")
    assert (guess.evidence, guess.noted_on, guess.confirmed_on) == (Evidence.HYPOTHESISED, today, None)
    known = do(sharing.add_driving, council.id, "Gullies cleaned", Evidence.KNOWN, source="R. Haas")
    assert (known.confirmed_on, known.source) == (today, "R. Haas")
    clock.wait(days=3)
    confirmed = do(sharing.confirm, DrivingMeasure, guess.id)
    assert (confirmed.evidence, (confirmed.confirmed_on - today).days) == (Evidence.KNOWN, 3)
    doubted = do(sharing.change_told, DrivingMeasure, guess.id, evidence=Evidence.HYPOTHESISED)
    assert doubted.confirmed_on is None
    assert do(sharing.change_told, DrivingMeasure, guess.id, evidence=Evidence.KNOWN).confirmed_on is not None
    refused(sharing.change_told, DrivingMeasure, guess.id, name="")
    refused(sharing.add_driving, council.id, "")


def test_what_drives_one_may_serve_another(begun, do, refused, centre, council) -> None:
    driving = do(sharing.add_driving, council.id, "Gullies cleaned")
    agency = do(sharing.add_partner, centre.id, "Agency", standing=Standing.CURRENT)
    do(sharing.align, driving.id, agency.id)
    assert do(sharing.align, driving.id, agency.id, "less silt").why == "less silt"
    assert len(begun.find(Alignment)) == 1
    refused(sharing.align, driving.id, council.id)
    do(sharing.unalign, driving.id, agency.id)
    assert begun.find(Alignment) == ()
    do(sharing.remove_told, DrivingMeasure, driving.id)
    assert begun.find(DrivingMeasure) == ()


def test_measures_are_shared(begun, do, refused, centre, council) -> None:
    overflows = do(sharing.share_new, council.id, "Dry-weather overflows")
    assert (overflows.code, overflows.result) == ("SM01", None)
    agency = do(sharing.add_partner, centre.id, "Agency", standing=Standing.CURRENT)
    share = do(sharing.share, agency.id, overflows.id)
    assert do(sharing.share, agency.id, overflows.id) == share
    assert {found.partner for found in begun.find(PartnerShare)} == {council.id, agency.id}
    refused(sharing.share_new, council.id, "dry-weather OVERFLOWS")
    do(sharing.unshare, council.id, overflows.id)
    assert begun.find(PartnerShare) == (share,)
    do(sharing.remove_partner, agency.id)
    assert begun.find(PartnerShare) == ()
    assert begun.find(Measure) == (overflows,)


def test_promises(begun, do, refused, council) -> None:
    promise = do(
        commitments.promise,
        "Share the outfall list",
        who="G. Costa",
        by_when=date(2025, 9, 15),
        partner=council.id,
    )
    assert (promise.who, promise.by_when, promise.partner) == ("G. Costa", date(2025, 9, 15), council.id)
    assert do(commitments.promise, "Call them").who == ""
    after = do(commitments.change_promise, promise.id, status=CommitmentStatus.MET, by_when=None)
    assert (after.status, after.by_when) == (CommitmentStatus.MET, None)
    refused(commitments.promise, "  ")
    refused(commitments.change_promise, promise.id, what="")
    refused(commitments.promise, "x", partner="nobody", error=KeyError)
    do(sharing.remove_partner, council.id)
    assert begun.get(Commitment, promise.id).partner is None
    do(commitments.remove_promise, promise.id)
    assert len(begun.find(Commitment)) == 1


def codes(desk, centre) -> list[str]:
    return [each.code for each in in_order(desk.find(Partner, centre=centre.id))]


def test_partners_keep_the_order_that_people_give_them(begun, do, centre) -> None:
    made = [do(sharing.add_partner, centre.id, f"Partner {n}", standing=Standing.CURRENT) for n in range(4)]
    assert codes(begun, centre) == ["P01", "P02", "P03", "P04"]
    do(sharing.move_partner, made[3].id, made[1].id)
    assert codes(begun, centre) == ["P01", "P04", "P02", "P03"]
    do(sharing.move_partner, made[0].id, None)
    assert codes(begun, centre) == ["P04", "P02", "P03", "P01"]
    do(sharing.move_partner, made[2].id, made[1].id, critical=True)
    assert codes(begun, centre) == ["P03", "P04", "P02", "P01"]
    begun.undo()
    assert codes(begun, centre) == ["P04", "P02", "P03", "P01"]
    last = do(sharing.add_partner, centre.id, "Newest", standing=Standing.CURRENT)
    assert codes(begun, centre)[-1] == last.code


def test_what_a_partner_gives_is_known_or_guessed(begun, do, refused, clock, council) -> None:
    known = do(sharing.add_contribution, council.id, "Cleans gullies")
    guess = do(sharing.add_contribution, council.id, "Warns us", Evidence.HYPOTHESISED, source="a colleague")
    assert (known.is_guess, guess.is_guess) == (False, True)
    told = do(sharing.confirm, Contribution, guess.id, "Only at weekends.", "Warns us at weekends")
    assert (told.name, told.found, told.is_guess) == ("Warns us at weekends", "Only at weekends.", False)
    assert told.confirmed_on is not None
    refused(sharing.add_contribution, council.id, "  ")
    refused(sharing.confirm, Contribution, known.id, "", "")
    do(sharing.remove_partner, council.id)
    assert begun.find(Contribution) == ()


def test_several_partners_begin_to_share_at_once(begun, do, refused, centre, council) -> None:
    agency = do(sharing.add_partner, centre.id, "Agency", standing=Standing.CURRENT)
    both = [council.id, agency.id]
    made = do(sharing.share_new_among, "Dry-weather overflows", both)
    assert {each.partner for each in begun.find(PartnerShare, measure=made.id)} == set(both)
    other = do(measures.add, "Blocked gullies", None)
    do(sharing.share_among, other.id, both)
    do(sharing.share_among, other.id, both)
    assert len(begun.find(PartnerShare, measure=other.id)) == 2
    refused(sharing.share_new_among, "blocked GULLIES", both)
