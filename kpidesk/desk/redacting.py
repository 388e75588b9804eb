"""Taking a text out of a desk for good: out of records, of all that the journal remembers, and of the file.

Only what people wrote is touched, never ids, codes and keys. Backups and copies that were given out hold the
text still; whoever redacts is told.
"""

import base64
import hashlib
import json
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from kpidesk.desk.journal import Touched
from kpidesk.desk.rows import Rows
from kpidesk.desk.store import Desk
from kpidesk.desk.text_search import in_bytes, pattern_of, piece_of
from kpidesk.domain.content import Attachment
from kpidesk.domain.free_texts import free_texts
from kpidesk.domain.record import Record, fields_of
from kpidesk.domain.records import BY_NAME, RECORDS
from kpidesk.domain.retelling import Retelling, texts_once
from kpidesk.domain.wording import Refused

BLACK: Final = "▇▇▇"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a text stands: how often in each field of each type of record, and in what the journal remembers.

    `past` counts images of records as they once were, `labels` names of steps, `names` edits whose maker it
    names, `files` pictures and other files. `inside` is how often it is but a part of a longer word now, of
    which `longer` is one.
    """

    places: Mapping[tuple[type[Record], str], int] = field(default_factory=dict)
    past: int = 0
    labels: int = 0
    names: int = 0
    files: int = 0
    inside: int = 0
    longer: str = ""

    @property
    def count(self) -> int:
        """How often it stands in the desk as it is now."""
        return sum(self.places.values()) + self.files

    @property
    def nowhere(self) -> bool:
        """Whether there is nothing to take out."""
        return not (self.count or self.past or self.labels or self.names)


Images = tuple[int, bytes | None, bytes | None]
"""The number of a row of the journal with the images of a record before and after."""
Named = tuple[int, str, str, str | None]
"""The number of an entry with its label, who made it, and what was being typed."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What takes a text out of a desk as it is after an edit: whatever has to be written anew."""

    edit: int
    found: Standing
    records: tuple[Record, ...]
    images: tuple[Images, ...]
    entries: tuple[Named, ...]


def standing(desk: Desk, text: str, *, whole: bool = False) -> Standing:
    """Where a text stands; `whole`: only where it is no part of a longer word. Nothing is changed.

    Raises:
        Refused: the text is too short.
    """
    return prepare(desk, text, BLACK, whole=whole).found


def prepare(desk: Desk, text: str, instead: str, *, whole: bool = False) -> Prepared:
    """Work out what redacting would write. Nothing is changed; a snapshot will do, on any thread.

    Raises:
        Refused: the text is too short.
    """
    with desk.beneath_for_reading() as rows:
        return _Redaction(rows, text, instead, whole=whole).run(desk.last_edit)


def redact(
    desk: Desk, text: str, instead: str, label: str, prepared: Prepared | None = None, *, whole: bool = False
) -> Standing:
    """Put another text in the place of one, everywhere, and leave no byte of it in the working copy.

    Args:
        desk: the desk.
        text: what goes.
        instead: what stands there then.
        label: what the history says of it; it must not hold the text.
        prepared: the same, worked out before; it counts only while the desk is still as it was then.
        whole: it stays where it is but a part of a longer word.

    Raises:
        Refused: the text is too short, or would still stand there.
        ReadOnlyDesk: the desk is open for reading.
    """
    pattern = pattern_of(text, whole=whole)
    if pattern.search(instead) or pattern.search(label):
        raise Refused("What is put in its place must not hold the text itself.")
    with desk.beneath(label, barrier=True) as beneath:
        rows = beneath.rows
        rows.run("PRAGMA secure_delete = ON")
        if prepared is None or prepared.edit != desk.last_edit:
            prepared = _Redaction(rows, text, instead, whole=whole).run(desk.last_edit)
        for kind, records in groupby(prepared.records, key=type):
            rows.rewrite_all(kind, [*records])
        rows.change_images(prepared.images)
        for entry in prepared.entries:
            rows.change_label(*entry)
        beneath.touched += [Touched(type(each), each.id, each, each) for each in prepared.records]
        beneath.who = pattern.sub(lambda _: instead, beneath.who)
    desk.tidy_file()
    return prepared.found


class _Redaction:
    """One walk through all that a desk holds."""

    def __init__(self, rows: Rows, text: str, instead: str, *, whole: bool) -> None:
        self._rows = rows
        self._pattern = pattern_of(text, whole=whole)
        self._quick = piece_of(text)
        self._bytes = in_bytes(text)
        self._change: Callable[[str], str] = lambda found: self._pattern.sub(lambda _: instead, found)
        self._retelling = Retelling(self._change, _told_once(rows))
        self._places: Counter[tuple[type[Record], str]] = Counter()
        self._inside: list[str] = []  # longer words of which it is a part
        self._files = 0

    def run(self, edit: int) -> Prepared:
        """Look everywhere, in a desk after this edit."""
        all_of_them = (record for kind in RECORDS for record in self._rows.each(kind))
        records = tuple(new for each in all_of_them if (new := self._record(each)) is not each)
        images: list[Images] = []
        for row, name, *old in self._rows.images():
            before, after = (self._image(BY_NAME.get(name), image) for image in old)
            if [before, after] != old:
                images.append((row, before, after))
        entries: list[Named] = []
        labels = names = 0
        for number, label, who, typing in self._rows.labels():
            new_label, new_who = self._change(label), self._change(who)
            labels += new_label != label
            names += new_who != who
            if (new_label, new_who) != (label, who):
                entries.append((number, new_label, new_who, typing and self._change(typing)))
        found = Standing(
            dict(self._places), len(images), labels, names, self._files, len(self._inside),
            next(iter(self._inside), ""),
        )  # fmt: skip
        return Prepared(edit, found, records, tuple(images), tuple(entries))

    def _record(self, record: Record) -> Record:
        new = self._retelling.record(record)
        if new is not record:
            for told in free_texts(type(record)):
                value: Any = getattr(record, told.name)
                texts = value if isinstance(value, tuple) else (value or "",)
                for each in texts:
                    for found in self._pattern.finditer(each):
                        self._places[type(record), told.name] += 1
                        if (longer := _word_around(each, found)) != found[0]:
                            self._inside.append(longer)
        if isinstance(new, Attachment) and (data := self._masked(new.data)) != new.data:
            self._files += 1
            return replace_data(new, data)
        return new

    def _masked(self, data: bytes) -> bytes:
        return self._bytes.sub(lambda found: b"x" * len(found[0]), data) if self._bytes else data

    def _image(self, kind: type[Record] | None, image: bytes | None) -> bytes | None:
        """An image of a record without the text; fields that no longer exist are looked at, too."""
        if image is None:
            return None
        text = zlib.decompress(image).decode()
        if not self._quick.search(text) and kind is not Attachment:
            return image
        cells: dict[str, Any] = json.loads(text)
        new = dict(self._cells(kind, cells))
        if kind is Attachment and isinstance(cells.get("data"), dict):
            data = base64.b64decode(cells["data"]["base64"])
            if (masked := self._masked(data)) != data:
                new["data"] = {"base64": base64.b64encode(masked).decode()}
                new["digest"] = hashlib.sha256(masked).hexdigest()
        if new == cells:
            return image
        return zlib.compress(json.dumps(new, ensure_ascii=False, separators=(",", ":")).encode(), 1)

    def _cells(self, kind: type[Record] | None, cells: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        known = {told.name: told for told in fields_of(kind)} if kind else {}
        free = {told.name for told in free_texts(kind)} if kind else set()
        for name, value in cells.items():
            if not isinstance(value, str) or (name in known and name not in free):
                yield name, value
            elif kind and name in known and known[name].kind is tuple:
                old = tuple(json.loads(value))
                new = self._retelling.value(kind, name, old)
                yield name, value if new == old else json.dumps(new, ensure_ascii=False)
            else:
                yield name, self._retelling.value(kind or Record, name, value)


def _word_around(text: str, found: re.Match[str]) -> str:
    """What was found with the rest of the word that it is a part of."""
    before, after = re.search(r"\w*$", text[: found.start()]), re.match(r"\w*", text[found.end() :])
    return (before[0] if before else "") + found[0] + (after[0] if after else "")


def _told_once(rows: Rows) -> Iterator[Record]:
    for kind in RECORDS:
        if texts_once(kind):
            yield from rows.find(kind, {})


def replace_data(attachment: Attachment, data: bytes) -> Attachment:
    """A file with other bytes, under their digest."""
    return Attachment(
        id=attachment.id, digest=hashlib.sha256(data).hexdigest(), name=attachment.name,
        media_type=attachment.media_type, data=data,
    )  # fmt: skip
