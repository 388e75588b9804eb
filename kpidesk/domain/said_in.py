"""A desk as its papers say it in another language: translated texts stand in place of its own."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from kpidesk.domain.content import Translation
from kpidesk.domain.gallery import Note
from kpidesk.domain.people import Organisation
from kpidesk.domain.reader import Once, R, Reader
from kpidesk.domain.record import Record

OWN: Final = "en"
"""What a desk speaks that does not say so."""


def languages_of(reader: Reader) -> tuple[str, ...]:
    """The languages of a desk, its own first."""
    organisation = next(iter(reader.find(Organisation)), None)
    return (organisation.languages if organisation else ()) or (OWN,)


def said_in(reader: Reader, language: str) -> Reader:
    """The desk in a language: what nobody has translated stays in the desk's own.

    What somebody wrote on a note stays as it was written; its meaning is told beside it.
    """
    if language == languages_of(reader)[0]:
        return reader
    notes = {note.id for note in reader.find(Note)}
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for each in reader.find(Translation, language=language):
        if each.record not in notes:
            said[each.record][each.field] = each.text
    return Once(_Saying(reader, said, language)) if said else reader


class _Saying:
    """Reads records with other texts, by record and field; they are no translations any more."""

    def __init__(self, reader: Reader, said: Mapping[str, Mapping[str, str]], language: str) -> None:
        self._reader, self._said, self._language = reader, said, language

    def get(self, record_type: type[R], record_id: str) -> R:
        """See Reader."""
        return self._saying(self._reader.get(record_type, record_id))

    def find(self, record_type: type[R], **equal: object) -> tuple[R, ...]:
        """See Reader; `Once`, which alone reads this, asks for all records of a type."""
        found = self._reader.find(record_type, **equal)
        return tuple(self._saying(each) for each in found if not self._is_said(each))

    def _is_said(self, each: Record) -> bool:
        return isinstance(each, Translation) and each.language == self._language and each.record in self._said

    def _saying(self, record: R) -> R:
        texts = self._said.get(record.id)
        if not texts:
            return record
        values: dict[str, Any] = {
            # Of several texts each stands on a line of its own.
            field: tuple(text.splitlines()) if isinstance(getattr(record, field), tuple) else text
            for field, text in texts.items()
        }
        return replace(record, **values)
