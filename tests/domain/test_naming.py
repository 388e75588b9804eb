"""Every kind of record and every field has a name that people use."""

from kpidesk.domain.naming import FIELD_NAMES, KIND_NAMES
from kpidesk.domain.record import fields_of
from kpidesk.domain.records import RECORDS
from kpidesk.domain.results import Result


def test_every_kind_has_a_name_of_its_own() -> None:
    assert {*KIND_NAMES} == {*RECORDS}
    assert len({*KIND_NAMES.values()}) == len(RECORDS)


def test_every_field_but_the_id_has_a_name() -> None:
    assert {*FIELD_NAMES} == {(kind, field.name) for kind in RECORDS for field in fields_of(kind)[1:]}
    assert all(name.strip() for name in FIELD_NAMES.values())


def test_names_of_a_kind_differ_where_people_must_tell_them_apart() -> None:
    for kind in RECORDS:
        names = [FIELD_NAMES[kind, field.name] for field in fields_of(kind)[1:]]
        assert len({*names}) == len(names), (kind, names)


def test_the_workbook_and_the_history_use_the_same_words() -> None:
    assert FIELD_NAMES[Result, "off_strategy_reason"] == "Why it is here all the same"
