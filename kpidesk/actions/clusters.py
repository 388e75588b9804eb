"""What a person can do with clusters of notes. Notes themselves are never changed here, nor lost."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.clusters import Group, stand_in
from kpidesk.domain.gallery import Cluster, Membership
from kpidesk.domain.wording import Refused


def add(edit: Edit, gallery_id: str, name: str = "", notes: Iterable[str] = ()) -> Cluster:
    """Begin a cluster after the others, with notes in it or without.

    Raises:
        Refused: the name is too long.
    """
    last = max((each.place for each in edit.find(Cluster, gallery=gallery_id)), default=0.0)
    made = edit.put(Cluster(id=edit.new_id(), gallery=gallery_id, name=fields.text(name), place=last + 1))
    put(edit, made.id, notes)
    return made


def rename(edit: Edit, cluster_id: str, name: str) -> Cluster:
    """Call a cluster something else.

    Raises:
        Refused: the name is too long.
    """
    return edit.put(replace(edit.get(Cluster, cluster_id), name=fields.text(name)))


def remove(edit: Edit, cluster_id: str) -> None:
    """Take a cluster apart; its notes stay."""
    edit.remove(edit.get(Cluster, cluster_id))


def put(edit: Edit, cluster_id: str, notes: Iterable[str]) -> None:
    """Put notes into a cluster, after those in it; where one is already it stays."""
    there = {each.note: each.place for each in edit.find(Membership, cluster=cluster_id)}
    last = max(there.values(), default=0.0)
    for note in notes:
        if note not in there:
            last += 1
            there[note] = last
            edit.put(Membership(id=edit.new_id(), cluster=cluster_id, note=note, place=last))


def take_out(edit: Edit, cluster_id: str, notes: Iterable[str]) -> None:
    """Take notes out of a cluster; what stands in others stays there."""
    wanted = set(notes)
    for member in edit.find(Membership, cluster=cluster_id):
        if member.note in wanted:
            edit.remove(member)


def move(edit: Edit, notes: Sequence[str], source_id: str, target_id: str) -> None:
    """Move notes from one cluster to another; "" is the place of those that stand in none."""
    if source_id and source_id != target_id:
        take_out(edit, source_id, notes)
    if target_id:
        put(edit, target_id, notes)


def merge(edit: Edit, cluster_id: str, into_id: str) -> Cluster:
    """Put all notes of a cluster into another, and take the first one away.

    Raises:
        Refused: both are the same.
    """
    if cluster_id == into_id:
        raise Refused("A cluster cannot be merged with itself.")
    into, gone = edit.get(Cluster, into_id), edit.get(Cluster, cluster_id)
    members = sorted(edit.find(Membership, cluster=cluster_id), key=lambda each: each.place)
    put(edit, into_id, [each.note for each in members])
    edit.remove(gone)
    if not into.name and gone.name:
        into = edit.put(replace(into, name=gone.name))
    return into


def split(edit: Edit, cluster_id: str, notes: Sequence[str], name: str = "") -> Cluster:
    """Move some notes of a cluster into a new one that stands right after it.

    Raises:
        Refused: no note is chosen, or the name is too long.
    """
    if not notes:
        raise Refused("Choose the notes that go into the new cluster first.")
    gallery = edit.get(Cluster, cluster_id).gallery
    made = add(edit, gallery, name)
    move(edit, notes, cluster_id, made.id)
    return place(edit, made.id, after=cluster_id)


def place(edit: Edit, cluster_id: str, *, after: str = "") -> Cluster:
    """Put a cluster after another one, or first of all."""
    moved = edit.get(Cluster, cluster_id)
    order = [each for each in stand_in(edit, moved.gallery) if each != cluster_id]
    order.insert(order.index(after) + 1 if after in order else 0, cluster_id)
    for number, each in enumerate(order, 1):
        cluster = edit.get(Cluster, each)
        if cluster.place != number:
            edit.put(replace(cluster, place=float(number)))
    return edit.get(Cluster, cluster_id)


def take_suggestion(edit: Edit, gallery_id: str, groups: Iterable[Group]) -> None:
    """Make a cluster of each suggested group, named by the words that its notes share."""
    for group in groups:
        add(edit, gallery_id, " · ".join(group.words)[: fields.LINE_LIMIT], group.notes)
