"""Fields of a partner that are edited where they stand, on whichever view."""

from kpidesk.actions import sharing as actions
from kpidesk.domain.sharing import Partner
from kpidesk.ui.fields import TextField
from kpidesk.ui.page import Page


def partner_field(
    page: Page, partner: Partner, key: str, placeholder: str, name: str, *, lines: bool = False
) -> TextField:
    """A field for one text of a partner; `lines` where it may have several."""
    session, partner_id, code = page.session, partner.id, partner.code

    def take(text: str) -> bool:
        if not session.desk.find(Partner, id=partner_id):
            return True  # gone meanwhile
        given = {key: text}
        return session.do(
            page.words("Change {code}", code=code),
            lambda edit: actions.change_partner(edit, partner_id, **given),
            typing=f"{partner_id} {key}",
        )

    made = TextField(take, placeholder, name=name, lines=lines, most=None)
    made.setObjectName(f"{code}-{key}")
    made.setReadOnly(bool(page.read_only()))
    return made
