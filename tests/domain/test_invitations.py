"""Merge fields of invitations, in every supplied language and variant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.domain.invitations import MERGED, Variant, merged, unknown_braces
from kpidesk.system.invitations import languages, supplied


@pytest.mark.parametrize("language", languages())
def test_every_variant_has_words_that_can_be_filled_in(language: str) -> None:
    found = supplied(language)
    assert set(found) == {"greeting", *(variant.value for variant in Variant)}
    for variant in Variant:
        subject, text = found[variant.value]
        assert unknown_braces(subject + text) == ()
        assert "{date}" in subject
        assert {"{greeting}", "{from}", "{to}", "{room}", "{alternative}", "{hosts}"} <= {
            f"{{{name}}}" for name in MERGED if f"{{{name}}}" in text
        }
        assert merged(text, dict.fromkeys(MERGED, "x")).count("{") == 0


def test_a_language_without_words_gets_english() -> None:
    assert supplied("xx") == supplied("en")


def test_lines_without_anything_to_say_are_left_out() -> None:
    text = "{greeting}\nCome.\nElse: {alternative}\n{hosts}"
    assert merged(text, {"greeting": "Hello,", "hosts": "Ana"}) == "Hello,\nCome.\nAna"


def test_other_braces_stay() -> None:
    assert merged("{Date} {cake} {}", {"date": "today"}) == "today {cake} {}"
    assert unknown_braces("{cake} {date} {cake}") == ("{cake}",)


@given(st.text(), st.dictionaries(st.sampled_from(MERGED), st.text()))
def test_any_text_can_be_merged(template: str, values: dict[str, str]) -> None:
    plain = template.replace("{", "").replace("}", "")
    assert merged(plain, values) == plain.strip()
    assert isinstance(merged(template, values), str)
