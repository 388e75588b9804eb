"""The supplied starting points of communities: plain files in resources/communities, one a language."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from kpidesk.domain.communities import CommunityKind, Force, SkillFamily
from kpidesk.domain.community_starts import StartingForce, StartingPoint, Supplied
from kpidesk.system.resources import resource
from kpidesk.system.words import SOURCE


@cache
def supplied(language: str) -> Supplied:
    """What is supplied in a language, in English where there is nothing in it.

    Raises:
        ValueError: the file is not made as it should be.
    """
    path = resource("communities", f"{language}.json")
    if not path.is_file():
        path = resource("communities", f"{SOURCE}.json")
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Supplied(
        tuple(_point(each) for each in content["starting_points"]),
        {Force(key): tuple(texts) for key, texts in content["suggestions"].items()},
        {SkillFamily(key): tuple(names) for key, names in content["skills"].items()},
    )


def _point(given: Mapping[str, Any]) -> StartingPoint:
    return StartingPoint(
        key=given["key"],
        kind=CommunityKind(given["kind"]),
        name=given["name"],
        about=given["about"],
        purpose=given["purpose"],
        every_days=given["every_days"],
        minutes=given["minutes"],
        blocks=tuple(given["blocks"]),
        norms=tuple(given["norms"]),
        decision_rule=given["decision_rule"],
        forces=tuple(
            StartingForce(Force(key), *entry) for key, entries in given["forces"].items() for entry in entries
        ),
    )
