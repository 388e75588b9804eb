"""Clusters of notes: nothing that is done with them changes or loses a note."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidesk.actions import clusters
from kpidesk.desk.store import Desk
from kpidesk.desk.workfile import new_desk
from kpidesk.domain.clusters import Group, stand_in, suggest
from kpidesk.domain.gallery import Cluster, Gallery, Membership, Note, Poster
from kpidesk.domain.wording import Refused
from kpidesk.imports import sample


@pytest.fixture(scope="module")
def desk() -> Desk:
    """The sample, which no test of this file changes for others: each begins with its own gallery."""
    made = new_desk(who="tester")
    with made.edit("Sample", barrier=True) as edit:
        sample.load(edit, sample.read("marrow-valley"))
    return made


def gallery(desk: Desk) -> Gallery:
    return desk.find(Gallery)[0]


def codes(desk: Desk) -> dict[str, list[str]]:
    """The notes of each cluster by its name."""
    names = {each.id: each.name for each in desk.find(Cluster)}
    notes = {each.id: each.code for each in desk.find(Note)}
    found = stand_in(desk, gallery(desk).id)
    return {names[key]: [notes[note] for note in own] for key, own in found.items()}


def by_name(desk: Desk, name: str) -> Cluster:
    return next(each for each in desk.find(Cluster) if each.name == name)


def note(desk: Desk, code: str) -> str:
    return next(each.id for each in desk.find(Note, code=code))


def test_the_sample_has_clusters_and_a_note_in_two(desk: Desk) -> None:
    found = codes(desk)
    assert list(found)[:2] == ["Measure it at the tap, not in the office", "It will be gamed"]
    assert sum("N59" in own for own in found.values()) == 2


def test_merging_keeps_every_note_once_and_the_first_name(desk: Desk) -> None:
    one, other = (
        by_name(desk, "Measure it at the tap, not in the office"),
        by_name(desk, "Hand-typed and missing data"),
    )
    before = {*codes(desk)[one.name], *codes(desk)[other.name]}
    with desk.edit("Merge") as edit:
        clusters.merge(edit, other.id, one.id)
    found = codes(desk)
    assert sorted(found[one.name]) == sorted(before)
    assert other.name not in found
    desk.undo()
    assert other.name in codes(desk)
    with pytest.raises(Refused, match="with itself"), desk.edit("Merge") as edit:
        clusters.merge(edit, one.id, one.id)


def test_merging_into_a_nameless_cluster_takes_the_name_along(desk: Desk) -> None:
    with desk.edit("Merge") as edit:
        nameless = clusters.add(edit, gallery(desk).id)
        into = clusters.merge(edit, by_name(desk, "Safety first").id, nameless.id)
    assert into.name == "Safety first"
    desk.undo()


def test_splitting_moves_chosen_notes_right_behind(desk: Desk) -> None:
    gamed = by_name(desk, "It will be gamed")
    with desk.edit("Split") as edit:
        clusters.split(edit, gamed.id, [note(desk, "N45"), note(desk, "N21")], "Reporting")
    found = codes(desk)
    assert list(found).index("Reporting") == list(found).index("It will be gamed") + 1
    assert found["Reporting"] == ["N45", "N21"]
    assert found["It will be gamed"] == ["N36", "N53"]
    desk.undo()
    with pytest.raises(Refused, match="Choose the notes"), desk.edit("Split") as edit:
        clusters.split(edit, gamed.id, [])


def test_a_note_moves_between_clusters_and_out(desk: Desk) -> None:
    here, there = by_name(desk, "Safety first"), by_name(desk, "It will be gamed")
    with desk.edit("Move") as edit:
        clusters.move(edit, [note(desk, "N32")], here.id, there.id)
        clusters.move(edit, [note(desk, "N46")], here.id, "")
        clusters.move(edit, [note(desk, "N01")], "", here.id)
    assert codes(desk)["Safety first"] == ["N01"]
    assert codes(desk)["It will be gamed"][-1] == "N32"
    desk.undo()


def test_removing_a_note_takes_it_out_everywhere_and_a_cluster_leaves_its_notes(desk: Desk) -> None:
    with desk.edit("Remove") as edit:
        edit.remove(edit.get(Note, note(desk, "N59")))
        clusters.remove(edit, by_name(edit, "Safety first").id)  # type: ignore[arg-type]
    assert all("N59" not in own for own in codes(desk).values())
    assert desk.find(Note, code="N32")
    desk.undo()


def test_suggestions_are_one_step_back(desk: Desk) -> None:
    before = len(desk.find(Cluster))
    groups = [Group((note(desk, "N38"), note(desk, "N39")), ("spill",)), Group((note(desk, "N43"),), ())]
    with desk.edit("Suggest") as edit:
        clusters.take_suggestion(edit, gallery(desk).id, groups)
    assert len(desk.find(Cluster)) == before + 2
    desk.undo()
    assert len(desk.find(Cluster)) == before


def stem(word: str, _: str) -> str:
    return "" if len(word) < 4 else word.removesuffix("s")


def notes_of(*texts: str, poster: str = "p") -> list[Note]:
    return [
        Note(id=f"n{place}", code=f"N{place}", poster=poster, text=text) for place, text in enumerate(texts)
    ]


def test_notes_go_together_by_a_rare_word_or_two_words() -> None:
    texts = ["Meters are broken", "A broken meter again", "Loggers fail in storms", "What about water taste"]
    (group,) = suggest(notes_of(*texts), stem)
    assert group.notes == ("n0", "n1")
    assert set(group.words) == {"Meters", "broken"}


def test_notes_of_different_posters_go_together_only_when_asked() -> None:
    one, other = notes_of("Broken meters")[0], Note(id="m", code="M", poster="q", text="Broken meters")
    assert suggest([one, other], stem) == ()
    assert suggest([one, other], stem, across=True)[0].notes == ("n0", "m")


@given(
    st.lists(
        st.lists(
            st.sampled_from(["water", "meter", "pipes", "crew", "night", "storm", "taste", "calls"]),
            max_size=6,
        )
    )
)
def test_no_note_is_suggested_twice_and_groups_stay_small(texts: list[list[str]]) -> None:
    notes = notes_of(*(" ".join(each) for each in texts))
    found = [each for group in suggest(notes, stem) for each in group.notes]
    assert len(found) == len(set(found))
    assert set(found) <= {each.id for each in notes}
    assert all(2 <= len(group.notes) <= 8 for group in suggest(notes, stem))


def test_a_cluster_may_hold_a_note_only_once(desk: Desk) -> None:
    safety = by_name(desk, "Safety first")
    with desk.edit("Put") as edit:
        clusters.put(edit, safety.id, [note(desk, "N32"), note(desk, "N01"), note(desk, "N01")])
    assert len(desk.find(Membership, cluster=safety.id)) == 3
    desk.undo()


def test_clusters_go_with_their_gallery(tmp_path: Path) -> None:
    desk = new_desk(who="tester")
    with desk.edit("Begin") as edit:
        made = edit.put(Gallery(id=edit.new_id(), name="Open day"))
        clusters.add(edit, made.id, "Theme")
    with desk.edit("Remove") as edit:
        edit.remove(made)
    assert not desk.find(Cluster)
    assert not desk.find(Poster)
    desk.close()
