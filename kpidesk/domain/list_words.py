"""What people call the columns of their lists: words of headings for each kind of list.

A heading that is the field's own name is known without these. Words are compared by their beginnings,
without accents and capitals, so that “Verantwortliche” is found by “verantwortlich”.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from kpidesk.domain import notes_import, stock_review
from kpidesk.domain.goal_lines import HEADINGS as GOAL_WORDS
from kpidesk.domain.stock_review import words_of

ColumnsOf = Callable[[Sequence[str]], Mapping[str, int]]

_OWNER: Final = "owner responsible lead verantwortlich zuständig responsable"
_STATUS: Final = "status state stand estado état"
_WHO: Final = "name who person wer nombre nom"

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "goals": {
        "text": " ".join(sorted(GOAL_WORDS)),
        "source": "source document plan found quelle dokument fuente",
        "owner": _OWNER,
    },
    "results": {
        "statement": "result outcome condition statement goal ergebnis wirkung resultat resultado",
        "ring": "ring level circle stage ebene kreis nivel",
        "owner": _OWNER,
        "area": "area theme department field bereich thema área",
        "status": _STATUS,
        "dots": "dots votes punkte votos",
    },
    "measures": {
        **{key: " ".join(sorted(stock_review.HEADINGS[key])) for key in ("name", "result", "formula")},
        "description": "description meaning beschreibung descripción",
        "owner": _OWNER,
        "unit": "unit einheit unité unidad",
        "period_type": "frequency interval often häufigkeit fréquence frecuencia turnus",
        "effort_hours": "hours effort stunden aufwand heures horas",
        "status": _STATUS,
    },
    "partners": {
        "name": f"{_WHO} partner organisation organization stakeholder partenaire organización",
        "centre": "result centre ergebnis",
        "contact": "contact mail email phone kontakt contacto",
        "strategy": "strategy strategie estrategia",
        "why_not": "obstacle barrier hindernis",
    },
    "members": {
        "person": f"{_WHO} member mitglied participant teilnehmer miembro",
        "community": "community group gruppe team circle",
        "role": "role function rolle funktion rol",
        "manager": "manager boss supervisor vorgesetzte leitung jefe",
        "promised_hours": "hours stunden heures horas",
        "joined": "since joined start seit desde",
        "left": "left until ended bis hasta",
        "note": "note remark comment bemerkung notiz",
    },
    "commitments": {
        "what": "what action task commitment promise todo was aufgabe maßnahme tarea",
        "who": f"{_OWNER} who wer quién",
        "by_when": "when due deadline until date fällig termin fecha",
        "status": _STATUS,
        "partner": "partner organisation organization",
        "measure": "measure kpi indicator kennzahl",
    },
    "stocktake": {key: " ".join(words) for key, words in stock_review.HEADINGS.items()},
    "invitations": {
        "name": f"{_WHO} guest organisation organization gast",
        "group": "group team gruppe grupo",
        "people": "people persons number count anzahl personen personas",
        "why": "why reason warum grund",
        "language": "language sprache idioma langue",
        "came": "came attended attendance",
    },
}


def finder(kind: str) -> ColumnsOf:
    """What finds the columns of a kind of list by people's words for them."""
    if kind == "notes":
        return notes_import.columns_of
    fields = {key: words_of(words) for key, words in _WORDS.get(kind, {}).items()}
    return partial(stock_review.columns_of, fields=fields)
