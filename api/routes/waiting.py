"""Waiting for a job without holding a thread, a connection or a transaction: asking again until it has ended."""

import asyncio
import time

import anyio.to_thread

from api.actions import jobs
from api.actions.caller import Caller
from api.schemas import JobView
from api.service import Service

MOST_SECONDS = 60
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 1.0


async def wait(service: Service, caller: Caller, job_id: str, seconds: float) -> JobView:
    """Return the job once it has ended, or as it is after ``seconds``. Raises ``NotFoundError``."""
    deadline = time.monotonic() + seconds
    pause = FIRST_PAUSE
    while True:
        job = await anyio.to_thread.run_sync(jobs.get, service, caller, job_id)
        left = deadline - time.monotonic()
        if job.state.ended or left <= 0:
            return job
        await asyncio.sleep(min(pause, left))
        pause = min(pause * 1.5, LONGEST_PAUSE)
