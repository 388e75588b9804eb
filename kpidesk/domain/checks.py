"""All hints on a desk, in the order in which a facilitator works: map, charts, partners, gallery."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from kpidesk.domain.calculated import analysis_of
from kpidesk.domain.design_board import boards, design_findings
from kpidesk.domain.designs import Design
from kpidesk.domain.findings import Finding
from kpidesk.domain.gallery_checks import check_gallery
from kpidesk.domain.map_checks import check_map
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Once, Reader
from kpidesk.domain.results import Result
from kpidesk.domain.sharing_checks import check_sharing
from kpidesk.domain.xmr import Caution

# The others are badges on the chart: young, too short and flat data are nobody's mistake.
_TO_LOOK_INTO: Final = frozenset(
    {
        Caution.OUTSIDE_IN_BASELINE,
        Caution.RUN_IN_BASELINE,
        Caution.CUT,
        Caution.SEASONS_TOO_FEW,
        Caution.SEASONS_REFUSED,
        Caution.TREND_REFUSED,
    }
)


def check_desk(reader: Reader, today: date) -> tuple[Finding, ...]:
    """Every hint that the rules can give on a desk."""
    return (
        *check_map(reader),
        *check_designs(reader),
        *check_series(reader),
        *check_sharing(reader, today),
        *check_gallery(reader),
    )


def check_designs(reader: Reader) -> tuple[Finding, ...]:
    """Hints on designs that are under way."""
    begun = {each.result for each in reader.find(Design)}
    found = boards(reader, (each for each in reader.find(Result) if each.id in begun))
    return tuple(finding for board in found for finding in design_findings(board))


def check_series(reader: Reader) -> tuple[Finding, ...]:
    """Hints on baselines that do not show routine variation."""
    return tuple(_series_findings(reader))


def _series_findings(reader: Reader) -> Iterator[Finding]:
    once = Once(reader)
    for measure in once.find(Measure):
        analysis = analysis_of(once, measure)
        if analysis.others:
            args = {"measure": measure.code, "count": str(analysis.others)}
            yield Finding("VALUES_OF_OTHER_PERIODS", (measure.code,), args)
        for caution in analysis.cautions:
            if caution in _TO_LOOK_INTO:
                yield Finding(caution.value, (measure.code,), {"measure": measure.code})
