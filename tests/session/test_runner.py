"""The lanes: order, newest wins, saving is kept, cancel, errors. Waits on events, never sleeps."""

import threading
from queue import SimpleQueue

import pytest

from werklocaties.model.finding import CancelledError, DoorError
from werklocaties.presentation.texts import language, speaking
from werklocaties.session.runner import InlineRunner, LaneRunner
from werklocaties.session.task import Done, Work

PATIENCE = 10.0


def work(do, name="a", lane="engine", finish=lambda made: Done(), keep=False):
    return Work(name, lane, do, finish, keep)


class Main:
    """Stands in for the main thread of the window: runs what is posted, one at a time."""

    def __init__(self) -> None:
        self.queue = SimpleQueue()

    def step(self) -> None:
        self.queue.get(timeout=PATIENCE)()


@pytest.fixture
def main():
    return Main()


@pytest.fixture
def runner(main):
    made = LaneRunner(main.queue.put)
    yield made
    made.close()
    made.join(PATIENCE)
    assert not [t.name for t in threading.enumerate() if t.name.startswith("lane-")]


# --- inline ------------------------------------------------------------------------------
def test_that_inline_work_is_done_at_once():
    job = InlineRunner().submit(work(lambda task: 6 * 7, finish=lambda made: Done((made,))))
    assert job.result() == Done((42,))


def test_that_a_refusal_of_inline_work_is_raised_by_its_result():
    def refuse(task):
        raise DoorError("file_empty", file="a")

    heard = []
    job = InlineRunner().submit(work(refuse), failed=heard.append)
    with pytest.raises(DoorError, match="file_empty"):
        job.result()
    assert [error.code for error in heard] == ["file_empty"]


def test_that_an_unexpected_error_of_inline_work_is_not_swallowed():
    with pytest.raises(ZeroDivisionError):
        InlineRunner().submit(work(lambda task: 1 / 0))


def test_that_inline_work_reports_its_progress():
    heard = []
    runner = InlineRunner(lambda *said: heard.append(said))
    runner.submit(work(lambda task: task.progress(0.5, "compute"), name="naam"))
    assert heard == [("naam", 0.5, "compute")]


def test_that_inline_work_can_be_cancelled_from_its_own_progress():
    def step(task):
        task.progress(0.1, "compute")
        task.check()

    runner = InlineRunner(lambda *said: runner.cancel("a"))
    with pytest.raises(CancelledError):
        runner.submit(work(step)).result()


# --- lanes -------------------------------------------------------------------------------
def test_that_work_runs_on_its_lane_and_finishes_on_the_main_thread(runner, main):
    threads = {}

    def do(task):
        threads["do"] = threading.current_thread().name
        return 1

    def finish(made):
        threads["finish"] = threading.current_thread().name
        return Done()

    job = runner.submit(work(do, lane="map", finish=finish))
    main.step()
    assert job.result() == Done()
    assert threads == {"do": "lane-map", "finish": threading.current_thread().name}


def test_that_the_language_of_who_asks_is_that_of_the_work(runner, main):
    heard = []
    with speaking("en"):
        runner.submit(work(lambda task: heard.append(language())))
    main.step()
    assert heard == ["en"]


def test_that_the_newest_request_of_a_name_wins(runner, main):
    begun, go, finished = threading.Event(), threading.Event(), []

    def hold(task):
        begun.set()
        go.wait(PATIENCE)

    runner.submit(work(hold, name="slot"))
    begun.wait(PATIENCE)
    jobs = [
        runner.submit(work(lambda task, n=n: n, name="a", finish=finished.append)) for n in range(3)
    ]
    go.set()
    main.step()
    main.step()
    assert finished == [2]
    assert [job.superseded for job in jobs] == [True, True, False]


def test_that_a_running_request_is_cancelled_by_a_newer_one_of_its_name(runner, main):
    begun, ready = threading.Event(), []

    def until_cancelled(task):
        begun.set()
        while True:
            task.check()

    old = runner.submit(work(until_cancelled), ready=ready.append, failed=ready.append)
    begun.wait(PATIENCE)
    new = runner.submit(work(lambda task: 2), ready=ready.append)
    main.step()
    main.step()
    assert isinstance(old.error, CancelledError)
    assert ready == [new.done]


def test_that_saving_is_never_superseded(runner, main):
    begun, go, saved = threading.Event(), threading.Event(), []

    def hold(task):
        begun.set()
        go.wait(PATIENCE)
        task.check()
        return "eerste"

    for do in (hold, lambda task: "tweede"):
        runner.submit(work(do, name="save", lane="files", finish=saved.append, keep=True))
        begun.wait(PATIENCE)
    go.set()
    main.step()
    main.step()
    assert saved == ["eerste", "tweede"]


def test_that_lanes_do_not_wait_for_each_other(runner, main):
    begun, go = threading.Event(), threading.Event()

    def hold(task):
        begun.set()
        go.wait(PATIENCE)

    runner.submit(work(hold, lane="files"))
    begun.wait(PATIENCE)
    quick = runner.submit(work(lambda task: 1, lane="engine"))
    main.step()
    assert quick.result() == Done()
    go.set()
    main.step()


def test_that_work_can_be_cancelled_by_name(runner, main):
    begun = threading.Event()

    def until_cancelled(task):
        begun.set()
        while True:
            task.check()

    job = runner.submit(work(until_cancelled, name="lezen", lane="files"))
    begun.wait(PATIENCE)
    runner.cancel("lezen")
    main.step()
    with pytest.raises(CancelledError):
        job.result()


def test_that_an_unexpected_error_is_raised_on_the_main_thread_and_the_lane_goes_on(runner, main):
    runner.submit(work(lambda task: 1 / 0))
    with pytest.raises(ZeroDivisionError):
        main.step()
    job = runner.submit(work(lambda task: 1))
    main.step()
    assert job.result() == Done()


def test_that_closing_waits_for_saving_and_cancels_the_rest(main):
    runner = LaneRunner(main.queue.put)
    begun, go, closed = threading.Event(), threading.Event(), threading.Event()

    def save(task):
        begun.set()
        go.wait(PATIENCE)

    def until_cancelled(task):
        while True:
            task.check()

    saving = runner.submit(work(save, name="save", lane="files", keep=True))
    other = runner.submit(work(until_cancelled, lane="engine"))
    begun.wait(PATIENCE)
    closer = threading.Thread(target=lambda: (runner.close(), closed.set()))
    closer.start()
    assert not closed.is_set()
    go.set()
    assert closed.wait(PATIENCE)
    closer.join(PATIENCE)
    runner.join(PATIENCE)
    while not main.queue.empty():
        main.step()
    assert saving.result() == Done()
    assert other.superseded


def test_that_nothing_is_taken_on_after_closing(main):
    runner = LaneRunner(main.queue.put)
    runner.close()
    job = runner.submit(work(lambda task: 1))
    runner.join(PATIENCE)
    assert job.superseded
    assert main.queue.empty()
