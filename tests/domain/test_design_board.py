"""The designs of results as they are put together from records."""

from kpidesk.domain.design_board import board
from kpidesk.domain.designs import Candidate, Derivation, Design, Observation, Sense
from kpidesk.domain.reader import Collection
from kpidesk.domain.results import Result


def test_evidence_of_another_design_is_not_shown_and_stops_nothing() -> None:
    """A merge of two copies may leave a candidate that was derived from it."""
    result = Result(id="r", code="R01", statement="Taps run.", ring="g")
    found = board(
        Collection(
            [
                result, Design(id="d", result="r"), Design(id="e", result="other"),
                Observation(id="o", design="d", text="Water runs.", sense=Sense.SEEN),
                Observation(id="x", design="e", text="Elsewhere.", sense=Sense.SEEN),
                Candidate(id="c", design="d", wording="Hours without water"),
                Derivation(id="1", candidate="c", observation="o"),
                Derivation(id="2", candidate="c", observation="x"),
            ]
        ),
        result,
    )  # fmt: skip
    assert [each.id for each in found.candidates[0].sources] == ["o"]
