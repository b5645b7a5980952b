"""The part of docs/jobs.md that is made of the headers: `python -m graphring.graphdb.jobs.page docs/jobs.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from graphring.graphdb.jobs.catalog import catalog
from graphring.graphdb.jobs.job import Job

BEGIN: Final = "<!-- made of the headers by `make docs`: begin -->\n"
END: Final = "<!-- made of the headers by `make docs`: end -->\n"


def made(jobs: Iterable[Job]) -> str:
    """A table of all jobs, then a section for each."""
    jobs = tuple(jobs)
    head = "| job | what | when (UTC) | watermark | format | kept |\n|---|---|---|---|---|---|\n"
    return "\n".join([head + "".join(_line(job) for job in jobs), *(_section(job) for job in jobs)])


def page(text: str) -> str:
    """A page with that part made anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{made(catalog().jobs)}\n{END}{after}"


def _line(job: Job) -> str:
    when = f"`{job.schedule}`" if job.schedule else "by hand"
    return f"| [{job.name}](#{job.name}) | {job.title} | {when} | {_mark(job)} | {job.format} | {_kept(job)} |\n"


def _mark(job: Job) -> str:
    mark = job.watermark
    return f"{mark.kind}: {', '.join(mark.columns)}" if mark.columns else mark.kind


def _kept(job: Job) -> str:
    return f"{job.retention.days} days" if job.retention else "for ever"


def _section(job: Job) -> str:
    return "\n".join(_paragraphs(job))


def _paragraphs(job: Job) -> Iterator[str]:
    yield f"### {job.name}\n\n{job.title}. {job.caveat}\n"
    if job.watermark.kind == "rows":
        yield f"A row is another one when one of these differs: {', '.join(job.watermark.compare)}.\n"
    if job.parameters:
        yield "| parameter | type | default | meaning |\n|---|---|---|---|"
        for p in job.parameters:
            default = ", ".join(p.default) if isinstance(p.default, list) else p.default
            yield f"| {p.name} | {p.type} | {default} | {p.about} |"
        yield ""
    yield "| column | type | meaning |\n|---|---|---|"
    yield from (f"| {column.name} | {column.type} | {column.about} |" for column in job.written)
    yield ""


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(page(path.read_text(encoding="utf-8")), encoding="utf-8")
