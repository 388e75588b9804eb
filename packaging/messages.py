#!/usr/bin/env python3
"""Collects all texts to translate, updates the catalogues with them and compiles those.

    .venv/bin/python packaging/messages.py            all languages that there are
    .venv/bin/python packaging/messages.py de         and begin German

Texts are the literal first arguments of `words(…)` and `words.many(…)`, and the tables of sentences and
labels in kpidesk/domain. Translators edit resources/i18n/LANGUAGE/LC_MESSAGES/kpidesk.po.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kpidesk.desk.problems import REMEDIES, DeskProblem  # noqa: E402 - the checkout comes first
from kpidesk.domain.findings import TEXTS  # noqa: E402
from kpidesk.domain.labels import LABELS  # noqa: E402
from kpidesk.domain.naming import FIELD_NAMES, KIND_NAMES  # noqa: E402
from kpidesk.domain.sheets import DATA_SHEETS, README  # noqa: E402

I18N = ROOT / "resources" / "i18n"
PROBLEMS = [DeskProblem, *DeskProblem.__subclasses__()]
KEYWORDS = {"words": None, "_words": None, "many": (1, 2), "Refused": None, "_StrangeError": None}
KEYWORDS |= {problem.__name__: None for problem in PROBLEMS}


def template() -> Catalog:
    """All messages, with the files that they stand in."""
    # One date for all times: the template changes only when a text does.
    catalog = Catalog(project="KPI Desk", creation_date=datetime(2025, 1, 1, tzinfo=UTC))
    found = extract_from_dir(ROOT / "kpidesk", [("**.py", "python")], keywords=KEYWORDS)
    for file, _, message, _, _ in sorted(found, key=lambda item: (str(item[2]), item[0])):
        catalog.add(message, locations=[(f"kpidesk/{file}", 0)])
    for file, message in tables():
        catalog.add(message, locations=[(file, 0)])
    return catalog


def tables() -> Iterator[tuple[str, str]]:
    """Messages that stand in tables."""
    yield from (("kpidesk/domain/findings.py", text) for text in TEXTS.values())
    for text in (*(problem.message for problem in PROBLEMS), *REMEDIES.values()):
        if text:
            yield "kpidesk/desk/problems.py", text
    yield from (("kpidesk/domain/labels.py", text) for text in LABELS.values())
    names = {*KIND_NAMES.values(), *FIELD_NAMES.values()}
    yield from (("kpidesk/domain/naming.py", text) for text in sorted(names))
    for sheet in (README, *DATA_SHEETS):
        texts = (sheet.name, sheet.about, *(column.heading for column in sheet.columns))
        yield from (("kpidesk/domain/sheets.py", text) for text in texts if text)


def save_template(path: Path) -> None:
    """Write the template without line numbers, which would change with every edit."""
    with path.open("wb") as file:
        write_po(file, template(), sort_output=True, include_lineno=False, width=100, omit_header=False)


def main(new: list[str]) -> None:
    """Update and compile all catalogues, and begin new ones."""
    messages = template()
    save_template(I18N / "kpidesk.pot")
    for language in sorted(
        {*new, *(path.parent.parent.name for path in I18N.glob("*/LC_MESSAGES/kpidesk.po"))}
    ):
        po = I18N / language / "LC_MESSAGES" / "kpidesk.po"
        po.parent.mkdir(parents=True, exist_ok=True)
        catalog = Catalog(locale=language, project="KPI Desk")
        if po.exists():
            with po.open("rb") as file:
                catalog = read_po(file, locale=language)
        catalog.update(messages)
        with po.open("wb") as file:
            write_po(file, catalog, sort_output=True, include_lineno=False, width=100)
        with po.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)


if __name__ == "__main__":
    main(sys.argv[1:])
