"""Three lanes with one worker each: files, engine, map.

The newest request of a name wins within its lane; saving and export are never superseded, and
closing waits for them only. What a worker made is handed to ``post``, which runs it where the
session lives: a queued signal in the window, at once in ``InlineRunner``.
"""

import contextvars
import threading
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

from werklocaties.model.finding import CancelledError, DoorError
from werklocaties.session.task import LANES, Done, Lane, Progress, RunningTask, Work

Post = Callable[[Callable[[], None]], None]
"""Runs a function where the session lives, later or at once."""

Ready = Callable[[Done], None]
Failed = Callable[[DoorError | CancelledError], None]


def _unheard(name: str, fraction: float, what: str) -> None:
    """Nobody watches the progress."""


def _nothing(outcome: object) -> None:
    """Nobody waits for the outcome."""


class Job:
    """One request of work, and how it ended: ``done`` or ``error``; neither while it runs."""

    def __init__(self, work: Work[Any], ready: Ready, failed: Failed, progress: Progress) -> None:
        self.work = work
        self.task = RunningTask(work.name, progress)
        self.done: Done | None = None
        self.error: BaseException | None = None
        self.superseded = False
        self._ready, self._failed = ready, failed
        self._context = contextvars.copy_context()  # a new thread would speak Dutch only

    def perform(self) -> Callable[[], None]:
        """Do the work, and return what must run where the session lives."""
        try:
            self.task.check()
            made = self._context.run(self.work.do, self.task)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is raised there
            return self._ending(error)
        return lambda: self._finish(made)

    def _ending(self, error: Exception) -> Callable[[], None]:
        return lambda: self._fail(error)

    def _finish(self, made: object) -> None:
        if self.superseded:
            return
        try:
            self.done = self.work.finish(made)
        except DoorError as error:
            self._fail(error)
            return
        self._ready(self.done)

    def _fail(self, error: Exception) -> None:
        self.error = error
        if not isinstance(error, DoorError | CancelledError):
            raise error
        if not self.superseded:
            self._failed(error)

    def result(self) -> Done:
        """Return what the work came to, once it is ready; raise what stopped it."""
        if self.error is not None:
            raise self.error
        if self.done is None:
            raise CancelledError
        return self.done


class Runner(Protocol):
    """Runs work; the session does not know on what."""

    def submit(self, work: Work[Any], ready: Ready = _nothing, failed: Failed = _nothing) -> Job:
        """Ask for work; an earlier request of the same name is superseded."""

    def cancel(self, name: str = "") -> None:
        """Cancel the work of this name, or all that may be cancelled."""

    def close(self) -> None:
        """Stop; wait for saving and export only."""


class InlineRunner:
    """Does all work at once, on the thread that asks: the command line and unit tests."""

    def __init__(self, progress: Progress = _unheard) -> None:
        self._progress = progress
        self._running: list[Job] = []

    def submit(self, work: Work[Any], ready: Ready = _nothing, failed: Failed = _nothing) -> Job:
        """Do the work and finish it before returning."""
        job = Job(work, ready, failed, self._progress)
        self._running.append(job)
        try:
            job.perform()()
        finally:
            self._running.remove(job)
        return job

    def cancel(self, name: str = "") -> None:
        """Cancel the work that is running, from within its own progress."""
        for job in self._running:
            if name in ("", job.work.name):
                job.task.cancel()

    def close(self) -> None:
        """Nothing is left running."""


class _Line:
    """One lane: a queue and the thread that empties it."""

    def __init__(self, lane: Lane, post: Post) -> None:
        self._post = post
        self._waiting: deque[Job] = deque()
        self._running: Job | None = None
        self._closed = False
        self._change = threading.Condition()
        # A daemon: work that does not look whether it was cancelled must not hold the exit.
        self._thread = threading.Thread(target=self._work, name=f"lane-{lane}", daemon=True)
        self._thread.start()

    def add(self, job: Job) -> None:
        with self._change:
            if self._closed:
                job.superseded = True
                return
            self._supersede(job.work.name)
            self._waiting.append(job)
            self._change.notify_all()

    def _supersede(self, name: str) -> None:
        for job in self._jobs():
            if job.work.name == name and not job.work.keep:
                job.superseded = True
                job.task.cancel()
        self._waiting = deque(job for job in self._waiting if not job.superseded)

    def _jobs(self) -> tuple[Job, ...]:
        return (*self._waiting, *((self._running,) if self._running else ()))

    def cancel(self, name: str) -> None:
        with self._change:
            for job in self._jobs():
                if name == job.work.name or (not name and not job.work.keep):
                    job.task.cancel()

    def close(self) -> None:
        """Drop what may be dropped; wait until what must be kept is done."""
        with self._change:
            self._closed = True
            for job in self._jobs():
                if not job.work.keep:
                    job.superseded = True
                    job.task.cancel()
            self._waiting = deque(job for job in self._waiting if job.work.keep)
            self._change.notify_all()
            self._change.wait_for(lambda: not any(job.work.keep for job in self._jobs()))

    def _next(self) -> Job | None:
        with self._change:
            self._running = None
            self._change.notify_all()
            self._change.wait_for(lambda: bool(self._waiting) or self._closed)
            self._running = self._waiting.popleft() if self._waiting else None
            return self._running

    def _work(self) -> None:
        while (job := self._next()) is not None:
            self._post(job.perform())

    def join(self, seconds: float | None = None) -> None:
        self._thread.join(seconds)


class LaneRunner:
    """Runs work on three lanes; ``progress`` is heard on the worker, so it must hand on."""

    def __init__(self, post: Post, progress: Progress = _unheard) -> None:
        self._progress = progress
        self._lines = {lane: _Line(lane, post) for lane in LANES}

    def submit(self, work: Work[Any], ready: Ready = _nothing, failed: Failed = _nothing) -> Job:
        """Put work in its lane; the newest request of a name wins there."""
        job = Job(work, ready, failed, self._progress)
        self._lines[work.lane].add(job)
        return job

    def cancel(self, name: str = "") -> None:
        """Cancel the work of this name; without a name all but saving and export."""
        for line in self._lines.values():
            line.cancel(name)

    def close(self) -> None:
        """Cancel what runs, and wait for saving and export only."""
        for line in self._lines.values():
            line.close()

    def join(self, seconds: float | None = None) -> None:
        """Wait until the workers themselves have ended, after ``close``."""
        for line in self._lines.values():
            line.join(seconds)
