"""What `jobs install` gives is real: cron runs the line, systemd takes the units."""

from __future__ import annotations

import os
import shutil
import subprocess
import textwrap
from pathlib import Path

import jobs_graph as made
import pytest
from installed import Graphring
from local_neo4j import Neo4j

from graphring.errors import JobError
from graphring.graphdb.connect import Connection
from graphring.graphdb.jobs.install import Installed, checked, crontab, merged, units

REQUIRED = os.environ.get("GRAPHRING_REQUIRE_CRON") == "1"
CRON_S = 130
"""cron looks once a minute."""


def absent(what: str, mend: str) -> None:
    if REQUIRED:
        pytest.fail(f"{what}; {mend}")
    pytest.skip(f"{what}; {mend}")


def environment(folder: Path, values: dict[str, str]) -> Path:
    path = folder / "neo4j env"
    path.write_text("".join(f"{name}='{value}'\n" for name, value in values.items()), encoding="utf-8")
    path.chmod(0o600)
    return path


def test_the_password_is_in_a_file_that_only_its_owner_reads(tmp_path: Path, graphring: Graphring) -> None:
    path = environment(tmp_path, {"NEO4J_URI": "bolt://x"})
    assert checked(path) == path
    path.chmod(0o640)
    with pytest.raises(JobError, match="run chmod 600 on it"):
        checked(path)
    done = graphring("jobs", "install", "cron", "--env", tmp_path / "absent", ok=False)
    assert done.returncode == 1
    assert "write NEO4J_URI=… " in done.stderr.replace(",", " ")


def test_other_lines_of_a_crontab_stay_as_they_are(tmp_path: Path) -> None:
    block = crontab(Installed(tmp_path / "a", tmp_path / "env"))
    other = crontab(Installed(tmp_path / "b", tmp_path / "env"))
    held = "MAILTO=me\n0 1 * * * backup"
    once = merged(held, block)
    assert once == f"{held}\n{block}"
    assert merged(once, block) == once
    assert merged(f"{once}5 5 * * * more\n", other) == f"{held}\n{other}5 5 * * * more\n"
    assert merged("", block) == block
    with pytest.raises(JobError, match="has no end"):
        merged(once.rpartition("# graphring")[0], block)


def test_a_percent_sign_does_not_end_the_line_of_a_crontab(tmp_path: Path) -> None:
    line = crontab(Installed(tmp_path / "50% $HOME 'x'", tmp_path / "env")).splitlines()[1]
    assert line.startswith("*/5 * * * * set -a; . ")
    assert line.count("%") == line.count(r"\%") == 2


CRON = """
    set -e
    mount --make-rprivate /
    mount -t tmpfs none /var/spool/cron/crontabs
    mount -t tmpfs none /etc/cron.d
    mount -t tmpfs none /run
    mount --bind /dev/null /etc/crontab
    cd "$FOLDER"
    "$COMMAND" jobs install cron --env "$FOLDER/neo4j env" --to "$FOLDER/out 50%" --every 1
    "$COMMAND" jobs install cron --env "$FOLDER/neo4j env" --to "$FOLDER/out 50%" --every 1
    crontab -l > "$FOLDER/crontab"
    cron -f &
    cron=$!
    for i in $(seq "$SECONDS_AT_MOST"); do
      sleep 1
      grep -q "^[0-9TZ:.-]* runs done" "$FOLDER/out 50%/jobs.log" 2>/dev/null && break
    done
    kill "$cron"
"""


@pytest.mark.slow
def test_a_real_cron_runs_the_line(graph: Connection, neo4j: Neo4j, tmp_path: Path) -> None:
    """In mounts of its own, so that no crontab of this machine is read or written."""
    if not shutil.which("cron") or not shutil.which("crontab"):
        absent("no cron here", "apt install cron")
    if os.geteuid() or subprocess.run(["unshare", "-m", "mount", "--make-rprivate", "/"]).returncode:
        absent("only root with the right to mount can start a cron of its own", "run the tests as root")
    made.fill(graph)
    environment(tmp_path, neo4j.env)
    from installed import COMMAND

    told = {"FOLDER": str(tmp_path), "COMMAND": COMMAND, "SECONDS_AT_MOST": str(CRON_S)}
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", textwrap.dedent(CRON)],
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8", **told},
        capture_output=True,
        text=True,
        timeout=CRON_S + 60,
    )
    out = tmp_path / "out 50%"
    log = (out / "jobs.log").read_text(encoding="utf-8") if (out / "jobs.log").exists() else "no log"
    assert done.returncode == 0, done.stderr + log
    assert (tmp_path / "crontab").read_text().count("run-due") == 1
    assert " runs done rows=2 " in log, log
    assert list((out / "runs").glob("*.manifest.json"))


def test_systemd_takes_the_units(tmp_path: Path, graphring: Graphring) -> None:
    if not shutil.which("systemd-analyze"):
        absent("no systemd-analyze here", "apt install systemd")
    asked = Installed(tmp_path / "out 50% $x", environment(tmp_path, {"NEO4J_URI": "bolt://x"}), tmp_path / "jobs")
    paths = []
    for name, text in units(asked).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        paths.append(tmp_path / name)
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *paths], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    service = paths[0].read_text(encoding="utf-8")
    assert '"--to"' not in service
    assert f'"{tmp_path}/out 50%% $$x"' in service
    broken = tmp_path / "broken.timer"
    broken.write_text("[Timer]\nOnCalendar=sometimes\n")
    assert subprocess.run(["systemd-analyze", "verify", "--man=no", broken], capture_output=True).returncode
    shown = graphring("jobs", "install", "systemd", "--env", tmp_path / "neo4j env", "--show").stdout
    assert "# graphring-jobs.service" in shown


def test_units_lie_where_systemd_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from graphring.graphdb.jobs.install import install_units, unit_folder

    monkeypatch.setenv("HOME", str(tmp_path))
    folder = unit_folder(for_everyone=False)
    assert folder == tmp_path / ".config/systemd/user"
    written = install_units(Installed(tmp_path / "out", tmp_path / "env"), folder)
    assert sorted(path.name for path in written) == ["graphring-jobs.service", "graphring-jobs.timer"]
    assert all(path.read_text(encoding="utf-8") for path in written)
