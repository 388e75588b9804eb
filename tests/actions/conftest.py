"""A begun desk, and short ways to run one action as one edit."""

from collections.abc import Callable
from typing import Any

import pytest

from kpidesk.actions import desks
from kpidesk.desk.store import Desk
from kpidesk.domain.record import Record
from kpidesk.domain.records import RECORDS
from kpidesk.domain.wording import Refused

Do = Callable[..., Any]
Content = dict[type[Record], tuple[Record, ...]]


@pytest.fixture
def begun(desk: Desk) -> Desk:
    """A desk as a person finds it on the first day."""
    with desk.edit("Begin") as edit:
        desks.begin(edit, "Marrow Valley Water", lambda text: text)
    return desk


@pytest.fixture
def do(begun: Desk) -> Do:
    """Run an action as one edit and give back what it returns."""

    def run(action: Callable[..., Any], *arguments: object, **named: object) -> Any:
        with begun.edit(action.__name__) as edit:
            return action(edit, *arguments, **named)

    return run


@pytest.fixture
def refused(begun: Desk, do: Do) -> Do:
    """Run an action that is refused; nothing is changed by it. Gives back what was said."""

    def run(
        action: Callable[..., Any], *arguments: object, error: type[Exception] = Refused, **named: object
    ) -> str:
        before = content(begun)
        with pytest.raises(error) as caught:
            do(action, *arguments, **named)
        assert content(begun) == before
        return str(caught.value)

    return run


def content(desk: Desk) -> Content:
    """All records of a desk."""
    return {kind: desk.find(kind) for kind in RECORDS}
