"""Lists as sets of items: which column holds what, and what the rows become."""

from kpidesk.domain.assessment_import import columns_of, items_of


def test_headings_name_the_columns() -> None:
    found = columns_of(["No", "Area", "Criterion", "Poor practice", "Good practice", "Evidence to ask for"])
    assert found == {"section": 1, "text": 2, "poor": 3, "good": 4, "hint": 5}
    assert columns_of(["Bereich", "Frage"]) == {"section": 0, "text": 1}
    assert columns_of(["a", "b"]) == {}


def test_rows_become_items_and_a_section_holds_until_the_next() -> None:
    rows = [
        ("Map", "Goals are  clear.", "no", "yes"), ("", "Links are drawn.", "", ""),
        ("Data", "", "", ""), ("", "Data are there.", "", ""), (),
    ]  # fmt: skip
    found = items_of(rows, {"section": 0, "text": 1, "poor": 2, "good": 3})
    assert found == [
        {"section": "Map", "text": "Goals are clear.", "poor": "no", "good": "yes"},
        {"section": "Map", "text": "Links are drawn."},
        {"section": "Data", "text": "Data are there."},
    ]
