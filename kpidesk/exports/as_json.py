"""A whole desk as one JSON file; `domain/json_format.py` says what stands where.

Records are written as they are read, files one by one, so that a desk full of photos takes no more memory
than its largest one.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from kpidesk.desk.anew import OF_JOURNAL, begun_of
from kpidesk.desk.problems import from_os
from kpidesk.desk.store import Desk
from kpidesk.domain import json_format as form
from kpidesk.domain.record import type_name
from kpidesk.domain.records import RECORDS
from kpidesk.system.files import replacing

FILE = "desk.json"


def _nothing() -> None:
    pass


def write_json(desk: Desk, path: Path, check_free: Callable[[], None] = _nothing) -> None:
    """Write all of a desk but its history and the papers of open votes.

    Args:
        desk: a snapshot will do.
        path: the file; it appears whole or not at all.
        check_free: called every now and then; what it raises stops the writing.

    Raises:
        NoAccess: the place cannot be written.
    """
    try:
        with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
            _write(desk, file, check_free)
    except OSError as error:
        raise from_os(error, path) from error


def _write(desk: Desk, file: IO[str], check_free: Callable[[], None]) -> None:
    begun = begun_of(desk)
    edit = None if begun is None else {"number": begun.edit, "at": begun.at, "trail": begun.trail}
    facts = {key: value for key, value in desk.facts.items() if key not in OF_JOURNAL}
    file.write("{\n")
    for key, value in (
        (form.KIND, form.NAME), (form.FORMAT, form.VERSION), (form.FACTS, facts), (form.EDIT, edit),
        (form.CODES, desk.codes),
    ):  # fmt: skip
        file.write(f"{_text(key)}: {_text(value)},\n")
    file.write(f"{_text(form.RECORDS)}: {{")
    first = True
    for kind in RECORDS:
        check_free()
        number = 0
        for record in desk.each(kind):
            if not number:
                file.write(f"{'' if first else ','}\n{_text(type_name(kind))}: [")
            file.write(f"{',' if number else ''}\n{_text(form.to_plain(record))}")
            number += 1
        if number:
            file.write("\n]")
            first = False
    file.write("\n}\n}\n")


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
