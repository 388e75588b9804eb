"""Taking another copy of this desk in, or parts of another desk.

How it is used, from a worker over two snapshots and then on the desk's own thread:

    plan = merging.compare(ours, theirs, "desk of Ana.kpidesk")   # two Desks, read-only ones will do
    plan.differences                                              # domain.differences.Difference
    plan.codes                                                    # NewCode: R21 of theirs becomes R24
    plan.ancestor                                                 # None: nothing in common, so all is asked
    plan.is_empty                                                 # there is nothing to take in
    with desk.edit(label, barrier_before=True) as edit:           # after a backup
        merging.take(edit, plan, {difference.key: Take.THEIRS})   # what is not named goes by default

`compare` is for copies of the same desk (`related` tells). Parts of another desk are an `AreaPlan`:

    plan = merging.plan_areas(ours, theirs, {Area.RESULTS, Area.MEASURES})
    with desk.edit(label, barrier_before=True) as edit:
        merging.take_areas(edit, plan)
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from kpidesk.desk.ancestry import Ancestor, common_ancestor, newest_trail, records_of
from kpidesk.desk.edits import Edit
from kpidesk.desk.store import Desk
from kpidesk.domain.differences import Difference, Kind, Take
from kpidesk.domain.keeping import Merged
from kpidesk.domain.merging import Merge, NewCode, Numbering, merge
from kpidesk.domain.taking_areas import Area, AreaPlan, areas_in, plan_of
from kpidesk.domain.voting import Ballot, Paper
from kpidesk.domain.wording import Refused
from kpidesk.system.clock import IdSource, NewId

__all__ = ["Area", "AreaPlan", "MergePlan", "areas", "compare", "plan_areas", "related", "take", "take_areas"]


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What another copy of this desk would bring, and what a person is asked.

    `ancestor` None: the copies have no edit in common, so that whatever differs is asked about. `edit` is
    the newest edit of our desk when it was compared, `papers` what lies in boxes of secret votes there.
    """

    merge: Merge
    ancestor: Ancestor | None
    edit: int
    merged: tuple[Merged, ...]
    papers: Mapping[str, Mapping[str, Paper]]
    file: str
    their_trail: str
    their_edit: int

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What differs, in the order in which a desk is read out."""
        return self.merge.differences

    @property
    def codes(self) -> tuple[NewCode, ...]:
        """Printed codes that were taken here, with those that their records get."""
        return self.merge.codes

    @property
    def conflicts(self) -> tuple[Difference, ...]:
        """What a person should decide; without that, this desk stays as it is there."""
        return tuple(each for each in self.differences if each.kind is Kind.CONFLICT)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take in."""
        return not self.differences and not self.papers


def related(ours: Desk, theirs: Desk) -> bool:
    """Whether two desks are copies of the same."""
    return bool(ours.desk_id) and ours.desk_id == theirs.desk_id


def compare(ours: Desk, theirs: Desk, file: str) -> MergePlan:
    """Compare this desk with another copy of it. Nothing is changed.

    Args:
        ours: this desk, or a snapshot of it.
        theirs: the other copy.
        file: the name of its file, for the record.
    """
    here, there = records_of(ours), records_of(theirs)
    ancestor = common_ancestor(ours, theirs, here, there)
    found = merge(
        ancestor.records.values() if ancestor else (), there.values(), here.values(),
        their_numbers=_numbering(theirs), our_numbers=_numbering(ours),
    )  # fmt: skip
    known = {each.trail for each in ours.find(Merged)}
    merged = tuple(each for each in theirs.find(Merged) if each.trail not in known)
    return MergePlan(
        found, ancestor, ours.last_edit, merged, _papers(ours, theirs), file,
        newest_trail(theirs), theirs.last_edit,
    )  # fmt: skip


def _numbering(desk: Desk) -> Numbering:
    return Numbering(desk.codes, desk.facts.get("recorder", ""))


def _papers(ours: Desk, theirs: Desk) -> dict[str, dict[str, Paper]]:
    """Papers that lie in boxes there and not here, of votes that are not over here."""
    over = {each.id for each in ours.find(Ballot) if each.revealed_on is not None}
    found = {}
    for ballot in theirs.find(Ballot):
        if ballot.revealed_on is None and ballot.id not in over:
            here = ours.box(ballot.id)
            found[ballot.id] = {
                paper: content for paper, content in theirs.box(ballot.id).items() if paper not in here
            }
    return {ballot: papers for ballot, papers in found.items() if papers}


def take(edit: Edit, plan: MergePlan, choices: Mapping[str, Take]) -> None:
    """Take another copy in, as one edit; a later merge of the same copy begins after it.

    Args:
        edit: the open edit. The caller makes a backup before and lets a barrier precede it.
        plan: what was compared.
        choices: what a person decided, by the keys of differences; the others go by default.

    Raises:
        Refused: the desk was changed since it was compared, or two records would be alike.
    """
    _unchanged(edit, plan.edit)
    outcome = plan.merge.outcome(choices)
    edit.put_together(outcome.put, outcome.gone)
    edit.note_codes(plan.merge.numbers)
    for each in plan.merged:
        edit.put(each)
    open_here = {each.id for each in edit.find(Ballot) if each.revealed_on is None}
    for ballot, papers in plan.papers.items():
        if ballot in open_here:
            edit.add_papers(ballot, papers)
    edit.put(
        Merged(
            id=edit.new_id(), trail=plan.their_trail, edit=plan.their_edit, file=plan.file, at=edit.now,
            by=edit.who,
        )
    )  # fmt: skip


def _unchanged(edit: Edit, compared: int) -> None:
    if edit.last_edit != compared:
        raise Refused("The desk was changed since the two were compared. Compare them again.")


def areas(theirs: Desk) -> dict[Area, int]:
    """How many records of each area another desk holds."""
    return areas_in(records_of(theirs).values())


def plan_areas(
    ours: Desk, theirs: Desk, areas: Collection[Area], new_id: Callable[[], str] | None = None
) -> AreaPlan:
    """What of another desk would be taken in. Nothing is changed.

    Args:
        ours: this desk, or a snapshot of it.
        theirs: the other desk.
        areas: what of it is wanted.
        new_id: gives ids where one is taken here.
    """
    give: NewId = new_id or IdSource()
    return plan_of(
        records_of(theirs).values(), records_of(ours).values(), areas, _numbering(ours), give,
        edit=ours.last_edit,
    )  # fmt: skip


def take_areas(edit: Edit, plan: AreaPlan) -> None:
    """Take parts of another desk in, as one edit.

    Raises:
        Refused: the desk was changed since the plan was made.
    """
    _unchanged(edit, plan.edit)
    edit.put_together(plan.records)
