"""Work off the GUI thread: one worker per lane, first come first served, results back on the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import Any, NamedTuple, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal

from mediquiz.services.changes import Done

T = TypeVar("T")
Failed = Callable[[Exception], None]


class TaskRunner(Protocol):
    """Runs work and hands its result to `then`, or its error to `failed`.

    For what only reads. A write goes through `Tools.write`: a Done that comes back here would be told to nobody, so
    it is a crash, whatever `failed` is.
    """

    def close(self) -> None:
        """Finish what is queued."""

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        lane: str = "store",
    ) -> None:
        """Queue work on a lane."""


class _Job(NamedTuple):
    work: Callable[[], Any]
    then: Callable[[Any], None] | None
    failed: Failed | None


class _Result(NamedTuple):
    job: _Job
    value: Any
    error: Exception | None


class ThreadRunner(QObject):
    """The runner of the application. Lanes ("store", "readiness") start when first used."""

    crashed = Signal(object)
    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[str, tuple[threading.Thread, SimpleQueue[_Job | None]]] = {}
        self._closed = False
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        lane: str = "store",
    ) -> None:
        """Queue work on a lane; call from the GUI thread."""
        if self._closed:
            raise RuntimeError("the task runner is closed")
        self._lane(lane).put(_Job(work, then, failed))

    def close(self) -> None:
        """Finish what is queued, deliver it and end the threads. A second call does nothing."""
        self._closed = True
        for _, jobs in self._lanes.values():
            jobs.put(None)
        for thread, _ in self._lanes.values():
            thread.join()
        self._lanes.clear()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def _lane(self, name: str) -> SimpleQueue[_Job | None]:
        if name not in self._lanes:
            jobs: SimpleQueue[_Job | None] = SimpleQueue()
            # Daemon: a crash of the GUI must not leave a process that nobody can see.
            thread = threading.Thread(target=self._work, args=(jobs,), name=f"lane-{name}", daemon=True)
            self._lanes[name] = (thread, jobs)
            thread.start()
        return self._lanes[name][1]

    def _work(self, jobs: SimpleQueue[_Job | None]) -> None:
        while (job := jobs.get()) is not None:
            self._done.emit(_outcome(job))

    def _deliver(self, result: _Result) -> None:
        try:
            _hand_over(result)
        except Exception as error:
            self.crashed.emit(error)


class InlineRunner:
    """Runs at once, for tests and for the time before there is a window."""

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        lane: str = "store",
    ) -> None:
        """Run now; an error that nobody handles is raised."""
        _hand_over(_outcome(_Job(work, then, failed)))

    def close(self) -> None:
        """Nothing to end."""


def _outcome(job: _Job) -> _Result:
    try:
        value = job.work()
    except Exception as error:
        return _Result(job, None, error)
    if isinstance(value, Done):
        return _Result(job._replace(failed=None), None, TypeError(f"a write past Tools.write: {job.work!r}"))
    return _Result(job, value, None)


def _hand_over(result: _Result) -> None:
    job, error = result.job, result.error
    if error is None:
        if job.then is not None and alive(job.then):
            job.then(result.value)
    elif job.failed is None:
        raise error
    elif alive(job.failed):
        job.failed(error)


def alive(receiver: Callable[..., object]) -> bool:
    """False when a bound method (also inside partial) belongs to a Qt object that was deleted."""
    while isinstance(receiver, partial):
        receiver = receiver.func
    owner = getattr(receiver, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
