"""Which fields hold what people wrote, and which hold words that the program reads.

What people wrote can be searched, redacted and joined with another wording; keys, codes and digests cannot.
"""

from typing import Final

from kpidesk.domain.keeping import ListLayout
from kpidesk.domain.people import Group
from kpidesk.domain.record import Field, Record, cached_by_type, fields_of
from kpidesk.domain.wording import STATEMENT_LIMIT, TEXT_LIMIT

_READ_BY_PROGRAM: Final = frozenset(
    {
        "id", "code", "key", "digest", "colour", "language", "languages", "paper", "tile", "sheets",
        "practice", "corners", "trail", "columns", "encoding", "decimal", "delimiter", "date_order",
        "field", "media_type", "hidden", "criteria", "qualities", "starts",
        "not_before", "opens",
    }
)  # fmt: skip
_MORE: Final = {(ListLayout, "kind")}
_LESS: Final = {(Group, "key")}  # what people type for a group, such as its initials

_ONE_LINE: Final = frozenset(
    {
        "name", "key", "statement", "title", "subtitle", "reach", "owner", "who", "with_whom", "area",
        "unit", "role", "contact", "manager", "teacher", "place", "team", "source", "subject", "wording",
        "printer", "file", "by", "set_by", "agreed_by", "proposed_by", "writer", "item", "solved_by",
        "keeper", "audience", "section", "framework", "units", "low_word", "high_word", "question",
        "family", "test", "sponsor", "endorsed_by", "leader_role", "topic", "report", "result",
        "decision_rule", "location", "host", "task",
    }
)  # fmt: skip
_LINE_LIMIT: Final = 300
_BETWEEN: Final = " / "


@cached_by_type
def free_texts(record_type: type[Record]) -> tuple[Field, ...]:
    """The fields of a type that hold what people wrote: texts, and lists of texts."""
    return tuple(field for field in fields_of(record_type) if _is_free(record_type, field))


def _is_free(record_type: type[Record], field: Field) -> bool:
    if field.kind not in {str, tuple} or field.reference is not None:
        return False
    key = (record_type, field.name)
    return key in _LESS or (field.name not in _READ_BY_PROGRAM and key not in _MORE)


def joined(field: Field, one: object, other: object) -> object | None:
    """Two wordings of a field as one, None where they cannot be: no texts, or too long together.

    Long texts stand below each other, single lines beside each other; of lists nothing comes twice.
    """
    if isinstance(one, tuple) and isinstance(other, tuple):
        return (*one, *(each for each in other if each not in one))
    if not isinstance(one, str) or not isinstance(other, str):
        return None
    if one.strip() in other:
        return other
    if other.strip() in one:
        return one
    single = field.name in _ONE_LINE
    both = f"{one}{_BETWEEN if single else chr(10)}{other}"
    limit = STATEMENT_LIMIT if field.name == "statement" else _LINE_LIMIT if single else TEXT_LIMIT
    return both if len(both) <= limit else None
