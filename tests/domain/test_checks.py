"""All hints together, and a sentence for each."""

import re
import string
from datetime import date
from pathlib import Path

import kpidesk.domain
from kpidesk.domain.checks import check_desk, check_series
from kpidesk.domain.findings import TEXTS, text_of
from kpidesk.domain.measures import Measure
from kpidesk.domain.period import PeriodType
from kpidesk.domain.reader import Collection
from kpidesk.domain.series import Baseline, BaselineMode, Value
from kpidesk.domain.xmr import Caution

TODAY = date(2025, 7, 1)


def test_every_hint_on_the_example_has_a_sentence(marrow: Collection) -> None:
    findings = check_desk(marrow, TODAY)
    for finding in findings:
        assert "{" not in text_of(finding, str)
    codes = [finding.code for finding in findings]
    assert codes.count("MEASURE_NOT_SHARED") == 10
    assert codes.count("RESULT_WITHOUT_MEASURE") == 9
    assert codes[-1] == "DECISION_WITHOUT_REASON"
    assert [f.records for f in findings if f.code == "RUN_IN_BASELINE"] == [("M07",), ("M08",), ("M10",)]


def test_an_empty_desk_has_none() -> None:
    assert check_desk(Collection([]), TODAY) == ()


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    folder = Path(kpidesk.domain.__file__).parent
    sources = {path: path.read_text(encoding="utf-8") for path in folder.glob("*.py")}
    used = {
        code
        for path, source in sources.items()
        if path.name != "findings.py"
        for code in re.findall(r'(?:Finding|_part|_count)\(\s*"([A-Z][A-Z0-9_]+)"', source)
    }
    used |= {caution.value for caution in Caution}
    assert used == set(TEXTS)


def test_sentences_are_short_and_end_like_sentences() -> None:
    for code, text in TEXTS.items():
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name]
        assert all(name.isidentifier() for name in names), code
        assert len(text) < 150, code
        assert text[-1] in ".?”", code


def test_charts() -> None:
    measure = Measure(id="m", code="M01", name="Minutes")
    values = [Value(id=f"v{i}", measure="m", period=date(2024, i, 1), number=i % 3) for i in range(1, 10)]
    yearly = Value(id="y", measure="m", period=date(2020, 1, 1), period_type=PeriodType.YEAR, number=1)
    seasonal = Baseline(id="b", measure="m", start=date(2024, 1, 1), mode=BaselineMode.SEASONAL)
    findings = check_series(Collection([measure, *values, yearly, seasonal]))
    assert [finding.code for finding in findings] == ["VALUES_OF_OTHER_PERIODS", "SEASONS_REFUSED"]
    assert "(1)" in text_of(findings[0], str)
