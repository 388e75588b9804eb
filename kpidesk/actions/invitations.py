"""What a person can do with invitations to a gallery: who is invited, with which words, and who came."""

from collections.abc import Iterable
from dataclasses import replace

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.invitations import Came, Invitation, InvitationText, Variant
from kpidesk.domain.people import Group, GroupKind
from kpidesk.domain.wording import Refused


def add(edit: Edit, gallery_id: str, **given: object) -> Invitation:
    """Invite somebody; without a variant, by where their group stands.

    Raises:
        Refused: neither name nor group nor person is given, or a value cannot be taken.
    """
    taken = fields.fit(edit, Invitation, {"gallery": gallery_id, **given})
    made = Invitation(id=edit.new_id(), **taken)
    if "variant" not in given and made.group is not None:
        made = replace(made, variant=_suited(edit.get(Group, made.group).kind))
    return edit.put(_whole(made))


def _suited(kind: GroupKind) -> Variant:
    return {GroupKind.PARTNER: Variant.PARTNERS, GroupKind.CUSTOMER: Variant.CUSTOMERS}.get(
        kind, Variant.GENERAL
    )


def _whole(made: Invitation) -> Invitation:
    if not made.name and made.group is None and made.person is None:
        raise Refused("Who is invited? Give a name, a group or a person.")
    if made.people < 1:
        raise Refused("At least one person is invited.")
    return made


def add_lines(edit: Edit, gallery_id: str, lines: Iterable[str]) -> int:
    """Invite one a line: a name, then apart by tab or semicolon how many, and a group's key.

    How many were added is given back.

    Raises:
        Refused: a line cannot be taken; nothing is added then.
    """
    groups = {group.key.casefold(): group.id for group in edit.find(Group)}
    added = 0
    for line in lines:
        name, *rest = [part.strip() for part in line.replace("\t", ";").split(";")]
        if not name and not any(rest):
            continue
        given: dict[str, object] = {"name": name}
        for part in filter(None, rest):
            if part.isdecimal():
                given["people"] = fields.count(int(part))
            elif part.removeprefix("@").casefold() in groups:
                given["group"] = groups[part.removeprefix("@").casefold()]
            else:
                raise Refused("“{typed}” is neither a number nor the key of a group.", typed=part[:40])
        add(edit, gallery_id, **given)
        added += 1
    return added


def change(edit: Edit, invitation_id: str, **given: object) -> Invitation:
    """Change any of an invitation's fields.

    Raises:
        Refused: neither name nor group nor person is left, or a value cannot be taken.
    """
    return edit.put(_whole(fields.changed(edit, Invitation, invitation_id, given, fixed={"gallery"})))


def remove(edit: Edit, invitation_id: str) -> None:
    """Take an invitation off the list."""
    edit.remove(edit.get(Invitation, invitation_id))


def invited_today(edit: Edit, invitations: Iterable[str]) -> int:
    """Note that these were invited today, where no day is noted yet; how many that were."""
    fresh = [each for key in invitations if (each := edit.get(Invitation, key)).invited_on is None]
    for each in fresh:
        edit.put(replace(each, invited_on=edit.today))
    return len(fresh)


def came(edit: Edit, invitation_id: str, answer: Came | None) -> Invitation:
    """Note whether those who were invited came; None: nobody knows."""
    return edit.put(replace(edit.get(Invitation, invitation_id), came=answer))


def word(edit: Edit, gallery_id: str, variant: Variant, language: str, subject: str, text: str) -> None:
    """Keep own words of a variant in a language; without subject and text the supplied ones hold again.

    Raises:
        Refused: a text is too long.
    """
    there = edit.find(InvitationText, gallery=gallery_id, variant=variant, language=language)
    said, told = fields.text(subject), fields.text(text, lines=True)
    if not said and not told:
        for each in there:
            edit.remove(each)
    elif there:
        edit.put(replace(there[0], subject=said, text=told))
    else:
        edit.put(
            InvitationText(
                id=edit.new_id(),
                gallery=gallery_id,
                variant=variant,
                language=language,
                subject=said,
                text=told,
            )
        )
