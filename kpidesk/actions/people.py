"""What a person can do with the people that a desk names: who owns, decides or promises."""

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.people import Person
from kpidesk.domain.wording import Refused


def named(edit: Edit, name: str) -> Person:
    """The person with this name, added when nobody has it yet.

    Raises:
        Refused: the name is missing or too long.
    """
    words = fields.text(name, needed=_needs_name())
    for person in edit.find(Person):
        if person.name.casefold() == words.casefold():
            return person
    return edit.put(Person(id=edit.new_id(), name=words))


def change(edit: Edit, person_id: str, **given: object) -> Person:
    """Change any of a person's fields.

    Raises:
        Refused: the name is missing, or a text too long.
    """
    return edit.put(fields.changed(edit, Person, person_id, given, needed={"name": _needs_name()}))


def remove(edit: Edit, *person_ids: str) -> None:
    """Take people out of the desk; what they owned has no owner then."""
    fields.remove_all(edit, Person, person_ids)


def _needs_name() -> Refused:
    return Refused("A person needs a name, or a code where that is wanted.")
