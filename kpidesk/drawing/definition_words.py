"""A measure's definition as people would say it."""

from kpidesk.domain.labels import LABELS
from kpidesk.domain.measures import Measure
from kpidesk.drawing.chart_words import sentence
from kpidesk.system.words import Words


def in_one_sentence(measure: Measure, words: Words) -> str:
    """Statistic, data item, scope and period in one sentence; … where a part is still to be found."""
    said = words(
        "{statistic} of {item}, {scope}, for each {period}",
        statistic=words(LABELS[measure.statistic]) if measure.statistic else "…",
        item=measure.item or "…",
        scope=measure.scope or "…",
        period=words(LABELS[measure.period_type]),
    )
    return sentence(said)
