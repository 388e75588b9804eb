"""How partners work together: the board of action and alignment, challenges, and looking back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.sharing import (
    BEST_STAND,
    Centre,
    Challenge,
    ChallengeKind,
    Partner,
    Reflection,
    Snapshot,
    Stand,
    latest_snapshot,
)
from kpidesk.domain.wording import Refused

_REFLECTION_LINES: Final = frozenset({"conversations", "competition", "fragmentation", "culture"})


def take_snapshot(edit: Edit, centre_id: str, day: date | None = None, name: str = "") -> Snapshot:
    """Begin a new board, in which everybody stands where they stood in the one before.

    Raises:
        Refused: the name is too long.
    """
    centre = edit.get(Centre, centre_id)
    before = latest_snapshot(edit, centre.id)
    made = edit.put(
        Snapshot(id=edit.new_id(), centre=centre.id, day=day or edit.today, name=fields.text(name))
    )
    for stand in edit.find(Stand, snapshot=before.id) if before else ():
        edit.put(replace(stand, id=edit.new_id(), snapshot=made.id))
    return made


def change_snapshot(edit: Edit, snapshot_id: str, **given: object) -> Snapshot:
    """Change day or name of a board.

    Raises:
        Refused: the name is too long.
    """
    return edit.put(fields.changed(edit, Snapshot, snapshot_id, given, fixed={"centre"}))


def remove_snapshot(edit: Edit, snapshot_id: str) -> None:
    """Take a board away, with where everybody stood."""
    edit.remove(edit.get(Snapshot, snapshot_id))


def stand(edit: Edit, snapshot_id: str, partner_id: str, action: int, alignment: int) -> Stand:
    """Put a partner on the board, or elsewhere on it.

    Raises:
        Refused: a number is not on the scale.
    """
    for number in (action, alignment):
        if not 1 <= number <= BEST_STAND:
            raise Refused("The board goes from 1 to {best}.", best=BEST_STAND)
    snapshot, partner = edit.get(Snapshot, snapshot_id), edit.get(Partner, partner_id)
    for there in edit.find(Stand, snapshot=snapshot.id, partner=partner.id):
        return edit.put(replace(there, action=action, alignment=alignment))
    return edit.put(
        Stand(id=edit.new_id(), snapshot=snapshot.id, partner=partner.id, action=action, alignment=alignment)
    )


def take_off(edit: Edit, snapshot_id: str, partner_id: str) -> None:
    """Take a partner off the board."""
    for there in edit.find(Stand, snapshot=snapshot_id, partner=partner_id):
        edit.remove(there)


# -- challenges


def add_challenge(
    edit: Edit, centre_id: str, text: str, kind: ChallengeKind | None = None,
    *, partner: str | None = None, other: str | None = None,
) -> Challenge:  # fmt: skip
    """Note what stands in the way of aligned action.

    Raises:
        Refused: the text is missing or too long, or both partners are the same.
    """
    given = {"centre": centre_id, "text": text, "kind": kind, "partner": partner, "other": other}
    taken = fields.fit(edit, Challenge, given, lines={"text"}, needed={"text": _challenge_needs_words()})
    return edit.put(_told_apart(Challenge(id=edit.new_id(), noted_on=edit.today, **taken)))


def change_challenge(edit: Edit, challenge_id: str, **given: object) -> Challenge:
    """Change what is noted of a challenge.

    Raises:
        Refused: the text is missing or too long, or both partners are the same.
    """
    after = fields.changed(
        edit, Challenge, challenge_id, given,
        lines={"text"}, needed={"text": _challenge_needs_words()}, fixed={"centre"},
    )  # fmt: skip
    return edit.put(_told_apart(after))


def remove_challenges(edit: Edit, challenge_ids: Iterable[str]) -> None:
    """Take challenges away."""
    fields.remove_all(edit, Challenge, tuple(challenge_ids))


def _told_apart(challenge: Challenge) -> Challenge:
    if challenge.partner is not None and challenge.partner == challenge.other:
        raise Refused("A challenge lies between two different partners. Choose another one.")
    return challenge


def _challenge_needs_words() -> Refused:
    return Refused("Say what stands in the way.")


# -- looking back


def reflect(edit: Edit, centre_id: str, day: date | None = None) -> Reflection:
    """Begin a look back; one on the same day is gone on with."""
    centre, when = edit.get(Centre, centre_id), day or edit.today
    for there in edit.find(Reflection, centre=centre.id, day=when):
        return there
    return edit.put(Reflection(id=edit.new_id(), centre=centre.id, day=when))


def change_reflection(edit: Edit, reflection_id: str, **given: object) -> Reflection:
    """Change what was said when people looked back.

    Raises:
        Refused: a text is too long.
    """
    return edit.put(
        fields.changed(edit, Reflection, reflection_id, given, lines=_REFLECTION_LINES, fixed={"centre"})
    )


def remove_reflection(edit: Edit, reflection_id: str) -> None:
    """Take a look back away."""
    edit.remove(edit.get(Reflection, reflection_id))
