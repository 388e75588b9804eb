"""Cells of a workbook that is streamed. Imports openpyxl, which takes 200 ms: import this late."""

from typing import Any

from openpyxl.cell.cell import Cell


class StreamedCell(Cell):
    """A cell that is written in many rows: its look is looked up when it is first written, and stays.

    openpyxl looks the look up for each cell that is written, which takes a tenth of an export.
    """

    __slots__ = ("_known",)

    def __init__(self, page: Any) -> None:
        super().__init__(page, row=1, column=1)
        self._known: int | None = None

    @property
    def style_id(self) -> int:
        """The number of its look."""
        if self._known is None:
            self._known = super().style_id
        return self._known
