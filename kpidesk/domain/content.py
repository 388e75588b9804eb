"""What can hang on a record of any type: translations and files."""

from dataclasses import dataclass
from typing import ClassVar

from kpidesk.domain.record import Record, ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation(Record):
    """A text field of a record in another language."""

    UNIQUE: ClassVar = (("record", "field", "language"),)

    record: str = ref("*")
    field: str
    language: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Record):
    """A file kept in the desk, addressed by the SHA-256 of its bytes (hexadecimal)."""

    UNIQUE: ClassVar = (("digest",),)

    digest: str
    name: str
    media_type: str
    data: bytes
