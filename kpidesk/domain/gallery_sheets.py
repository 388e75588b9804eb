"""The workbook's sheets of galleries: who is invited, what hangs, what was written, what came of it."""

from collections.abc import Sequence
from typing import Final

from kpidesk.domain.columns import (
    CODE,
    DAY,
    WHOLE,
    ColumnType,
    Lookup,
    Sheet,
    choice,
    computed,
    lines,
    plain,
    reference,
    text,
)
from kpidesk.domain.commitments import Commitment
from kpidesk.domain.gallery import (
    Cluster,
    Colour,
    Consequence,
    Decision,
    Gallery,
    Horizon,
    Membership,
    Moscow,
    Note,
    NoteKind,
    Poster,
    PosterKind,
)
from kpidesk.domain.invitations import Came, Channel, Invitation, Stance, Variant
from kpidesk.domain.measures import Measure
from kpidesk.domain.people import Group, Person
from kpidesk.domain.walls import Hanging, Wall


def _gallery_of(note: Note, lookup: Lookup) -> str:
    name: str = lookup.all(Gallery)[lookup.all(Poster)[note.poster].gallery].name
    return name


def _name_of_gallery(record: Poster | Invitation | Cluster, lookup: Lookup) -> str:
    name: str = lookup.all(Gallery)[record.gallery].name
    return name


def _clusters_of(note: Note, lookup: Lookup) -> str:
    clusters = lookup.all(Cluster)
    if not clusters:  # of 20,000 notes each lookup counts
        return ""
    members: Sequence[Membership] = lookup.having(Membership, "note", note.id)
    return "\n".join(clusters[each.cluster].name for each in members)


def _led_to(note: Note, lookup: Lookup) -> str:
    """What changed because of a note, and what was promised, one a line."""
    if not lookup.all(Consequence) and not lookup.all(Commitment):
        return ""
    changes: Sequence[Consequence] = lookup.having(Consequence, "note", note.id)
    promises: Sequence[Commitment] = lookup.having(Commitment, "note", note.id)
    return "\n".join(filter(None, (*(each.change for each in changes), *(each.what for each in promises))))


def _wall_of(poster: Poster, lookup: Lookup) -> str:
    hangings: Sequence[Hanging] = lookup.having(Hanging, "poster", poster.id)
    return lookup.all(Wall)[hangings[0].wall].name if hangings else ""


def _place_of(poster: Poster, lookup: Lookup) -> float | None:
    hangings: Sequence[Hanging] = lookup.having(Hanging, "poster", poster.id)
    return hangings[0].at if hangings else None


def _notes_on(poster: Poster, lookup: Lookup) -> int:
    return len(lookup.having(Note, "poster", poster.id))


def _notes_in(cluster: Cluster, lookup: Lookup) -> str:
    members: Sequence[Membership] = lookup.having(Membership, "cluster", cluster.id)
    ordered = sorted(members, key=lambda each: (each.place, each.id))
    return ", ".join(filter(None, (lookup.label(Note, each.note) for each in ordered)))


_OF_GALLERY: Final = computed(
    "gallery", "Gallery", _name_of_gallery, width=18, once=True, refers=Gallery, listed=True
)
INVITATIONS: Final = Sheet(
    "invitations",
    "Invitations",
    "Who is invited to a gallery, how they see it, and whether they came.",
    (
        plain("name", "Who", width=30, wide=True),
        _OF_GALLERY,
        reference("group", "Group", Group),
        plain("people", "How many", **WHOLE),
        choice("stance", "How they see it", Stance, 18),
        choice("channel", "How they are asked", Channel, 13),
        text("why", "Why they matter", 36),
        reference("person", "Person", Person, width=18),
        choice("variant", "Words for", Variant, 13),
        plain("language", "Language", width=10),
        plain("invited_on", "Invited on", **DAY),
        choice("came", "Came", Came, 13),
    ),
    Invitation,
    grows=True,
)
POSTERS: Final = Sheet(
    "posters",
    "Posters",
    "What hangs on the walls of a gallery, where, and what it asks.",
    (
        CODE,
        computed("gallery", "Gallery", _name_of_gallery, width=18),
        plain("kind", "Kind", holds=ColumnType.CHOICE, choices=PosterKind, width=18, editable=False),
        reference("measure", "Measure", Measure, editable=False),
        text("title", "Title", 30),
        lines("questions", "Questions", 40),
        text("tentative", "Draft line", 28),
        plain("paper", "Paper", width=10),
        computed("wall", "Wall", _wall_of, width=16),
        computed("place", "Metres from the left", _place_of, holds=ColumnType.NUMBER, width=11),
        computed("notes", "Notes", _notes_on, **WHOLE),
    ),
    Poster,
)
CLUSTERS: Final = Sheet(
    "clusters",
    "Clusters",
    "What several notes say together.",
    (
        text("name", "Name", 40, needed=True),
        _OF_GALLERY,
        computed(
            "notes",
            "Notes",
            _notes_in,
            width=60,
            wide=True,
        ),
    ),
    Cluster,
    grows=True,
)
NOTES: Final = Sheet(
    "notes",
    "Notes",
    "What visitors of a gallery wrote, and what was decided. The visitors' words stay as they were written.",
    (
        CODE,
        reference("poster", "Poster", Poster, width=9, once=True, needed=True),
        computed("gallery", "Gallery", _gallery_of, width=18),
        plain("text", "Note", width=60, wide=True, editable=False, once=True, needed=True),
        choice("kind", "Kind", NoteKind, 14),
        reference("group", "Group", Group),
        plain("language", "Language", width=10),
        plain("understand", "Understands", **WHOLE),
        plain("back", "Backs it", **WHOLE),
        plain("support", "Support", **WHOLE),
        plain("on_behalf", "Entered for someone", holds=ColumnType.FLAG, width=12),
        choice("moscow", "How much", Moscow, 11),
        choice("horizon", "When", Horizon, 13),
        choice("decision", "Decision", Decision, 11),
        text("reason", "Reason or change", 44),
        computed("led_to", "What it led to", _led_to, width=36, wide=True),
        computed("clusters", "Stands in", _clusters_of, width=28, wide=True),
        plain("dots", "Dots", **WHOLE),
        choice("colour", "Paper", Colour, 10),
        plain("writer", "Written by", width=16),
        plain("unclear", "Unclear", holds=ColumnType.FLAG, width=10),
        plain("decided_on", "Decided on", editable=False, **DAY),
        plain("told_on", "Told on", editable=False, **DAY),
    ),
    Note,
    grows=True,
)
GALLERY: Final = (INVITATIONS, POSTERS, CLUSTERS, NOTES)
