"""The supplied agendas and the time line of an engagement: files in resources/workshops, one a language."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from kpidesk.domain.workshop_starts import Milestone, StartingBlock, WorkshopStart
from kpidesk.domain.workshops import BlockKind, WorkshopKind
from kpidesk.system.resources import resource
from kpidesk.system.words import SOURCE


@cache
def supplied(language: str) -> tuple[tuple[WorkshopStart, ...], tuple[Milestone, ...]]:
    """Agendas and milestones in a language, in English where there is nothing in it.

    Raises:
        ValueError: the file is not made as it should be.
    """
    path = resource("workshops", f"{language}.json")
    if not path.is_file():
        path = resource("workshops", f"{SOURCE}.json")
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return (
        tuple(_start(each) for each in content["workshops"]),
        tuple(_milestone(each) for each in content["engagement"]),
    )


def _start(given: Mapping[str, Any]) -> WorkshopStart:
    return WorkshopStart(
        kind=WorkshopKind(given["kind"]),
        name=given["name"],
        about=given["about"],
        purpose=given["purpose"],
        starts=given["starts"],
        blocks=tuple(_block(each) for each in given["blocks"]),
    )


def _block(given: Mapping[str, Any]) -> StartingBlock:
    return StartingBlock(
        name=given["name"],
        kind=BlockKind(given["kind"]),
        minutes=given["minutes"],
        opens=given.get("opens", ""),
        materials=tuple(given.get("materials", ())),
        script=given.get("script", ""),
    )


def _milestone(given: Mapping[str, Any]) -> Milestone:
    kind = given.get("kind")
    return Milestone(
        days=given["days"],
        when=given["when"],
        what=given["what"],
        opens=given.get("opens", ""),
        kind=None if kind is None else WorkshopKind(kind),
    )
