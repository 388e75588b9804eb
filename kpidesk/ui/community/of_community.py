"""What the registers of a community have in common: their records belong to it, and name its members."""

from collections.abc import Sequence
from typing import Any

from kpidesk.domain.communities import Member
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Reader
from kpidesk.ui.register import Register


def members_by_name(reader: Reader, community_id: str, *, gone: bool = False) -> list[tuple[Member, Person]]:
    """The members with who they are, by name; those who left only if `gone`."""
    found = [
        (each, reader.get(Person, each.person))
        for each in reader.find(Member, community=community_id)
        if gone or each.left is None
    ]
    return sorted(found, key=lambda pair: pair[1].name.casefold())


def offered_members(reader: Reader, community_id: str, nobody: str) -> list[tuple[str | None, str]]:
    """The members to choose from, and nobody; who left stays to be seen where they were."""
    found = members_by_name(reader, community_id, gone=True)
    found.sort(key=lambda pair: pair[0].left is not None)
    return [(None, nobody), *((member.id, person.name) for member, person in found)]


class OfCommunity(Register):
    """A register whose records belong to the community in hand."""

    MEMBERS: tuple[str, ...] = ()
    """Fields that are members; each has a choice in the form."""

    def given(self, typed: str) -> dict[str, Any]:
        """See Register."""
        return {"community": self.page.subject_id}

    def offer_choices(self) -> None:
        """See Register."""
        offered = self.members_offered()
        for key in self.MEMBERS:
            self.form.choices[key].offer(offered)

    def members_offered(self) -> Sequence[tuple[str | None, str]]:
        """The members to choose from."""
        return offered_members(self.session.desk, self.page.subject_id, self.words("nobody"))

    def member_name(self, member_id: str | None) -> str:
        """What a member is called, "" for nobody."""
        if member_id is None:
            return ""
        desk = self.session.desk
        return desk.get(Person, desk.get(Member, member_id).person).name
