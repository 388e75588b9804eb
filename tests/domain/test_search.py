"""Search over every text of a desk, whatever accents and capitals."""

from hypothesis import given
from hypothesis import strategies as st

from kpidesk.desk.workfile import read_desk
from kpidesk.domain.gallery import Note, Poster
from kpidesk.domain.reader import Collection
from kpidesk.domain.results import Goal, Link, Result
from kpidesk.domain.search import Index, folded
from kpidesk.domain.series import Annotation


def test_accents_and_capitals_do_not_matter():
    assert folded("Überläufe in Łódź, STRAẞE") == folded("uberlaufe in lodz, strasse")
    goal = Goal(id="g", code="GL01", text="Réduire les délais à l’hôpital")
    index = Index(Collection([goal]))
    assert [each.record for each in index.search("REDUIRE hopital")] == [goal]
    assert index.search("hospital") == []
    assert index.search("  ") == []


@given(st.text(max_size=60))
def test_every_text_is_found_by_itself(text):
    if not folded(text).split():
        return
    goal = Goal(id="g", code="GL01", text=text)
    assert [each.record for each in Index(Collection([goal])).search(text)] == [goal]


def test_codes_come_first_and_all_kinds_of_texts_are_looked_through(sample_file):
    desk = read_desk(sample_file)
    index = Index(desk)
    assert index.search("r12")[0].record.code == "R12"
    assert type(index.search("dell bridge")[0].record) is Annotation
    assert type(index.search("late samples delay")[0].record) is Link
    assert {type(each.record) for each in index.search("which line do you doubt")} == {Poster}
    one = index.search("my building loses water")  # in its translation
    assert [(type(each.record), each.record.code) for each in one] == [(Note, "N09")]
    assert len(index.search("e", limit=7)) == 7
    desk.close()


def test_a_find_far_into_a_text_shows_its_surroundings():
    long = "word " * 100 + "needle in the hay"
    found = Index(Collection([Result(id="r", code="R01", statement=long, ring="")])).search("needle")
    assert found[0].text.startswith("… ")
    assert "needle" in found[0].text[:60]
