"""All hints on a desk, in the order in which a facilitator works: map, charts, partners, gallery."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from kpidesk.domain.findings import Finding
from kpidesk.domain.gallery_checks import check_gallery
from kpidesk.domain.map_checks import check_map
from kpidesk.domain.measures import Measure
from kpidesk.domain.reader import Reader
from kpidesk.domain.series import Baseline, Value
from kpidesk.domain.sharing_checks import check_sharing
from kpidesk.domain.xmr import Caution, analyse

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
        *check_series(reader),
        *check_sharing(reader, today),
        *check_gallery(reader),
    )


def check_series(reader: Reader) -> tuple[Finding, ...]:
    """Hints on baselines that do not show routine variation."""
    return tuple(_series_findings(reader))


def _series_findings(reader: Reader) -> Iterator[Finding]:
    values: dict[str, list[Value]] = defaultdict(list)
    baselines: dict[str, list[Baseline]] = defaultdict(list)
    for value in reader.find(Value):
        values[value.measure].append(value)
    for baseline in reader.find(Baseline):
        baselines[baseline.measure].append(baseline)
    for measure in reader.find(Measure):
        own = values[measure.id]
        if not own:
            continue
        analysis = analyse(own, baselines[measure.id], measure.period_type)
        if analysis.others:
            args = {"measure": measure.code, "count": str(analysis.others)}
            yield Finding("VALUES_OF_OTHER_PERIODS", (measure.code,), args)
        for caution in analysis.cautions:
            if caution in _TO_LOOK_INTO:
                yield Finding(caution.value, (measure.code,), {"measure": measure.code})
