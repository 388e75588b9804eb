"""The desk as a whole."""

from kpidesk.actions import desks
from kpidesk.domain.people import Organisation


def test_the_organisation_changes(begun, do, refused) -> None:
    after = do(desks.change_organisation, name=" Marrow ", purpose="Water.\nRivers.")
    assert (after.name, after.purpose) == ("Marrow", "Water.\nRivers.")
    assert begun.find(Organisation) == (after,)
    refused(desks.change_organisation, name="")
    refused(desks.change_organisation, colour="red", error=TypeError)


def test_a_desk_without_an_organisation_gets_one(begun, do, refused) -> None:
    with begun.edit("Remove") as edit:
        edit.remove(edit.find(Organisation)[0])
    refused(desks.change_organisation, purpose="Water.")
    assert do(desks.change_organisation, name="Marrow").name == "Marrow"
    assert len(begun.find(Organisation)) == 1
