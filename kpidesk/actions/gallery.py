"""What a person can do with galleries: posters, groups of visitors, and the notes they leave."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.gallery import Decision, Gallery, Note, Poster, PosterKind, RatingScale
from kpidesk.domain.people import Group, GroupKind
from kpidesk.domain.posters import PARTS
from kpidesk.domain.shorthand import Reading
from kpidesk.domain.wording import Refused

LONGEST_KEY: Final = 12
_LANGUAGE: Final = r"[a-z]{2,3}([-_][A-Za-z]{2,4})*"
_GALLERY_LINES: Final = frozenset({"purpose", "otherwise", "host_notes", "heard"})
_NOTE_LINES: Final = frozenset({"text", "reason"})


def begin(edit: Edit, name: str, place: str = "") -> Gallery:
    """Begin a gallery, with the desk's scales for understanding and backing.

    Raises:
        Refused: the name is missing, or a text too long.
    """
    needed = {"name": _gallery_needs_name()}
    given = fields.fit(edit, Gallery, {"name": name, "place": place}, needed=needed)
    scales = {scale.key: scale.id for scale in edit.find(RatingScale)}
    return edit.put(
        Gallery(
            id=edit.new_id(),
            understand_scale=scales.get("understand"),
            back_scale=scales.get("back"),
            **given,
        )
    )


def change_gallery(edit: Edit, gallery_id: str, **given: object) -> Gallery:
    """Change any of a gallery's fields.

    Raises:
        Refused: the name is missing, a text too long, a number cannot be taken, or it would close before
            it opens.
    """
    needed = {"name": _gallery_needs_name()}
    after = fields.changed(edit, Gallery, gallery_id, given, lines=_GALLERY_LINES, needed=needed)
    if after.opens is not None and after.closes is not None and after.closes <= after.opens:
        raise Refused("A gallery closes after it has opened.")
    return edit.put(after)


def _gallery_needs_name() -> Refused:
    return Refused("A gallery needs a name.")


def add_poster(
    edit: Edit,
    gallery_id: str,
    kind: PosterKind | None = None,
    *,
    measure_id: str | None = None,
    map_id: str | None = None,
    goal_id: str | None = None,
) -> Poster:
    """Hang a poster of a measure, a map or a goal, or of a kind that shows none of them.

    Raises:
        Refused: more than one is given, or none that the kind needs, or the gallery has a poster of the
            measure.
    """
    shown = {PosterKind.MEASURE: measure_id, PosterKind.MAP: map_id, PosterKind.GOAL: goal_id}
    chosen = [each for each, record in shown.items() if record is not None]
    if len(chosen) > 1 or (chosen and kind not in {None, *chosen}) or (not chosen and kind in {None, *shown}):
        raise Refused("A poster shows a measure, a map or a goal, or it is of a kind that shows none.")
    given = fields.fit(
        edit, Poster, {"gallery": gallery_id, "measure": measure_id, "map": map_id, "goal": goal_id}
    )
    if measure_id is not None:
        _refuse_second_poster(edit, gallery_id, measure_id)
    last = max((each.place for each in edit.find(Poster, gallery=gallery_id)), default=0.0)
    return edit.put(
        Poster(
            id=edit.new_id(),
            code=edit.next_code("G"),
            kind=chosen[0] if chosen else kind or PosterKind.OWN,
            place=last + 1 if last else 0.0,
            **given,
        )
    )


def change_poster(edit: Edit, poster_id: str, **given: object) -> Poster:
    """Change what a poster shows, its words, its parts, its paper, its languages or its version.

    Raises:
        Refused: the gallery has another poster of the measure, or a value cannot be taken.
    """
    before = edit.get(Poster, poster_id)
    after = fields.changed(edit, Poster, poster_id, given, fixed={"gallery", "kind"})
    if given.get("measure") is not None:
        after = replace(after, kind=PosterKind.MEASURE, map=None, goal=None)
    elif given.get("map") is not None:
        after = replace(after, kind=PosterKind.MAP, measure=None, goal=None)
    elif given.get("goal") is not None:
        after = replace(after, kind=PosterKind.GOAL, measure=None, map=None)
    if after.language and not re.fullmatch(_LANGUAGE, after.language):
        raise Refused("“{typed}” is no code of a language, such as es.", typed=after.language[:20])
    if after.measure is not None and after.measure != before.measure:
        _refuse_second_poster(edit, after.gallery, after.measure)
    return edit.put(replace(after, hidden=tuple(key for key in after.hidden if key in PARTS[after.kind])))


def order_posters(edit: Edit, poster_ids: Sequence[str]) -> None:
    """Put the posters of a gallery in an order, from the first to the last."""
    for place, poster_id in enumerate(dict.fromkeys(poster_ids), 1):
        edit.put(replace(edit.get(Poster, poster_id), place=float(place)))


def remove_poster(edit: Edit, poster_id: str) -> None:
    """Take a poster down.

    Raises:
        StillUsed: it has notes.
    """
    edit.remove(edit.get(Poster, poster_id))


def _refuse_second_poster(edit: Edit, gallery_id: str, measure_id: str) -> None:
    for other in edit.find(Poster, gallery=gallery_id, measure=measure_id):
        raise Refused("Poster {poster} of this gallery shows this measure already.", poster=other.code)


def add_group(edit: Edit, key: str, name: str, kind: GroupKind = GroupKind.STAFF) -> Group:
    """Add a group that notes can be attributed to.

    Args:
        edit: the open edit.
        key: what is typed for it after an @.
        name: what it is called.
        kind: where it stands.

    Raises:
        Refused: the key cannot be typed or is taken, or the name is missing.
    """
    given = _group_fields(edit, {"key": key, "name": name, "kind": kind})
    return edit.put(Group(id=edit.new_id(), **given))


def change_group(edit: Edit, group_id: str, **given: object) -> Group:
    """Change a group's key, name or kind.

    Raises:
        Refused: the key cannot be typed or is taken, or the name is missing.
    """
    return edit.put(replace(edit.get(Group, group_id), **_group_fields(edit, given, except_for=group_id)))


def remove_group(edit: Edit, group_id: str) -> None:
    """Take a group away.

    Raises:
        StillUsed: notes are attributed to it.
    """
    edit.remove(edit.get(Group, group_id))


def _group_fields(edit: Edit, given: dict[str, object], except_for: str | None = None) -> dict[str, Any]:
    taken = fields.fit(edit, Group, given, needed={"name": Refused("A group needs a name.")})
    if "key" in taken:
        key = taken["key"] = str(taken["key"]).removeprefix("@")
        if not re.fullmatch(r"[\w-]+", key) or len(key) > LONGEST_KEY:
            raise Refused(
                "A group's key has 1 to {limit} letters, digits, _ or -, and nothing else.", limit=LONGEST_KEY
            )
        other = _group_of(edit, key)
        if other is not None and other.id != except_for:
            raise Refused("The key {key} stands for “{name}” already.", key=other.key, name=other.name)
    return taken


def _group_of(edit: Edit, key: str) -> Group | None:
    return next((group for group in edit.find(Group) if group.key.casefold() == key.casefold()), None)


def add_note(edit: Edit, reading: Reading, *, language: str = "en", on_behalf: bool = False) -> Note:
    """Keep a typed line as a note.

    Args:
        edit: the open edit.
        reading: what the line says; poster and group by what is typed for them.
        language: the code of the language of the text.
        on_behalf: whether the facilitator wrote it for somebody.

    Raises:
        Refused: no poster, no such poster or group, or no text.
    """
    if reading.poster is None:
        raise Refused("Which poster is this note from? Type its code, such as g07.")
    posters = [poster for poster in edit.find(Poster) if poster.code.casefold() == reading.poster.casefold()]
    if not posters:
        raise Refused("There is no poster {poster}.", poster=reading.poster)
    group = None if reading.group is None else _group_of(edit, reading.group)
    if reading.group is not None and group is None:
        raise Refused("There is no group {group}.", group=reading.group)
    given = {
        "poster": posters[0].id, "text": reading.text, "kind": reading.kind,
        "group": None if group is None else group.id, "language": language, "on_behalf": on_behalf,
        "understand": reading.understand, "back": reading.back,
        "moscow": reading.moscow, "horizon": reading.horizon,
    }  # fmt: skip
    taken = fields.fit(edit, Note, given, lines=_NOTE_LINES, needed={"text": _note_needs_words()})
    return edit.put(Note(id=edit.new_id(), code=edit.next_code("N"), **taken))


def change_note(edit: Edit, note_id: str, **given: object) -> Note:
    """Change any of a note's fields but its code; poster and group by their ids.

    Raises:
        Refused: no text or one too long, or a number cannot be taken.
    """
    needed = {"text": _note_needs_words()}
    return edit.put(fields.changed(edit, Note, note_id, given, lines=_NOTE_LINES, needed=needed))


def remove_note(edit: Edit, note_id: str) -> None:
    """Take a note away; promises that came from it stay."""
    edit.remove(edit.get(Note, note_id))


def support(edit: Edit, note_id: str, by: int = 1) -> Note:
    """Count somebody who says the same as a note; below zero, take a count back."""
    note = edit.get(Note, note_id)
    return edit.put(replace(note, support=fields.count(max(0, note.support + by))))


def decide(edit: Edit, note_id: str, decision: Decision | None, reason: str = "") -> Note:
    """Note what the team decided on a note, when, and why; None takes the decision back.

    A note that was told about, and whose decision changes, is to be told about again.

    Raises:
        Refused: the reason is too long.
    """
    before = edit.get(Note, note_id)
    note = change_note(edit, note_id, decision=decision, reason=reason)
    if decision is None:
        return edit.put(replace(note, decided_on=None, told_on=None))
    day = edit.today if decision is not before.decision else before.decided_on
    same = (decision, note.reason) == (before.decision, before.reason)
    return edit.put(replace(note, decided_on=day, told_on=before.told_on if same else None, discussed=True))


def _note_needs_words() -> Refused:
    return Refused("A note needs words.")
