"""Where a desk file holds a text: every cell, every image of the journal, every file, every byte."""

import base64
import contextlib
import json
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def holds(path: Path, text: str) -> list[str]:
    """The places, in words; empty when the text is nowhere. Capitals do not matter."""
    raw = path.read_bytes().lower()
    found = [f"bytes as {each}" for each in ENCODINGS if text.lower().encode(each) in raw]
    with contextlib.closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            for row in connection.execute(f'SELECT * FROM "{name}"'):
                found += [f"{name}: {cell!r:.60}" for cell in row for told in _told(cell) if _in(text, told)]
    return found


def _in(text: str, told: str | bytes) -> bool:
    if isinstance(told, str):
        return text.casefold() in told.casefold()
    return any(text.lower().encode(each) in told.lower() for each in ENCODINGS)


def _told(cell: object) -> Iterator[str | bytes]:
    if isinstance(cell, str):
        yield cell
        with contextlib.suppress(ValueError):
            yield json.dumps(json.loads(cell), ensure_ascii=False)
    if isinstance(cell, bytes):
        yield cell
        with contextlib.suppress(zlib.error):
            image = zlib.decompress(cell)
            yield image.decode()
            for value in json.loads(image).values():
                if isinstance(value, dict):
                    yield base64.b64decode(value["base64"])
                elif isinstance(value, str):
                    yield from _told(value)
