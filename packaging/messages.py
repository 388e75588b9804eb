#!/usr/bin/env python3
"""Collects all texts to translate, updates the catalogues with them and compiles those.

    .venv/bin/python packaging/messages.py            all languages that there are
    .venv/bin/python packaging/messages.py de         and begin German

Texts are the literal first arguments of `words(…)` and `words.many(…)`, and the tables of sentences and
labels in kpidesk/domain. Translators edit resources/i18n/LANGUAGE/LC_MESSAGES/kpidesk.po; what is said
there of a text that has changed or gone is dropped, and nothing is guessed: a new text waits empty.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel import Locale
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
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
PROBLEMS = [DeskProblem, *DeskProblem.__subclasses__()]
KEYWORDS = {"words": None, "_words": None, "many": (1, 2), "Refused": None, "_StrangeError": None}
KEYWORDS |= {problem.__name__: None for problem in PROBLEMS}


def begun(language: str | None = None) -> Catalog:
    """A catalogue with nothing but its header."""
    # One date for all times: a catalogue changes only when a text does.
    once = datetime(2025, 1, 1, tzinfo=UTC)
    what = (
        f"KPI Desk: {Locale.parse(language).english_name} texts"
        if language
        else "KPI Desk: texts to translate"
    )
    return Catalog(
        locale=language, project="KPI Desk", version=VERSION, copyright_holder="the makers of KPI Desk",
        msgid_bugs_address="the makers of KPI Desk", last_translator="the makers of KPI Desk",
        language_team="the makers of KPI Desk", creation_date=once, revision_date=once, charset="utf-8",
        fuzzy=False, header_comment=f"# {what}. Licence: MIT, as KPI Desk.\n#",
    )  # fmt: skip


def template() -> Catalog:
    """All messages, with the files that they stand in."""
    catalog = begun()
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


def translated(language: str, messages: Catalog, before: Catalog) -> Catalog:
    """The messages with what was said of them before."""
    catalog = begun(language)
    for message in messages:
        if message.id:
            said = before.get(message.id)
            fits = said is not None and not said.fuzzy and said.pluralizable == message.pluralizable
            string = said.string if said is not None and fits else None
            catalog.add(message.id, string, locations=message.locations)
    return catalog


def main(new: list[str]) -> None:
    """Update and compile all catalogues, and begin new ones."""
    messages = template()
    save_template(I18N / "kpidesk.pot")
    there = {path.parent.parent.name for path in I18N.glob("*/LC_MESSAGES/kpidesk.po")}
    for language in sorted({*new, *there}):
        po = I18N / language / "LC_MESSAGES" / "kpidesk.po"
        po.parent.mkdir(parents=True, exist_ok=True)
        before = Catalog(locale=language)
        if po.exists():
            with po.open("rb") as file:
                before = read_po(file, locale=language)
        catalog = translated(language, messages, before)
        with po.open("wb") as file:
            write_po(file, catalog, sort_output=True, include_lineno=False, width=100)
        with po.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("new", nargs="*", metavar="LANGUAGE", help="a language to begin, such as de")
    main(parser.parse_args().new)
