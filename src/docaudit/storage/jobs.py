"""Background jobs: an upload waits, is worked on, is done or failed."""

from __future__ import annotations

from sqlalchemy import select, update

from docaudit.storage.base import StoreBase, now, record
from docaudit.storage.models import Job
from docaudit.storage.rows import JobRow


class JobStore(StoreBase):
    """The part of the store that keeps jobs."""

    def add_job(self, name: str, path: str, *, user_name: str) -> int:
        """Queue a file for the background worker and return the job's id."""
        with self._writing() as work:
            job = Job(
                name=name, path=path, state="queued", step="queued", done=0, total=0, cases=[], error=None,
                user_name=user_name, created_at=now(), finished_at=None,
            )  # fmt: skip
            work.session.add(job)
            work.session.flush()
            work.log(user_name, "upload.received", {"job": job.id, "name": name})
            return job.id

    def job(self, job_id: int) -> JobRow | None:
        """Return the job."""
        with self._reading() as session:
            found = session.get(Job, job_id)
            return record(JobRow, found) if found else None

    def jobs(self, limit: int = 20) -> list[JobRow]:
        """Return the newest jobs first."""
        with self._reading() as session:
            return [record(JobRow, j) for j in session.scalars(select(Job).order_by(Job.id.desc()).limit(limit))]

    def take_job(self) -> JobRow | None:
        """Take the oldest waiting job for oneself; None where none waits. Two workers never get the same one."""
        with self._writing() as work:
            waiting = select(Job).where(Job.state == "queued").order_by(Job.id).limit(1)
            job = work.session.scalar(waiting.with_for_update(skip_locked=True))
            if job is None:
                return None
            job.state, job.step = "running", "reading"
            work.session.flush()
            return record(JobRow, job)

    def requeue_jobs(self) -> int:
        """Queue again what was running when the program stopped; for the start of the only worker."""
        with self._writing() as work:
            stale = work.session.scalars(select(Job).where(Job.state == "running")).all()
            for job in stale:
                job.state, job.step, job.done = "queued", "queued", 0
            return len(stale)

    def job_progress(self, job_id: int, step: str, done: int, total: int) -> None:
        """Keep how far the job is."""
        with self._writing() as work:
            work.session.execute(update(Job).where(Job.id == job_id).values(step=step, done=done, total=total))

    def finish_job(self, job_id: int, cases: list[int], error: str | None = None) -> None:
        """Mark the job done, or failed where it made no case; an error beside cases names what could not be read."""
        with self._writing() as work:
            job = work.session.get_one(Job, job_id)
            job.state = "done" if cases else "failed"
            job.step, job.cases, job.error, job.finished_at = job.state, list(cases), error, now()
            work.log(job.user_name, f"upload.{job.state}", {"job": job_id, "cases": list(cases), "error": error})
