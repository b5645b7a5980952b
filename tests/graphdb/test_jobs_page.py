"""docs/jobs.md says what the headers say, and its own example is a job."""

from __future__ import annotations

import re
from pathlib import Path

from graphring.cli import helptext
from graphring.graphdb.jobs.catalog import catalog
from graphring.graphdb.jobs.job import Job
from graphring.graphdb.jobs.page import page
from graphring.graphdb.jobs.reading import KEYS, read_job

PAGE = Path(__file__).parents[2] / "docs" / "jobs.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_the_table_is_made_of_the_headers() -> None:
    assert page(TEXT) == TEXT, "run `make docs`"
    assert all(f"### {job.name}\n" in TEXT for job in catalog().jobs)


def test_the_example_is_a_job(tmp_path: Path) -> None:
    example = next(block for block in re.findall(r"```text\n(.*?)```", TEXT, re.DOTALL) if "// name:" in block)
    (tmp_path / "quiet_rings.cypher").write_text(example, encoding="utf-8")
    read = read_job(tmp_path / "quiet_rings.cypher")
    assert isinstance(read, Job), read


def test_every_key_of_a_header_is_explained() -> None:
    table = TEXT.partition("| line | meaning |")[2].partition("\n\n")[0]
    told = {word.strip() for line in re.findall(r"^\| ([a-z, ]+) \|", table, re.MULTILINE) for word in line.split(",")}
    assert told == set(KEYS)


def test_every_option_on_the_page_is_one_of_the_command() -> None:
    helps = "".join(text for line, text in helptext.helps().items() if line.startswith("graphring jobs"))
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", TEXT.partition("## The jobs")[0]))
    assert len(options) > 5
    assert options <= set(re.findall(r"--[a-z][a-z-]+", helps))
