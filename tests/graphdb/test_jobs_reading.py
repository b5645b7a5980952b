"""A statement file to a job; a broken one is named with line and reason and stops no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphring.errors import JobError, NotFoundError
from graphring.graphdb.header import split
from graphring.graphdb.jobs.catalog import catalog
from graphring.graphdb.jobs.job import Job
from graphring.graphdb.jobs.reading import read_job

WHOLE = """\
// name: mine
// title: Accounts by day
// schedule: */10 * * * *
// watermark: time seen_at
// format: csv
// retention: 30 days
// limit: 90 seconds
// parameter: least integer = 5: accounts at least
// column: account_id string: the account
// column: seen_at datetime: when it was seen,
//   in UTC
// caveat: none
// revision: 3
// A note: with two words is read as strange? No: it has capitals.
MATCH (a:Account) // $comment is no parameter
WHERE a.n >= $least AND a.last_seen >= $since AND a.id <> '$text; ORDER'
RETURN a.id AS account_id, a.last_seen AS seen_at
ORDER BY account_id;
"""
GOOD = WHOLE.replace("// A note: with two words is read as strange? No: it has capitals.\n", "")


def told(tmp_path: Path, text: str, name: str = "mine") -> list[tuple[int, str]]:
    path = tmp_path / f"{name}.cypher"
    path.write_text(text, encoding="utf-8")
    read = read_job(path)
    return [] if isinstance(read, Job) else [(mistake.line, mistake.reason) for mistake in read]


def test_a_header_is_its_lines_and_the_rest_is_the_statement() -> None:
    header = split(GOOD)
    assert [entry.key for entry in header.entries][:3] == ["name", "title", "schedule"]
    assert header.all("column")[1].value == "seen_at datetime: when it was seen, in UTC"
    assert header.all("column")[1].line == 10
    assert header.body.startswith("MATCH (a:Account) // $comment")
    assert header.body.endswith("ORDER BY account_id")
    assert header.body_line == 14
    assert split("").entries == ()


def test_a_whole_file_is_a_job(tmp_path: Path) -> None:
    path = tmp_path / "mine.cypher"
    path.write_text(GOOD, encoding="utf-8")
    job = read_job(path)
    assert isinstance(job, Job)
    assert (job.name, job.format, job.limit_s, job.revision) == ("mine", "csv", 90.0, "3")
    assert [column.name for column in job.written] == ["account_id", "seen_at"]
    assert job.parameters[0].default == 5
    assert job.watermark.columns == ("seen_at",)


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("// name: mine", "// name: Mine", 1, "is no name"),
        ("// name: mine", "// name: other", 1, "call them the same"),
        ("// title: Accounts by day\n", "", 1, "has no title"),
        ("*/10 * * * *", "*/10 * * *", 3, "is not five fields"),
        ("*/10 * * * *", "61 * * * *", 3, "is no time that comes"),
        ("*/10 * * * *", "0 0 30 2 *", 3, "is no time that comes"),
        ("time seen_at", "time account_id", 4, "needs one column of type datetime"),
        ("time seen_at", "rows nothing", 4, "'nothing' is none of account_id, seen_at"),
        ("time seen_at", "sometimes", 4, "is none of `none`"),
        ("format: csv", "format: xlsx", 5, "'xlsx' is none of jsonl, parquet, csv"),
        ("30 days", "a while", 6, "is no time"),
        ("integer = 5", "integer = five", 8, "'five' is no integer"),
        ("integer = 5", "number = 5", 8, "with a type of string"),
        ("// parameter: least", "// parameter: now", 8, "is given to every job"),
        ("// parameter: least", "// parameter: most", 8, "$most is not used"),
        ("// parameter: least", "// parameter: most", 15, "$least has no line"),
        ("// column: account_id string: the account", "// column: account_id text: x", 9, "with a type of"),
        ("// caveat: none", "// remark: none", 12, "nobody knows this key"),
        ("// caveat: none", "// title: again", 12, "is there twice"),
        ("// caveat: none", "// compare: seen_at", 12, "is for `watermark: rows` only"),
        ("// caveat: none", "// Not a key", 12, "is no `// key: value`"),
        ("\nORDER BY account_id", "", 14, "does not end in ORDER BY"),
        ("ORDER BY account_id;", "ORDER BY account_id;\nRETURN 1 ORDER BY 1;", 17, "has two statements"),
        (" AND a.last_seen >= $since", "", 14, "needs `seen_at >= $since`"),
    ],
)
def test_every_mistake_has_its_line_and_reason(old: str, new: str, line: int, reason: str, tmp_path: Path) -> None:
    assert old in GOOD
    mistakes = told(tmp_path, GOOD.replace(old, new))
    assert [at for at, words in mistakes if reason in words] == [line], mistakes


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("csv", "xlsx").replace("30 days", "a while").replace("*/10 * * * *", "often")
    assert [line for line, _ in told(tmp_path, text)] == [3, 5, 6]


def test_a_file_that_is_none(tmp_path: Path) -> None:
    assert told(tmp_path, "RETURN 1 AS one ORDER BY one")[0][1].startswith("has no header")
    assert "has no statement" in told(tmp_path, GOOD.split("MATCH")[0])[-1][1]
    (tmp_path / "bytes.cypher").write_bytes(b"// name: \xff")
    read = read_job(tmp_path / "bytes.cypher")
    assert isinstance(read, tuple)
    assert "UTF-8" in read[0].reason


def test_a_broken_file_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.cypher").write_text(GOOD, encoding="utf-8")
    (tmp_path / "broken.cypher").write_text(GOOD.replace("csv", "xlsx"), encoding="utf-8")
    (tmp_path / "drift.cypher").write_text(GOOD.replace("name: mine", "name: drift"), encoding="utf-8")
    monkeypatch.setenv("GRAPHRING_JOBS", str(tmp_path))
    known = catalog()
    assert known.job("mine").file == tmp_path / "mine.cypher"
    assert known.job("drift").file.parent.name == "export", "a job of one's own does not take the place of another"
    assert sorted(mistake.file.name for mistake in known.mistakes) == ["broken.cypher", "broken.cypher", "drift.cypher"]
    with pytest.raises(JobError, match=r"broken\.cypher:5: format: 'xlsx' is none of"):
        known.job("broken")
    with pytest.raises(NotFoundError, match="no job nothing"):
        known.job("nothing")
    with pytest.raises(JobError, match="no folder of jobs"):
        catalog(tmp_path / "absent")
