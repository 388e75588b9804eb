"""What the first hundred bytes of a file tell, read before any SQL runs.

Source: the SQLite file format, section 1.3 (offsets of page size, page count, user version and
application id).
"""

import struct
from pathlib import Path
from typing import Final

from kpidesk.desk.problems import DamagedDesk, NewerDesk, NotADesk, from_os

APPLICATION_ID: Final = int.from_bytes(b"KPID")
# Hundreds are the major version; tens and ones a minor one that older programs can still read.
FORMAT: Final = 108
_MAGIC: Final = b"SQLite format 3\x00"


def major(file_format: int) -> int:
    """The major version of a format number."""
    return file_format // 100


def format_text(file_format: int) -> str:
    """A format number as people read it: 100 → 1.0."""
    return f"{file_format // 100}.{file_format % 100}"


def check_header(path: Path) -> int:
    """The format of the desk file at `path`.

    Raises:
        NotADesk: nothing there, a folder, empty, or another kind of file.
        NewerDesk: the format's major version is not known.
        DamagedDesk: shorter than it says itself.
        NoAccess: cannot be read.
    """
    if path.is_dir():
        raise NotADesk("{path} is a folder, not a KPI Desk file.", path=path)
    try:
        with path.open("rb") as file:
            head = file.read(100)
        size = path.stat().st_size
    except FileNotFoundError:
        raise NotADesk("There is no file {path}.", path=path) from None
    except OSError as error:
        raise from_os(error, path) from error
    if not head:
        raise NotADesk("{path} is empty.", path=path)
    if not (head.startswith(_MAGIC) or (len(head) < 100 and _MAGIC.startswith(head[:16]))):
        raise NotADesk("{path} is not a KPI Desk file.", path=path)
    if len(head) < 100:
        raise DamagedDesk(path=path, detail="it ends within its head")
    page_size, pages = struct.unpack_from(">H", head, 16)[0], struct.unpack_from(">I", head, 28)[0]
    file_format, application = struct.unpack_from(">I", head, 60)[0], struct.unpack_from(">I", head, 68)[0]
    if application != APPLICATION_ID:
        raise NotADesk("{path} is a database of another program, not a KPI Desk file.", path=path)
    if major(file_format) > major(FORMAT):
        raise NewerDesk(path=path, format=format_text(file_format), known=format_text(FORMAT))
    if size < pages * (65536 if page_size == 1 else page_size):
        raise DamagedDesk(path=path, detail="a part at its end is missing")
    return int(file_format)
