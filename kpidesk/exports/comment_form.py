"""A workbook in which people who cannot come write their notes; it is read back like any list of notes.

One row is one note. Nothing in it tells who filled it in, unless the gallery takes names.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from kpidesk.domain.gallery import Gallery, NoteKind, Poster, RatingScale
from kpidesk.domain.labels import LABELS
from kpidesk.domain.posters import in_order
from kpidesk.domain.reader import Reader
from kpidesk.drawing.palette import LIGHT
from kpidesk.drawing.poster_kinds import poster_name
from kpidesk.exports.workbook_archive import save_book
from kpidesk.system.words import Words

ROWS: Final = 200
_TALL: Final = 30.0


def commented(reader: Reader) -> list[Gallery]:
    """The galleries that have posters to comment."""
    there = {poster.gallery for poster in reader.find(Poster)}
    return [gallery for gallery in reader.find(Gallery) if gallery.id in there]


def write_comment_form(reader: Reader, gallery_id: str, words: Words, at: datetime, path: Path) -> None:
    """Write the form of a gallery; the same moment gives the same bytes."""
    from openpyxl import Workbook  # noqa: PLC0415 - late: the window paints first

    gallery = reader.get(Gallery, gallery_id)
    posters = in_order(reader.find(Poster, gallery=gallery_id))
    book = Workbook()
    book.properties.creator = ""
    book.properties.created = book.properties.modified = at.astimezone(UTC).replace(tzinfo=None)
    book.properties.title = gallery.name
    book.properties.language = words.language
    form: Any = book.active
    form.title = words("Your notes")
    about: Any = book.create_sheet(words("Posters"))
    _write_posters(about, reader, posters, words)
    _write_form(form, reader, gallery, len(posters), about.title, words)
    save_book(book, path, at)


def _columns(reader: Reader, gallery: Gallery, words: Words) -> list[tuple[str, float]]:
    """Headings and widths; the headings are those that reading back knows."""
    scales = [reader.get(RatingScale, key) for key in (gallery.understand_scale, gallery.back_scale) if key]
    found = [(words("Poster"), 10.0), (words("Kind"), 16.0), (words("Note"), 70.0)]
    if gallery.rated:
        found += [(scale.question, 16.0) for scale in scales]
    return [*found, (words("Name"), 20.0)] if gallery.names else found


def _write_form(
    page: Any, reader: Reader, gallery: Gallery, posters: int, list_name: str, words: Words
) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415 - late, as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    columns = _columns(reader, gallery, words)
    line = Side("thin", color=LIGHT.border[1:])
    for number, (heading, width) in enumerate(columns, 1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = width
        cell = page.cell(1, number, heading)
        cell.font = Font(name="Calibri", size=11, bold=True, color=LIGHT.accent[1:])
        cell.fill = PatternFill("solid", fgColor=LIGHT.accent_soft[1:])
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        for row in range(2, ROWS + 2):
            below = page.cell(row, number)
            below.alignment = Alignment(vertical="top", wrap_text=True)
            below.border = Border(bottom=line)
            below.number_format = "@" if heading == words("Note") else "General"
    page.row_dimensions[1].height = _TALL
    page.freeze_panes = "A2"

    def offer(column: int, source: str, prompt: str) -> None:
        rule = DataValidation("list", formula1=source, allow_blank=True, showInputMessage=True)
        rule.promptTitle, rule.prompt = columns[column - 1][0][:32], prompt[:255]
        letter = get_column_letter(column)
        rule.add(f"{letter}2:{letter}{ROWS + 1}")
        page.add_data_validation(rule)

    if posters:
        sheet = list_name.replace("'", "''")
        offer(1, f"'{sheet}'!$A$2:$A${posters + 1}", words("The code in the corner of the poster or slide."))
    kinds = ",".join(words(LABELS[kind]) for kind in NoteKind)
    offer(2, f'"{kinds}"', words("Leave it empty if none fits."))
    low, high = (1, 5)
    for number in range(4, 4 + len(columns) - 3 - gallery.names):
        steps = ",".join(str(step) for step in range(low, high + 1))
        offer(number, f'"{steps}"', words("1 is not at all, {high} is fully. Empty is fine.", high=high))
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"


def _write_posters(page: Any, reader: Reader, posters: list[Poster], words: Words) -> None:
    """Which poster is which, and what it asks."""
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - late, as above

    for number, (heading, width) in enumerate(
        ((words("Poster"), 10.0), (words("What it shows"), 44.0), (words("What we ask"), 70.0)), 1
    ):
        page.column_dimensions["ABC"[number - 1]].width = width
        page.cell(1, number, heading).font = Font(name="Calibri", size=11, bold=True)
    for row, poster in enumerate(posters, 2):
        texts = (poster.code, poster_name(reader, poster, words), "\n".join(poster.questions))
        for number, said in enumerate(texts, 1):
            cell = page.cell(row, number)
            cell.value, cell.data_type = said, "s"  # text stays text, whatever it begins with
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    page.freeze_panes = "A2"
