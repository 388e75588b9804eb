"""Cells of the workbook: what a value looks like in one, and how cells of three versions are compared.

A cell is a text, a number, or empty (""). Days stand as ISO texts here, so that what Excel, LibreOffice
and we make of a date is the same.
"""

import base64
import json
import math
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from enum import Enum
from typing import Final

from kpidesk.domain.labels import LABELS

Cell = str | int | float
Tell = Callable[[str], str]
"""Says a message in the language of the workbook."""

LONGEST_TEXT: Final = 32_767
CUT: Final = " […]"
_CHUNK: Final = 30_000  # characters of packed rows in one cell
# What no XML file may hold: control characters, halves of surrogate pairs, non-characters.
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


def label(value: Enum | bool, tell: Tell) -> str:
    """The word for a choice or a yes and no."""
    if isinstance(value, bool):
        return tell("yes") if value else tell("no")
    return tell(LABELS[value])


def legal(text: str) -> str:
    """The text without what an XML file cannot hold, lines ended by line feeds."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ILLEGAL.sub("", text) if _ILLEGAL.search(text) else text


def fitting(text: str) -> tuple[str, bool]:
    """The text within what a cell holds, in halves of UTF-16 as Excel counts, and whether it was cut."""
    if len(text) <= LONGEST_TEXT // 2 or len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return text, False
    room = LONGEST_TEXT - len(CUT)
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", errors="ignore") + CUT, True


def plain(value: object) -> Cell:
    """A value as it is compared: texts without outer spaces, days as ISO texts, nothing as ""."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and math.isfinite(value):
        return int(value) if isinstance(value, bool) else value
    return "" if value is None else str(value)


def shown(value: object, tell: Tell) -> Cell:
    """What the workbook shows for a column's value, as it is compared with what comes back."""
    if isinstance(value, Enum | bool):
        value = label(value, tell)
    if isinstance(value, str):
        value, _ = fitting(legal(value))
    return plain(value)


def unescaped(text: str) -> str:
    """A text as people see it, where a spreadsheet program stores A as _x0041_ or lines with returns."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return legal(text)


# -- the rows as they were exported, carried along


def packed(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Rows as texts that fit into cells of a hidden sheet."""
    data = json.dumps([*map(list, rows)], ensure_ascii=False, separators=(",", ":")).encode()
    text = base64.b64encode(zlib.compress(data, 1)).decode()
    yield from (text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK))


def unpacked(texts: Iterable[str], limit: int) -> list[list[Cell]]:
    """The rows in such texts.

    Args:
        texts: in order.
        limit: bytes of the rows when unpacked; more is not ours.

    Raises:
        ValueError: the texts are none that `packed` made.
    """
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(base64.b64decode("".join(texts), validate=True), limit)
    except zlib.error as error:
        raise ValueError("damaged rows") from error
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise ValueError("too many rows, or not all of them")
    try:
        rows = json.loads(data)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise ValueError("no rows")
    return [[cell if isinstance(cell, str | int | float) else "" for cell in row] for row in rows]
