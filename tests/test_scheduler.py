"""What is due is done: one process that calls other commands at their times."""

import datetime as dt
import threading

import pytest
from django.core.management import get_commands
from django.core.management.base import CommandError

from acuinfo.operations.management.commands import scheduler
from acuinfo.operations.management.commands.scheduler import JOBS, Job

EVENING = dt.datetime(2026, 3, 29, 22, 15, 30, tzinfo=dt.UTC)


@pytest.fixture
def called(monkeypatch):
    """The commands that were called, in order; ``bad`` fails."""
    names = []

    def call(name, **options):
        names.append(name)
        if name == "bad":
            raise CommandError("no")

    monkeypatch.setattr(scheduler, "call_command", call)
    return names


def test_every_job_is_a_command_when_the_scheduler_starts():
    assert [job.command for job in JOBS if job.command not in get_commands()] == []


def test_sign_ins_are_forgotten_once_a_day_and_no_job_is_there_twice():
    commands = [job.command for job in JOBS]

    assert len(commands) == len(set(commands))
    assert JOBS[commands.index("forget_sign_ins")].at is not None


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        (Job("a"), dt.datetime(2026, 3, 29, 22, 16, tzinfo=dt.UTC)),
        (Job("a", at=dt.time(23, 0)), dt.datetime(2026, 3, 29, 23, 0, tzinfo=dt.UTC)),
        (Job("a", at=dt.time(6, 0)), dt.datetime(2026, 3, 30, 6, 0, tzinfo=dt.UTC)),
        (Job("a", at=dt.time(22, 15, 30)), dt.datetime(2026, 3, 30, 22, 15, 30, tzinfo=dt.UTC)),
    ],
)
def test_a_job_is_due_at_its_next_time_when_asked_in_the_evening(job, expected):
    assert job.next_after(EVENING) == expected


def test_the_others_are_done_when_one_command_fails(called, monkeypatch, db):
    monkeypatch.setattr(scheduler, "close_old_connections", lambda: None)

    done = [scheduler.do(Job(name)) for name in ("good", "bad", "better")]

    assert done == [True, False, True]
    assert called == ["good", "bad", "better"]


def test_every_minute_is_still_kept_when_the_clock_is_set_back_by_a_year(called, monkeypatch):
    clock = [EVENING]
    stop = threading.Event()

    def wait(seconds):
        is_first = clock[0] == EVENING
        clock[0] += dt.timedelta(days=-365) if is_first else dt.timedelta(seconds=seconds)
        if called:
            stop.set()
        assert clock[0] < EVENING - dt.timedelta(days=364), "nothing was done for a year"

    monkeypatch.setattr(scheduler, "close_old_connections", lambda: None)
    monkeypatch.setattr(scheduler.timezone, "now", lambda: clock[0])
    monkeypatch.setattr(stop, "wait", wait)

    scheduler.run([Job("minutely")], stop)

    assert called == ["minutely"]


def test_a_job_is_done_once_in_each_of_its_times_when_two_minutes_pass(called, monkeypatch, tmp_path):
    clock = [EVENING]
    stop = threading.Event()

    def wait(seconds):
        clock[0] += dt.timedelta(seconds=max(seconds, 1))
        if clock[0] > EVENING + dt.timedelta(minutes=2):
            stop.set()

    monkeypatch.setattr(scheduler, "close_old_connections", lambda: None)
    monkeypatch.setattr(scheduler.timezone, "now", lambda: clock[0])
    monkeypatch.setattr(stop, "wait", wait)

    scheduler.run([Job("minutely"), Job("nightly", at=dt.time(22, 17))], stop, tmp_path / "heartbeat")

    assert called == ["minutely", "minutely", "nightly"]
    assert (tmp_path / "heartbeat").exists()
