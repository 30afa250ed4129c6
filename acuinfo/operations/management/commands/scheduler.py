"""Do what is due: one process that calls other commands at their times."""

import datetime as dt
import logging
import signal
import threading
from argparse import ArgumentParser
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """A command and when it is due. Times are UTC."""

    command: str
    at: dt.time | None = None
    """Once a day at this time; None means every minute."""
    options: dict[str, Any] = field(default_factory=dict)

    def next_after(self, moment: dt.datetime) -> dt.datetime:
        """Return the first time after a moment at which the job is due."""
        if self.at is None:
            return moment.replace(second=0, microsecond=0) + dt.timedelta(minutes=1)
        today = dt.datetime.combine(moment.date(), self.at, tzinfo=dt.UTC)
        return today if today > moment else today + dt.timedelta(days=1)


JOBS = (
    Job("publish_due"),
    Job("send_letters"),
    Job("send_reminders", at=dt.time(6, 0)),
    Job("clearsessions", at=dt.time(3, 10)),
    Job("axes_reset_logs", at=dt.time(3, 20), options={"age": 30}),
    Job("forget_sign_ins", at=dt.time(3, 25)),
    Job("forget_letters", at=dt.time(3, 35)),
    Job("forget_missed_words", at=dt.time(3, 37)),
    Job("rebuild_cards", at=dt.time(3, 30), options={"drafts_only": True}),
)


class Command(BaseCommand):
    """Call each command at its time until told to stop. One that fails is logged and tried again at its next time."""

    help = "Call the commands that are due (publishing, reminders, tidying) until told to stop. Run one for each site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what a health check needs."""
        parser.add_argument("--once", action="store_true", help="Do every job now, then end.")
        parser.add_argument("--heartbeat", type=Path, help="A file to touch each minute, for a health check.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run."""
        jobs = [job for job in JOBS if job.command in get_commands()]
        if options["once"]:
            for job in jobs:
                do(job)
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        run(jobs, stop, options["heartbeat"])


def run(jobs: list[Job], stop: threading.Event, heartbeat: Path | None = None) -> None:
    """Do each job when it is due, until ``stop`` is set. A job under way is finished first."""
    due = {job.command: job.next_after(timezone.now()) for job in jobs}
    while not stop.is_set():
        if heartbeat:
            heartbeat.touch()
        now = timezone.now()
        for job in jobs:
            due[job.command] = min(due[job.command], job.next_after(now))  # a clock that was set back would hold it up
            if due[job.command] <= now:
                do(job)
                due[job.command] = job.next_after(timezone.now())
        stop.wait(min([60.0, *((at - timezone.now()).total_seconds() for at in due.values())]))


def do(job: Job) -> bool:
    """Call a job's command; say in the log how it went. False when it failed."""
    close_old_connections()
    try:
        call_command(job.command, **job.options)
    except Exception:
        logger.exception("scheduled command failed", extra={"data": {"command": job.command}})
        return False
    finally:
        close_old_connections()
    logger.info("scheduled command done", extra={"data": {"command": job.command}})
    return True
