"""What a person can do with tags: words by which results are sorted, filtered and coloured."""

from dataclasses import replace
from typing import Final

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.results import Result, Tag, TagFamily, Tagging
from kpidesk.domain.wording import Refused

NAME_LIMIT: Final = 60


def tag(edit: Edit, family: TagFamily, name: str, *result_ids: str) -> Tag:
    """Give results a tag; a new name makes a new tag.

    Raises:
        Refused: no name, or one too long.
    """
    cleaned = _name(name)
    known = [each for each in edit.find(Tag, family=family) if each.name.casefold() == cleaned.casefold()]
    found = known[0] if known else edit.put(Tag(id=edit.new_id(), family=family, name=cleaned))
    for result_id in dict.fromkeys(result_ids):
        result = edit.get(Result, result_id)
        if not edit.find(Tagging, tag=found.id, record=result.id):
            edit.put(Tagging(id=edit.new_id(), tag=found.id, record=result.id))
    return found


def untag(edit: Edit, tag_id: str, *result_ids: str) -> None:
    """Take a tag off results; one that nothing carries any more goes."""
    for each in edit.find(Tagging, tag=tag_id):
        if each.record in result_ids:
            edit.remove(each)
    if not edit.find(Tagging, tag=tag_id):
        edit.remove(edit.get(Tag, tag_id))


def rename(edit: Edit, tag_id: str, name: str) -> Tag:
    """Give a tag another name.

    Raises:
        Refused: no name, one too long, or that of another tag.
    """
    before = edit.get(Tag, tag_id)
    cleaned = _name(name)
    for other in edit.find(Tag, family=before.family):
        if other.id != tag_id and other.name.casefold() == cleaned.casefold():
            raise Refused("There is a tag with this name already: {name}.", name=other.name)
    return edit.put(replace(before, name=cleaned))


def _name(typed: str) -> str:
    name = fields.text(typed, needed=Refused("A tag needs a name."))
    if len(name) > NAME_LIMIT:
        raise Refused(
            "A tag is a word or two of at most {limit} characters; this has {count}. Nothing was changed.",
            limit=NAME_LIMIT,
            count=len(name),
        )
    return name
