"""The background worker: one job at a time, nothing lost when it dies, gone soon when told to.

A job of a worker whose heart stopped beating is put back by any other worker: that is what `rescue` does all the time,
beside the line of jobs. A job that is still at work some seconds after the worker was told to stop is put back as well
and ends with the process: PostgreSQL takes back what it had not committed.
"""

import asyncio
import contextlib
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass

from procrastinate import jobs, utils
from procrastinate.contrib.django import app, connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector

GRACE = 4.0  # seconds for the job at hand once told to stop
MOST_ATTEMPTS = 5  # of a job that takes its worker down each time
MOST_MEMORY = 220  # MB; a worker that has grown beyond it ends after its job, and is started anew
BEATS = 4  # heartbeats within the time after which a worker counts as dead


@dataclass
class Worker:
    stalled_after: float = 30.0  # seconds without a heartbeat
    parent: int = 0  # the process without which this one ends too
    leave: Callable[[], None] = lambda: None  # what is to be done before the process ends in the middle of a job

    def __post_init__(self):
        self.at_work = {}  # id → job
        self.stopping = asyncio.Event()

    async def run(self):
        """Work until told to stop."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stopping.set)
        connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=3)
        with app.replace_connector(connector):
            async with app.open_async():
                await self.work()

    async def work(self):
        working = asyncio.create_task(
            app.run_worker_async(
                name="shuttle",
                concurrency=1,
                install_signal_handlers=False,
                delete_jobs="successful",
                update_heartbeat_interval=self.stalled_after / BEATS,
                stalled_worker_timeout=self.stalled_after,
                worker_middleware=[self.one_job],
            )
        )
        rescuing = asyncio.create_task(self.rescue())
        stopping = asyncio.create_task(self.stopping.wait())
        try:
            await asyncio.wait([working, rescuing, stopping], return_when=asyncio.FIRST_COMPLETED)
            for task in (working, rescuing):
                if task.done():
                    task.result()  # raises what ended it
            rescuing.cancel()  # it would take this worker, whose heart beats no more from here on, for a dead one
            working.cancel()  # it takes no new job and ends after the one at hand
            await asyncio.wait([working], timeout=GRACE)
            if not working.done():
                await self.put_back()
                self.leave()
                os._exit(0)  # a thread is still at its job; nothing but the end of the process ends a thread
        finally:
            rescuing.cancel()
            stopping.cancel()

    async def one_job(self, call_next, context, worker):
        self.at_work[context.job.id] = context.job
        try:
            return await call_next()
        finally:
            del self.at_work[context.job.id]
            if memory() > MOST_MEMORY:
                worker.stop()
                self.stopping.set()

    async def rescue(self):
        """Put back the jobs of workers that died; end when whoever started this one has."""
        manager = app.job_manager
        while not self.parent or os.getppid() == self.parent:
            await manager.prune_stalled_workers(self.stalled_after)
            for job in await manager.get_stalled_jobs(seconds_since_heartbeat=self.stalled_after):
                if job.attempts < MOST_ATTEMPTS:
                    await manager.retry_job(job, retry_at=utils.utcnow())
                else:
                    await manager.finish_job(job, status=jobs.Status.FAILED, delete_job=False)
            await asyncio.sleep(self.stalled_after / BEATS)

    async def put_back(self):
        for job in list(self.at_work.values()):
            with contextlib.suppress(ConnectorException):  # another worker put it back, or rescue will
                await app.job_manager.retry_job(job, retry_at=utils.utcnow())


def memory():
    """MB that this process holds now; where the system does not tell, the most that it ever held."""
    with contextlib.suppress(OSError, ValueError, IndexError), open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1_000_000
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1_000_000 if sys.platform == "darwin" else most / 1000
