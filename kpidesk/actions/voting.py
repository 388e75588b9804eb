"""Rating together: openly, or by secret ballots whose papers lie in the desk's ballot box."""

import random
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from kpidesk.actions import fields
from kpidesk.desk.edits import Edit
from kpidesk.domain.voting import Ballot, Criterion, Paper, Rating, numbers_typed, open_ballot
from kpidesk.domain.wording import Refused

MOST_RATERS: Final = 500


def rate(edit: Edit, item_id: str, criterion: Criterion, numbers: Sequence[int], best: int) -> None:
    """Write down what raters gave something, one number for each; those before are replaced.

    Raises:
        Refused: a number is not on the scale, or there are too many.
    """
    for number in numbers:
        if not 1 <= number <= best:
            raise Refused("Ratings go from 1 to {best}; {number} does not.", best=best, number=number)
    if len(numbers) > MOST_RATERS:
        raise Refused("At most {limit} people can rate.", limit=MOST_RATERS)
    there = {each.rater: each for each in edit.find(Rating, item=item_id, criterion=criterion)}
    given = {str(place): number for place, number in enumerate(numbers, 1)}
    for rater, rating in there.items():
        if rater not in given or rating.number != given[rater] or rating.ballot is not None:
            edit.remove(rating)
    for rater, number in given.items():
        before = there.get(rater)
        if before is None or before.number != number or before.ballot is not None:
            edit.put(Rating(id=edit.new_id(), item=item_id, criterion=criterion, rater=rater, number=number))


def rate_as_typed(edit: Edit, item_id: str, criterion: Criterion, text: str, best: int) -> None:
    """Write down what raters gave, as it was typed; see `rate` and `numbers_typed`."""
    rate(edit, item_id, criterion, numbers_typed(text, best), best)


def open_secret_ballot(
    edit: Edit, about_id: str, title: str, criteria: Sequence[Criterion], best: int, voters: int | None = None
) -> Ballot:
    """Begin a secret vote. One at a time on the same thing.

    Raises:
        Refused: one is open already, nothing is asked, or the count of voters cannot be taken.
    """
    if open_ballot(edit, about_id) is not None:
        raise Refused("A secret vote is open here already. Reveal it or give it up first.")
    if not criteria:
        raise Refused("A vote needs at least one question.")
    if voters is not None and not 1 <= voters <= MOST_RATERS:
        raise Refused("Say how many people vote, from 1 to {limit}.", limit=MOST_RATERS)
    return edit.put(
        Ballot(
            id=edit.new_id(),
            about=about_id,
            title=fields.text(title),
            criteria=tuple(each.value for each in criteria),
            best=best,
            voters=voters,
            opened_on=edit.today,
        )
    )


def give_up(edit: Edit, ballot_id: str) -> None:
    """Give a secret vote up; what is in the box is never shown."""
    edit.remove(edit.get(Ballot, ballot_id))


def reveal(
    edit: Edit, ballot_id: str, papers: Collection[Paper], items: Collection[str], shuffle: random.Random
) -> None:
    """Turn the papers of a ballot into ratings, in a new order; they replace earlier ones of what was rated.

    Papers on the scores of an assessment are taken apart as well: each item has an order of its own, so
    that nobody can be told by the pattern of their numbers.

    Args:
        edit: the open edit.
        ballot_id: the ballot.
        papers: what lies in its box.
        items: the things that are still there; one that was removed since the vote began is passed over.
        shuffle: mixes the papers.

    Raises:
        Refused: there is no paper in the box.
    """
    ballot = edit.get(Ballot, ballot_id)
    if not papers:
        raise Refused("There is no paper in the box yet.")
    mixed = list(papers)
    shuffle.shuffle(mixed)
    if Criterion.SCORE.value in ballot.criteria:
        mixed = _apart(mixed, shuffle)
    given = {key for paper in mixed for key in paper if key[0] in items}
    for rating in edit.find(Rating):
        if (rating.item, rating.criterion.value) in given:
            edit.remove(rating)
    for rater, paper in enumerate(mixed, 1):
        for (item, criterion), number in paper.items():
            if item in items:
                edit.put(
                    Rating(
                        id=edit.new_id(), item=item, criterion=Criterion(criterion), rater=str(rater),
                        number=number, ballot=ballot.id,
                    )
                )  # fmt: skip
    edit.put(replace(ballot, revealed_on=edit.today))


def _apart(papers: Sequence[Paper], shuffle: random.Random) -> list[Paper]:
    """As many papers, on which the numbers of each item stand in an order of their own."""
    given: dict[tuple[str, str], list[int]] = {}
    for paper in papers:
        for key, number in paper.items():
            given.setdefault(key, []).append(number)
    for numbers in given.values():
        shuffle.shuffle(numbers)
    return [
        {key: numbers[place] for key, numbers in given.items() if place < len(numbers)}
        for place in range(len(papers))
    ]
