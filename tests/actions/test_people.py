"""People by their names."""

from kpidesk.actions import measures, people
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Person


def test_a_name_stands_for_one_person(begun, do, refused) -> None:
    brandt = do(people.named, " H. Brandt ")
    assert do(people.named, "h. brandt") == brandt
    assert begun.find(Person) == (brandt,)
    assert do(people.change, brandt.id, role="manager", languages=["en", "pl"]).languages == ("en", "pl")
    refused(people.named, " ")
    refused(people.change, brandt.id, name="")


def test_what_somebody_owned_has_no_owner_afterwards(begun, do) -> None:
    brandt = do(people.named, "H. Brandt")
    measure = do(measures.add, "Minutes", None)
    assert do(measures.change, measure.id, owner=brandt.id).owner == brandt.id
    do(people.remove, brandt.id)
    assert begun.get(Measure, measure.id).owner is None
    begun.undo()
    assert begun.get(Measure, measure.id).owner == brandt.id
