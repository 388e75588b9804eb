"""The words of an invitation, filled in from the gallery: for mails, cards and the window."""

from dataclasses import dataclass

from kpidesk.domain.gallery import Gallery
from kpidesk.domain.invitations import Invitation, InvitationText, Variant, merged
from kpidesk.domain.people import Person
from kpidesk.domain.reader import Reader
from kpidesk.system.invitations import supplied
from kpidesk.system.words import Words


@dataclass(frozen=True, slots=True)
class Letter:
    """An invitation ready to be sent; `template` as it can be edited, `own` where the team wrote it."""

    subject: str
    text: str
    template: tuple[str, str]
    own: bool


def letter(
    reader: Reader, gallery: Gallery, variant: Variant, language: str, invitation: Invitation | None = None
) -> Letter:
    """The invitation of a variant in a language, to somebody or to nobody in particular."""
    subject, text = supplied(language)[variant.value]
    own = next(
        iter(reader.find(InvitationText, gallery=gallery.id, variant=variant, language=language)), None
    )
    if own is not None:
        subject, text = own.subject or subject, own.text or text
    values = values_of(reader, gallery, language, invitation)
    return Letter(merged(subject, values), merged(text, values), (subject, text), own is not None)


def values_of(
    reader: Reader, gallery: Gallery, language: str, invitation: Invitation | None = None
) -> dict[str, str]:
    """What is filled in for each field; what nobody has noted is shown by a line to write on."""
    words, blank = Words(language), "………"
    name = addressed(reader, invitation) if invitation else ""
    to_somebody, to_nobody = supplied(language)["greeting"]
    return {
        "greeting": merged(to_somebody, {"name": name}) if name else to_nobody,
        "name": name,
        "gallery": gallery.name,
        "date": words.date(gallery.opens.date()).replace(" ", "\u00a0") if gallery.opens else blank,
        "from": words.clock(gallery.opens) if gallery.opens else blank,
        "to": words.clock(gallery.closes) if gallery.closes else blank,
        "room": gallery.place or blank,
        "team": gallery.team or words("our team"),
        "purpose": gallery.purpose,
        "alternative": gallery.otherwise,
        "hosts": words.listed(gallery.hosts),
    }


def addressed(reader: Reader, invitation: Invitation) -> str:
    """Whom an invitation is for: its name, else its person's, else nobody by name."""
    if invitation.name or invitation.person is None:
        return invitation.name
    return reader.get(Person, invitation.person).name


def language_of(reader: Reader, invitation: Invitation, fallback: str) -> str:
    """The language of an invitation: its own, else the person's first, else another."""
    if invitation.language:
        return invitation.language
    if invitation.person is not None:
        person = reader.get(Person, invitation.person)
        return next(iter(person.languages), fallback)
    return fallback
