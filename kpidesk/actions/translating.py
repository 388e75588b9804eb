"""What a person can do to say a text of a record in another language."""

from dataclasses import replace

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.content import Translation
from kpidesk.domain.record import Record


def say_in(edit: Edit, record: Record, field: str, language: str, text: str) -> None:
    """Keep a text of a record in another language; an empty one takes the translation away.

    Args:
        edit: the open edit.
        record: whose text it is.
        field: the name of its field; of several texts, each stands on a line of its own.
        language: the code of the language.
        text: what it says there.

    Raises:
        Refused: the text is too long.
    """
    said = fields.text(text, lines=True)
    there = edit.find(Translation, record=record.id, field=field, language=language)
    if there and said:
        edit.put(replace(there[0], text=said))
    elif there:
        edit.remove(there[0])
    elif said:
        edit.put(Translation(id=edit.new_id(), record=record.id, field=field, language=language, text=said))
