"""The report of what changed: every record is told, and long texts go on over the pages."""

from datetime import date
from io import BytesIO

import pypdfium2 as pdfium

from kpidesk.domain.reader import Collection
from kpidesk.drawing.changes_report import changes_report
from kpidesk.drawing.record_words import FieldWords, RecordWords
from kpidesk.exports.pdf import write_pdf
from kpidesk.system.words import Words


def read(*records: RecordWords) -> tuple[int, str]:
    """How many pages there are, and all that can be read on them."""
    pages = changes_report(Collection(()), "Report", "then, now", records, Words(), date(2025, 7, 8))
    file = BytesIO()
    write_pdf(pages, file, title="Report")
    document = pdfium.PdfDocument(file.getvalue())
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return len(pages), " ".join(text.split())


def changed(before: str, after: str) -> RecordWords:
    return RecordWords("a", "Result", "R01 Water is safe", "changed", (FieldWords("Why", before, after),))


def test_before_and_after_stand_side_by_side() -> None:
    count, text = read(changed("so", "otherwise"))
    assert count == 1
    assert "1 changed" in text
    assert "Result: changed R01 Water is safe Field Before After Why so otherwise" in text


def test_what_came_and_what_went_have_one_side() -> None:
    field = (FieldWords("Name", "", "New"),)
    _, text = read(RecordWords("a", "Person", "New", "added", field))
    assert "Field After Name New" in text
    _, text = read(RecordWords("a", "Person", "Old", "removed", (FieldWords("Name", "Old", ""),)))
    assert "Field Before Name Old" in text


def test_a_very_long_text_is_told_in_full() -> None:
    long = " ".join(f"word{number}" for number in range(3000))
    count, text = read(changed("short", long))
    assert count > 2
    assert "Before: short" in text
    assert all(f"word{number}" in text for number in (0, 1500, 2999))


def test_nothing_different_is_said() -> None:
    assert "Nothing is different." in read()[1]


def test_what_is_no_longer_kept_is_said() -> None:
    assert "no longer kept" in read(RecordWords("a", "Result", "R01", "lost", ()))[1]
