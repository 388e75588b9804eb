"""Saving a workbook so that the same desk gives the same bytes at the same moment."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from openpyxl import Workbook


class _Archive(ZipFile):
    """A zip file whose entries carry one given time, so that the same desk gives the same bytes."""

    def __init__(self, target: Path | str | IO[bytes], moment: datetime) -> None:
        super().__init__(target, "w", ZIP_DEFLATED, allowZip64=True)
        self._moment = max(moment.timetuple()[:6], (1980, 1, 1, 0, 0, 0))

    def _entry(self, name: str) -> ZipInfo:
        entry = ZipInfo(name, self._moment)
        entry.compress_type = ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        return entry

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """See ZipFile."""
        super().writestr(self._entry(str(zinfo_or_arcname)), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """See ZipFile."""
        with Path(filename).open("rb") as source, self.open(self._entry(str(arcname)), "w") as sink:
            shutil.copyfileobj(source, sink)


def save_book(book: "Workbook", target: Path | str | IO[bytes], moment: datetime) -> None:
    """Like openpyxl's own save, which stamps the clock's time on properties and entries."""
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415 - late, as above

    with _Archive(target, moment) as archive:
        ExcelWriter(book, archive).save()
