"""The kinds of things that are given out of communities and of the framework."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from kpidesk.domain.assessment_supplied import RETROSPECTIVE
from kpidesk.domain.assessments import Assessment, AssessmentKind, AssessmentSet
from kpidesk.domain.communities import Community, Meeting, MeetingState
from kpidesk.domain.community_figures import past_meetings
from kpidesk.domain.reader import Reader
from kpidesk.drawing import (
    assessment_sheets,
    charter,
    community_handover,
    community_papers,
    community_plan,
    practice_sheet,
    skills_matrix,
    year_wheel,
)
from kpidesk.drawing.paper import SHEETS
from kpidesk.drawing.picture import Picture
from kpidesk.exports.pieces import Document, Kind, Options, Piece, Warnings, What, day_of, numbered
from kpidesk.system.words import Words

_Draw = Callable[[Reader, Community, Words, date], tuple[Picture, ...]]

_PAPERS: Final[dict[str, _Draw]] = {
    "charter-A3": lambda reader, of, words, day: charter.charter(reader, of, SHEETS["A3"], words, day),
    "charter-A4": lambda reader, of, words, day: charter.charter(reader, of, SHEETS["A4"], words, day),
    "roster-A4": community_papers.roster,
    "skills-A3": skills_matrix.skills_matrix,
    "plan-A3": community_plan.plan,
    "year-A4": lambda reader, of, words, day: year_wheel.year_wheel(reader, of, day.year, words, day),
    "briefs-A4": community_papers.briefs,
    "roles-A4": community_handover.role_cards,
    "hand-over-A4": community_handover.handover,
}
"""How each paper of a community is drawn, by its file's name."""
_MINUTES: Final = "minutes"


def _paper_names(words: Words) -> dict[str, str]:
    return {
        "charter-A3": words("Charter"),
        "charter-A4": words("Charter, small"),
        "roster-A4": words("Roster"),
        "skills-A3": words("Training matrix"),
        "plan-A3": words("Implementation plan"),
        "year-A4": words("Year"),
        "briefs-A4": words("Briefs for managers"),
        "roles-A4": words("Role cards"),
        "hand-over-A4": words("Hand-over of the role"),
    }


def _community_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    """The papers of each community, then the minutes of its meetings, the newest first."""
    names = _paper_names(options.words)
    for number, each in enumerate(source.find(Community), 1):
        for paper in _PAPERS:
            title = f"{each.name}: {names[paper]}"
            yield Piece(What.COMMUNITY, each.id, f"{_folder(number)}/{paper}", title)
    for number, each in enumerate(source.find(Community), 1):
        yield from _minutes_pieces(source, each, number, options.words)


def _minutes_pieces(source: Reader, community: Community, number: int, words: Words) -> Iterator[Piece]:
    days: Counter[date] = Counter()
    for meeting in reversed(past_meetings(source, community.id, date.max)):
        if meeting.state is not MeetingState.PLANNED:
            days[meeting.on] += 1
            name = numbered(f"{_MINUTES}-{meeting.on:%Y-%m-%d}", days[meeting.on], "A4")
            title = words("Minutes of {day}", day=words.date(meeting.on))
            yield Piece(What.COMMUNITY, meeting.id, f"{_folder(number)}/{name}", f"{community.name}: {title}")


def _folder(number: int) -> str:
    return "community" if number == 1 else f"community-{number}"


def _draw_community(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    words, day = options.words, day_of(options)
    paper = piece.name.partition("/")[2]
    if paper in _PAPERS:
        pages = _PAPERS[paper](source, source.get(Community, piece.record), words, day)
    else:
        pages = community_papers.minutes(source, source.get(Meeting, piece.record), words, day)
    return Document(piece.name, piece.title, pages, tiled=False)


# -- assessments


def _sessions(source: Reader) -> list[Assessment]:
    return sorted(source.find(Assessment), key=lambda each: (each.on, each.id), reverse=True)


def _newest_health(source: Reader) -> list[Assessment]:
    """The last health check of each community."""
    found: dict[str | None, Assessment] = {}
    for each in _sessions(source):
        if source.get(AssessmentSet, each.set).kind is AssessmentKind.HEALTH:
            found.setdefault(each.community, each)
    return list(found.values())


def _session_title(source: Reader, session: Assessment, words: Words) -> str:
    community = source.get(Community, session.community).name if session.community else ""
    named = source.get(AssessmentSet, session.set).name
    return " · ".join(filter(None, (named, community, words.date(session.on))))


def _health_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    for number, each in enumerate(_newest_health(source), 1):
        title = _session_title(source, each, options.words)
        yield Piece(What.HEALTH, each.id, numbered("health", number, options.paper.name), title)


def _draw_health(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    session = source.get(Assessment, piece.record)
    pages = assessment_sheets.health_poster(source, session, options.paper, options.words, day_of(options))
    return Document(piece.name, piece.title, pages)


def _report_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    taken: Counter[str] = Counter()
    for each in _sessions(source):
        name = f"assessments/{source.get(AssessmentSet, each.set).kind.value}-{each.on:%Y-%m-%d}"
        taken[name] += 1
        title = _session_title(source, each, options.words)
        yield Piece(What.ASSESSMENTS, each.id, numbered(name, taken[name], "A4"), title)


def _draw_report(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    session = source.get(Assessment, piece.record)
    pages = assessment_sheets.report(source, session, options.words, day_of(options))
    return Document(piece.name, piece.title, pages, tiled=False)


def _form_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    found = sorted(source.find(AssessmentSet), key=lambda each: (each.kind.value, each.name))
    taken: Counter[str] = Counter()
    for each in found:
        taken[each.kind.value] += 1
        name = numbered(f"forms/{each.kind.value}", taken[each.kind.value], "A4")
        yield Piece(What.FORMS, each.id, name, each.name)
    if found:
        yield Piece(What.FORMS, "", f"forms/{RETROSPECTIVE}-A4", options.words("Retrospective"))


def _draw_form(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    words, day = options.words, day_of(options)
    if piece.record:
        pages = assessment_sheets.form(source, source.get(AssessmentSet, piece.record), words, day)
    else:
        pages = assessment_sheets.retrospective(source, words, day)
    return Document(piece.name, piece.title, pages, tiled=False)


def _practice_pieces(source: Reader, options: Options) -> Iterator[Piece]:
    if source.find(AssessmentSet):
        yield Piece(What.COVERAGE, "", "practices-A4", options.words("Where the practices live"))


def _draw_practices(source: Reader, piece: Piece, options: Options, _: Warnings) -> Document:
    pages = practice_sheet.practices(source, options.words, day_of(options))
    return Document(piece.name, piece.title, pages, tiled=False)


COMMUNITIES: Final[dict[What, Kind]] = {
    What.COMMUNITY: Kind(
        _community_pieces, _draw_community, Community,
        lambda words: words("There is no community yet, so there are no papers of one."),
    ),
    What.HEALTH: Kind(
        _health_pieces, _draw_health, Assessment,
        lambda words: words("There has been no health check yet, so there is no poster of one."),
        there=lambda source: bool(_newest_health(source)),
    ),
    What.ASSESSMENTS: Kind(
        _report_pieces, _draw_report, Assessment,
        lambda words: words("Nothing has been assessed yet, so there is no report."),
    ),
    What.FORMS: Kind(
        _form_pieces, _draw_form, AssessmentSet,
        lambda words: words("There is no set of items yet, so there is no blank form."),
    ),
    What.COVERAGE: Kind(
        _practice_pieces, _draw_practices, AssessmentSet,
        lambda words: words("There is no set of items yet, so no practice is looked at."),
    ),
}  # fmt: skip
