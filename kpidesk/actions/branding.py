"""What a person can do with the organisation's logo and colour."""

import hashlib
import re
from dataclasses import replace

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.desk.problems import StillUsed
from kpidesk.domain.content import Attachment
from kpidesk.domain.people import Organisation
from kpidesk.domain.wording import Refused

LARGEST = 4_000_000  # bytes


def set_logo(edit: Edit, name: str, png: bytes | None) -> None:
    """Take a picture as the organisation's logo; None takes the logo away.

    Args:
        edit: the open edit.
        name: of the file that it came from.
        png: the bytes of a PNG.

    Raises:
        Refused: the desk has no organisation yet, or the picture is too large.
    """
    before = _organisation(edit)
    if png is not None and len(png) > LARGEST:
        raise Refused("This picture is too large for a logo.")
    after = replace(before, logo=None if png is None else _attached(edit, name, png))
    edit.put(after)
    if before.logo is not None and before.logo != after.logo:
        _let_go(edit, before.logo)


def set_colour(edit: Edit, colour: str) -> None:
    """Take a colour, such as #0B6A66, as the organisation's.

    Raises:
        Refused: it is no colour, or the desk has no organisation yet.
    """
    typed = colour.strip().upper()
    if not re.fullmatch(r"#[0-9A-F]{6}", typed):
        raise Refused(
            "“{typed}” is no colour. Six digits or letters from A to F are: #0B6A66.", typed=typed[:20]
        )
    edit.put(replace(_organisation(edit), colour=typed))


def _organisation(edit: Edit) -> Organisation:
    found = edit.find(Organisation)
    if not found:
        raise Refused("Name the organisation first.")
    return found[0]


def _attached(edit: Edit, name: str, png: bytes) -> str:
    """The id of the attachment with these bytes, which is kept once."""
    digest = hashlib.sha256(png).hexdigest()
    there = edit.find(Attachment, digest=digest)
    if there:
        return there[0].id
    made = Attachment(
        id=edit.new_id(), digest=digest, name=fields.text(name)[:200], media_type="image/png", data=png
    )
    return edit.put(made).id


def _let_go(edit: Edit, attachment_id: str) -> None:
    """Remove a picture that nothing shows any more."""
    try:
        edit.remove(edit.get(Attachment, attachment_id))
    except StillUsed:
        return
