"""Every figure of every page's summary, as plain values by name: what a history comes to, apart from words.

`collect` asks the services of today. It is the one place to change when a service, a class or a field gets another
name: the names in the values stay as they were stored, and the functions here say where they are to be had now.
`differences` compares with what was stored: a name that came later does no harm, one that is missing does, and
sentences (`WORDS`) are left to the pages.
"""

from __future__ import annotations

import dataclasses
import math
import random
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from mediquiz.domain.answers import Response, places_of
from mediquiz.domain.summaries import (
    ExamHome,
    LibraryQuery,
    ReviewItem,
    ReviewSet,
    ShownItem,
    Sitting,
    StudyMode,
    StudyRequest,
    Subset,
)
from mediquiz.services.bundle import Services
from mediquiz.services.opening import open_services

from .stored import her_zone, reading_clock, unpack, write

CERTIFICATIONS = ("cma", "rma", "ncma", "ccma")
QUERIES = {
    "all": LibraryQuery(limit=1000),
    "first five": LibraryQuery(limit=5),
    "one word": LibraryQuery(text="blood"),
    "two words": LibraryQuery(text="patient blood"),
    "topic": LibraryQuery(topic="clinical.ecg"),
    "subject": LibraryQuery(subject="pharmacology"),
    "certification": LibraryQuery(certification="ccma", limit=1000),
    "area": LibraryQuery(certification="ccma", area="ccma.law", limit=1000),
    "unseen": LibraryQuery(state="unseen", limit=1000),
    "answered": LibraryQuery(state="answered", limit=1000),
    "missed": LibraryQuery(state="missed", limit=1000),
    "flagged": LibraryQuery(state="flagged", limit=1000),
    "suspended": LibraryQuery(state="suspended", limit=1000),
    "noted": LibraryQuery(state="noted", limit=1000),
    "level": LibraryQuery(level="analysis", limit=1000),
}
REQUESTS = {
    "quick": StudyRequest(mode=StudyMode.QUICK, certification="cma"),
    "weak": StudyRequest(mode=StudyMode.WEAK, certification="ccma"),
    "topic": StudyRequest(mode=StudyMode.TOPIC, certification="cma", topics=("clinical.ecg",)),
    "missed": StudyRequest(mode=StudyMode.MISSED, certification="cma"),
    "sure and wrong": StudyRequest(mode=StudyMode.SURE_WRONG, certification="cma"),
    "flagged": StudyRequest(mode=StudyMode.FLAGGED, certification="cma"),
    "unseen of two": StudyRequest(
        mode=StudyMode.BUILD, certification="rma", topics=("clinical.ecg", "professional.law"), subset=Subset.UNSEEN
    ),
    "missed of two": StudyRequest(
        mode=StudyMode.BUILD, certification="rma", topics=("clinical.ecg", "professional.law"), subset=Subset.MISSED
    ),
    "cram of all": StudyRequest(mode=StudyMode.CRAM, certification="ncma"),
}
WORDS = {
    *("title", "titles", "text", "texts", "name", "short", "note", "notes", "statement", "word", "label", "made_of"),
    *("limits", "rules", "rule", "time_note", "passing_note", "edition_title", "topic_title", "subject_title", "stem"),
    *("paragraphs", "data_folder"),
}
"""Fields that hold sentences or titles. Their words may change and may move out of the services; `pages.json.xz` holds
what a student reads."""
GONE = {"answers_today"}
"""Fields that no page showed and that are no more; `done_today` of the plan is the figure of the day."""
RENAMED: dict[str, str] = {}
"""Stored name of a field -> its name in today's summaries, where the meaning is the same."""
TABLES = (
    *("answer", "showing", "attempt", "attempt_question", "attempt_event", "mark", "report", "exam_outcome"),
    *("item_revision", "item_state", "topic_tally", "day_tally"),
)
DERIVED = {
    "item_state": "item_id, shown, last_shown_ms, answered, correct, last_answered_ms, last_correct, last_confidence,"
    " missed, right_day, sure_wrong",
    "topic_tally": "topic, mode, answered, correct, first_answered, first_correct, milliseconds",
    "day_tally": "local_day, mode, answered, correct, milliseconds",
}


def plain(value: Any) -> Any:
    """A summary as JSON values: dataclasses by field name, dates in ISO form, enums as text."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one) for one in (value if isinstance(value, (list, tuple)) else sorted(value))]
    if isinstance(value, (Enum, date)):
        return str(value.value) if isinstance(value, Enum) else value.isoformat()
    return value if value is None or isinstance(value, (bool, int, str)) else float(value)


# -- where answers are to be had -----------------------------------------------------------------------


def place(response: Response) -> int:
    """A response to a question with one key as the place of its option in the author's order, -1 for none."""
    return next(iter(places_of(response)), -1)


def shown_place(shown: ShownItem, response: Response) -> int:
    """The same as the place on the screen."""
    found = place(response)
    return shown.order.index(found) if found >= 0 else -1


def review_entry(entry: ReviewItem) -> dict[str, Any]:
    """A question of a finished exam; places are those shown."""
    return {
        "position": entry.position,
        "item_id": entry.shown.item.id,
        "revision": entry.shown.item.revision,
        "order": list(entry.shown.order),
        "key": shown_place(entry.shown, entry.shown.right),
        "response": shown_place(entry.shown, entry.response),
        "first_response": shown_place(entry.shown, entry.first_response),
        "correct": entry.correct,
        "flagged": entry.flagged,
        "confidence": plain(entry.confidence),
        "seconds": entry.seconds,
        "scored": entry.scored,
        "mark": plain(entry.shown.mark) | {"words": entry.shown.mark.note},
    }


def sitting_state(sitting: Sitting) -> dict[str, Any]:
    """An exam as it stands; responses are places in the author's order."""
    attempt = sitting.attempt
    return {
        "attempt_id": sitting.attempt_id,
        "certification": sitting.certification,
        "seq": sitting.seq,
        "options": sitting.options,
        "phase": str(attempt.phase),
        "current": attempt.current,
        "segment": attempt.segment,
        "seconds_left": attempt.seconds_left,
        "break_left": attempt.break_left,
        "suspended_seconds": attempt.suspended_seconds,
        "interruptions": attempt.interruptions,
        "segments": [[one.first, one.last, one.seconds] for one in attempt.rules.segments],
        "break_seconds": attempt.rules.break_seconds,
        "time_factor": attempt.rules.time_factor,
        "questions": [
            [q.item_id, q.revision, q.area, q.topic, q.segment, q.scored, list(q.order), q.seen_before]
            for q in attempt.questions
        ],
        "items": [[shown.item.id, shown.item.revision, list(shown.order)] for shown in sitting.items],
        "states": [
            {
                "response": place(state.response),
                "first_response": place(state.first_response),
                "answered": state.answered,
                "changes": state.changes,
                "flagged": state.flagged,
                "struck": sorted(state.struck),
                "confidence": plain(state.confidence),
                "seconds": state.seconds,
                "visited": state.visited,
            }
            for state in attempt.states
        ],
    }


def open_session(services: Services) -> dict[str, Any]:
    """The session of practice left in the middle."""
    begun = services.study.open_session()
    assert begun is not None
    session = services.study.resume(begun.attempt_id).value
    return {
        "open": plain(begun),
        "mode": str(session.mode),
        "certification": session.certification,
        "seconds": session.seconds,
        "position": session.position,
        "total": session.total,
        "items": [[one.item.id, one.item.revision, list(one.order), plain(one.mark.flagged)] for one in session.items],
        "given": {
            str(n): [place(given.response), given.correct, plain(given.confidence), given.milliseconds]
            for n, given in session.given.items()
        },
    }


# -- the pages' summaries ------------------------------------------------------------------------------


def _home(home: ExamHome) -> Any:
    """The time of an exam was kept in minutes, where its seconds are now."""
    found = plain(home)
    for offer in found["offers"]:
        offer["minutes"] = offer["seconds"] // 60
    return found


def exams(services: Services) -> dict[str, Any]:
    """The finished exams and the open one."""
    home = services.exams.home()
    (begun,) = [offer.open for offer in home.offers if offer.open]
    finished = [row.attempt_id for row in home.history]
    return {
        "home": _home(home),
        "reports": {str(n): plain(services.reports.report(n)) for n in finished},
        "reviews": {
            f"{n} {which.value}": [review_entry(one) for one in services.reports.review(n, which)]
            for n in finished
            for which in ReviewSet
        },
        "sittings": {str(n): sitting_state(services.exams.load(n)) for n in (*finished, begun.attempt_id)},
    }


def library(services: Services) -> dict[str, Any]:
    """What searches find, column by column, and the marks of every item that has one."""
    found = {name: services.library.search(query) for name, query in QUERIES.items()}
    rows = {row.item_id: row for row in found["all"].rows}
    marked = sorted(name for name, row in rows.items() if row.flagged or row.noted or row.answered > 3)
    return {
        "found": {name: {"total": page.total, "ids": [r.item_id for r in page.rows]} for name, page in found.items()},
        "rows": [plain(row) for row in rows.values()],
        "suspended": [plain(row) for row in found["suspended"].rows],
        "marks": {name: plain(services.library.item(name).mark) for name in marked},
        "notes_written": {name: services.library.item(name).mark.note for name in marked},
    }


def _settings(services: Services) -> Any:
    """The choice between the two editions of the RMA had a field of its own; today every exam can have one."""
    chosen = services.settings.read()
    return plain(chosen) | {"rma_edition": chosen.editions.get("rma", "2022")}


def collect(services: Services) -> dict[str, Any]:
    """All of it."""
    return {
        "settings": _settings(services),
        "today": {c: plain(services.progress.today(c)) for c in CERTIFICATIONS},
        "overview": plain(services.progress.overview()),
        "explanation": plain(services.progress.explanation()),
        "study": {c: plain(services.study.home(c)) for c in CERTIFICATIONS},
        "available": {name: services.study.available(request) for name, request in REQUESTS.items()},
        "exams": exams(services),
        "plan": {c: plain(services.planning.plan(c)) for c in CERTIFICATIONS},
        "todays_items": {c: services.planning.todays_items(c, 25) for c in CERTIFICATIONS},
        "readiness": plain(services.readiness.views()),
        "readiness_one": {c: plain(services.readiness.view(c)) for c in CERTIFICATIONS},
        "outcome_forms": {c: plain(services.outcomes.form(c)) for c in CERTIFICATIONS},
        "to_ask": list(services.outcomes.to_ask()),
        "failed_areas": {c: plain(services.outcomes.failed_areas(c)) for c in CERTIFICATIONS},
        "library": library(services),
        "session": open_session(services),
    }


def tables(database: Path) -> dict[str, Any]:
    """Rows of the tables, and those of the derived ones whole. Read without any code of the package."""
    with closing(sqlite3.connect(database)) as connection:
        counts = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES}
        derived = {
            name: [list(row) for row in connection.execute(f"SELECT {columns} FROM {name} ORDER BY 1, 2")]
            for name, columns in DERIVED.items()
        }
        status = dict(connection.execute("SELECT status, count(*) FROM item GROUP BY status ORDER BY status"))
        settings = dict(connection.execute("SELECT name, value FROM setting ORDER BY name"))
    return {"counts": counts, "derived": derived, "items": status, "setting": settings}


# -- comparing -----------------------------------------------------------------------------------------


def differences(stored: Any, today: Any, where: str = "") -> Iterator[str]:
    """Figures that are not as stored, each with its way from the top."""
    if isinstance(stored, dict):
        yield from _of_names(stored, today, where)
    elif isinstance(stored, list):
        if not isinstance(today, list) or len(stored) != len(today):
            yield f"{where}: {len(stored)} entries were stored, now {today!r:.80}"
            return
        for n, (old, new) in enumerate(zip(stored, today, strict=True)):
            yield from differences(old, new, f"{where}[{n}]")
    elif not _same(stored, today):
        yield f"{where}: {stored!r} was stored, now {today!r:.80}"


def _of_names(stored: dict[str, Any], today: Any, where: str) -> Iterator[str]:
    if not isinstance(today, dict):
        yield f"{where}: named figures were stored, now {today!r:.80}"
        return
    for name, old in stored.items():
        now = RENAMED.get(name, name)
        if name in WORDS | GONE:
            continue
        if now not in today:
            yield f"{where}.{name}: is missing"
        else:
            yield from differences(old, today[now], f"{where}.{name}")


def _same(stored: Any, today: Any) -> bool:
    if isinstance(stored, float) or isinstance(today, float):
        numbers = all(isinstance(one, (int, float)) and not isinstance(one, bool) for one in (stored, today))
        return numbers and math.isclose(stored, today, rel_tol=1e-9, abs_tol=1e-12)
    return type(stored) is type(today) and stored == today


def keep_figures(target: Path) -> None:
    """Write what this code says of the stored history. Used by `make.py` once."""
    with her_zone(), tempfile.TemporaryDirectory() as folder:
        database = unpack(Path(folder))
        services = open_services(database, Path(folder) / "question_banks", reading_clock(), random.Random(7))
        try:
            services.library.load_bank(Path(folder) / "question_banks")
            found = collect(services)
        finally:
            services.close()
        write(target, found | {"tables": tables(database)})
