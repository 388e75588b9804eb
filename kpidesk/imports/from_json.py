"""A desk read back from JSON; see `domain/json_format.py`.

The file may come from anywhere: everything in it is looked at before it is believed, and whatever is wrong
is one sentence that names the record and the field.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from kpidesk.desk.anew import OF_JOURNAL, Begun, desk_from
from kpidesk.desk.problems import NotADesk, from_os
from kpidesk.desk.store import Desk
from kpidesk.domain import json_format as form
from kpidesk.domain.codes import parts
from kpidesk.domain.record import Record
from kpidesk.domain.records import BY_NAME, RECORDS
from kpidesk.domain.references import Web, key_of, referring, unique_keys

LARGEST: Final = 4 * 1024**3  # bytes
_MOST_EDITS: Final = 2**53
_LONGEST: Final = 60  # letters of something strange that are shown


class _StrangeError(Exception):
    """What is wrong, as a message with its arguments."""

    def __init__(self, message: str, **arguments: object) -> None:
        super().__init__(message)
        self.message = message
        self.arguments = {key: _short(value) for key, value in arguments.items()}


def _short(value: object) -> str:
    text = str(value).encode("utf-8", "replace").decode()
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def read_json(path: Path, label: str) -> Desk:
    """The desk in a JSON file, in memory.

    Args:
        path: the file.
        label: what its history says of its beginning.

    Raises:
        NotADesk: it holds something else, or something that does not fit together.
        NoAccess: it cannot be read.
    """
    try:
        return _desk(_parsed(path), label)
    except OSError as error:
        raise from_os(error, path) from error
    except _StrangeError as strange:
        raise NotADesk(strange.message, path=path, **strange.arguments) from strange


def _parsed(path: Path) -> Any:
    if path.stat().st_size > LARGEST:
        raise _StrangeError("{path} is too large to be a desk as JSON.")
    try:
        return json.loads(path.read_bytes())
    except UnicodeDecodeError as error:
        raise _StrangeError("{path} is not JSON: its letters are not in UTF-8.") from error
    except json.JSONDecodeError as error:
        raise _StrangeError(
            "{path} is not JSON: line {line}, character {column} is not understood.", line=error.lineno,
            column=error.colno,
        ) from error  # fmt: skip
    except (RecursionError, ValueError, MemoryError) as error:
        raise _StrangeError("{path} is not a desk as JSON: it is nested too deeply or too large.") from error


def _desk(content: Any, label: str) -> Desk:
    if not isinstance(content, dict) or content.get(form.KIND) != form.NAME:
        raise _StrangeError("{path} is JSON, but not a desk.")
    if content.get(form.FORMAT) != form.VERSION:
        raise _StrangeError(
            "{path} is in format {format}; this program knows format {known}.",
            format=content.get(form.FORMAT), known=form.VERSION,
        )  # fmt: skip
    if strange := next((part for part in content if part not in form.PARTS), None):
        raise _StrangeError("{path} has a part that no desk has: {part}.", part=strange)
    records = _records(content.get(form.RECORDS))
    _fit_together(records)
    codes = _codes(content.get(form.CODES), records)
    return desk_from(records, _facts(content.get(form.FACTS)), codes, _begun(content.get(form.EDIT)), label)


def _facts(facts: Any) -> dict[str, str]:
    texts = isinstance(facts, dict) and all(_is_text(each) for pair in facts.items() for each in pair)
    if not texts or "desk_id" not in facts or OF_JOURNAL & set(facts):
        raise _StrangeError(
            "{path} does not say which desk it is: about must hold texts, desk_id among them."
        )
    return dict(facts)


def _is_text(value: object) -> bool:
    try:
        return isinstance(value, str) and value.encode() is not None
    except UnicodeEncodeError:
        return False


def _begun(edit: Any) -> Begun | None:
    if edit is None:
        return None
    if isinstance(edit, dict) and set(edit) == {"number", "at", "trail"}:
        number, at, trail = edit["number"], edit["at"], edit["trail"]
        if _is_whole(number, 1, _MOST_EDITS) and _is_text(trail) and _is_moment(at):
            return Begun(number, at, trail)
    raise _StrangeError("{path} does not say what its newest edit is: edit needs number, at and trail.")


def _is_whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_moment(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value) is not None
    except ValueError:
        return False


def _codes(codes: Any, records: Iterable[Record]) -> dict[str, int]:
    if not isinstance(codes, dict) or not all(
        parts(f"{prefix}1") == (prefix, 1) and _is_whole(last, 0, 10**9) for prefix, last in codes.items()
    ):
        raise _StrangeError("{path} does not say which codes were given out: codes needs a number for each.")
    last = dict(codes)
    for record in records:
        if found := parts(str(getattr(record, "code", ""))):
            last[found[0]] = max(last.get(found[0], 0), found[1])
    return last


# -- records


def _records(content: Any) -> list[Record]:
    if not isinstance(content, dict):
        raise _StrangeError("{path} has no records.")
    if strange := next((name for name in content if name not in BY_NAME), None):
        raise _StrangeError("{path} has records that no desk has: {kind}.", kind=strange)
    names = {kind: name for name, kind in BY_NAME.items()}
    return [
        _record(names[kind], kind, number, each)
        for kind in RECORDS
        for number, each in enumerate(_listed(content, names[kind]), 1)
    ]


def _listed(content: Mapping[str, Any], name: str) -> list[Any]:
    found = content.get(name, [])
    if not isinstance(found, list):
        raise _StrangeError("{path}: {kind} is no list of records.", kind=name)
    return found


def _record(name: str, kind: type[Record], number: int, plain: Any) -> Record:
    if not isinstance(plain, dict):
        raise _StrangeError("{path}: {kind} number {number} is no record.", kind=name, number=number)
    try:
        record = form.from_plain(kind, plain)
    except form.BadValueError as error:
        raise _StrangeError(
            "{path}: {kind} number {number} lacks the field {field}, has one that is not known, or holds "
            "something there that does not belong.", kind=name, number=number, field=error,
        ) from error  # fmt: skip
    if not record.id:
        raise _StrangeError("{path}: {kind} number {number} has no id.", kind=name, number=number)
    return record


def _fit_together(records: Iterable[Record]) -> None:
    """Refuse ids and keys that come twice, and references to what is not there."""
    names = {kind: name for name, kind in BY_NAME.items()}
    seen: set[object] = set()
    for record in records:
        for key in (record.id, *unique_keys(record)):
            if key in seen:
                raise _StrangeError(
                    "{path}: {kind} {id} repeats what may be there only once.",
                    kind=names[type(record)], id=record.id,
                )  # fmt: skip
            seen.add(key)
    web = Web({key_of(record): record for record in records})
    for record in records:
        for field, reference in referring(type(record)):
            target = getattr(record, field.name)
            if target is not None and web.target(reference, target) is None:
                raise _StrangeError(
                    "{path}: {kind} {id} refers by {field} to a record that is not there.",
                    kind=names[type(record)], id=record.id, field=field.name,
                )  # fmt: skip
