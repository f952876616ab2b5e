"""What was begun and not ended, as the screens show it."""

from __future__ import annotations

from collections.abc import Iterable

from mediquiz.domain.answers import NO_ANSWER
from mediquiz.domain.attempt import Act
from mediquiz.domain.summaries import OpenSession, StudyMode
from mediquiz.services.clock import local_time
from mediquiz.services.context import Context
from mediquiz.storage import attempt_repo
from mediquiz.storage.attempt_repo import AttemptHead
from mediquiz.storage.store import Connection


def open_sessions(context: Context, connection: Connection, kind: str) -> list[OpenSession]:
    """Open exams or sessions of practice, newest first."""
    heads = attempt_repo.heads(connection, kind=kind, status="open")
    return [_session(context, connection, head) for head in served(context, heads)]


def served(context: Context, heads: Iterable[AttemptHead]) -> list[AttemptHead]:
    """Those of exams that the bank holds; the others wait in the history for the file of their exam."""
    return [head for head in heads if head.certification in context.certifications]


def _session(context: Context, connection: Connection, head: AttemptHead) -> OpenSession:
    done = _answered_in_exam if head.kind == "exam" else _answered_in_practice
    return OpenSession(
        attempt_id=head.id,
        kind=head.kind,
        mode=None if head.kind == "exam" else StudyMode(head.rules["mode"]),
        certification=head.certification,
        short=context.blueprint(head.certification).short,
        started=local_time(head.started_at_ms),
        done=done(connection, head.id),
        total=attempt_repo.size(connection, head.id),
    )


def _answered_in_practice(connection: Connection, attempt_id: int) -> int:
    return len(attempt_repo.answered_items(connection, attempt_id))


def _answered_in_exam(connection: Connection, attempt_id: int) -> int:
    """The log has nothing of an open exam yet; its events say what stands answered."""
    events = attempt_repo.events(connection, attempt_id)
    last = {event.question: event.response for event in events if event.act is Act.ANSWER}
    return sum(response != NO_ANSWER for response in last.values())
