"""What a person can do with a desk as a whole."""

from dataclasses import replace

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.findings import Translate
from kpidesk.domain.gallery import RatingScale
from kpidesk.domain.people import Organisation
from kpidesk.domain.results import LinePattern, LinkKind, LinkRole, Map, Ring
from kpidesk.domain.said_in import OWN
from kpidesk.domain.wording import Refused


def begin(edit: Edit, name: str, words: Translate, language: str = OWN) -> None:
    """Fill a new desk with what every desk starts from: four rings, three kinds of link, a map.

    All of it can be renamed or removed; the texts are in the language of who begins, by its code.
    """
    edit.put(Organisation(id=edit.new_id(), name=name, languages=(language,)))
    edit.put(Map(id=edit.new_id(), name=words("Results map"), subtitle=name))
    rings = (
        (words("Purpose"), words("why we exist")),
        (words("Strategy"), words("2 to 5 years")),
        (words("Process"), words("work that flows")),
        (words("Team"), words("daily work")),
    )
    for position, (ring, reach) in enumerate(rings, 1):
        edit.put(Ring(id=edit.new_id(), position=position, name=ring, reach=reach))
    edit.put(
        LinkKind(
            id=edit.new_id(), key="cause", name=words("leads to"), role=LinkRole.CAUSE, directed=True,
            meaning=words("improving one is believed to improve the other"),
        )
    )  # fmt: skip
    edit.put(
        LinkKind(
            id=edit.new_id(), key="companion", name=words("companion"), meaning=words("read both"),
            role=LinkRole.COMPANION, pattern=LinePattern.DASH,
        )
    )  # fmt: skip
    edit.put(
        LinkKind(
            id=edit.new_id(), key="conflict", name=words("conflict"), meaning=words("one may harm the other"),
            role=LinkRole.CONFLICT, pattern=LinePattern.ZIGZAG,
        )
    )  # fmt: skip
    for key, question in (
        ("understand", words("I understand this measure")),
        ("back", words("I would back it")),
    ):
        edit.put(
            RatingScale(
                id=edit.new_id(),
                key=key,
                question=question,
                low_word=words("not at all"),
                high_word=words("fully"),
            )
        )


def change_organisation(edit: Edit, **given: object) -> Organisation:
    """Change the name, the purpose or the languages of the organisation whose desk this is.

    Languages are codes; the first is the one in which the desk is written.

    Raises:
        Refused: the name or every language is missing, or a text too long.
    """
    needs_name = Refused("An organisation needs a name.")
    taken = fields.fit(
        edit, Organisation, given, lines={"purpose"}, needed={"name": needs_name},
        fixed={"logo", "colour", "period_type"},
    )  # fmt: skip
    if "languages" in taken:
        taken["languages"] = tuple(dict.fromkeys(taken["languages"]))
        if not taken["languages"]:
            raise Refused("A desk needs a language in which it is written.")
    there = edit.find(Organisation)
    if not there and "name" not in taken:
        raise needs_name
    before = there[0] if there else Organisation(id=edit.new_id(), name=taken["name"])
    return edit.put(replace(before, **taken))
