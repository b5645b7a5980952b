"""What makes a scheduler call `graphring jobs run-due`: a block of a crontab, or two units of systemd."""

from __future__ import annotations

import shlex
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graphring.errors import JobError

EVERY_MIN: Final = 5
"""Minutes between two looks for jobs that are due."""
_BEGIN: Final = "# graphring jobs: begin (made by `graphring jobs install cron`)"
_END: Final = "# graphring jobs: end"
_SERVICE: Final = "graphring-jobs.service"
_TIMER: Final = "graphring-jobs.timer"


@dataclass(frozen=True)
class Installed:
    """What the scheduler is to call. Paths are whole, since a scheduler has a folder and an environment of its own."""

    to: Path
    environment: Path
    """File with NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD: lines NAME=value, read by a shell and by systemd."""
    jobs: Path | None = None
    every_min: int = EVERY_MIN

    def command(self) -> tuple[str, ...]:
        """The command with whole paths."""
        own = ("--jobs", str(self.jobs.resolve())) if self.jobs else ()
        return (str(_program()), "jobs", "run-due", "--to", str(self.to.resolve()), *own)


def checked(environment: Path) -> Path:
    """The whole path of the file with the password; JobError where it is missing, or others can read it."""
    whole = environment.resolve()
    if not whole.is_file():
        raise JobError(
            f"{environment} is not there; write NEO4J_URI=…, NEO4J_USER=… and NEO4J_PASSWORD='…' into it, a line each,"
            " and run chmod 600 on it: a scheduler has no environment of its own."
        )
    if whole.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise JobError(f"others may read the password in {environment}; run chmod 600 on it.")
    return whole


def crontab(asked: Installed) -> str:
    """The block of a crontab. A percent sign would end the line there, so it is written with a backslash."""
    log = asked.to.resolve() / "jobs.log"
    words = (
        f". {shlex.quote(str(asked.environment))}; exec {shlex.join(asked.command())} >> {shlex.quote(str(log))} 2>&1"
    )
    line = f"*/{asked.every_min} * * * * set -a; {words}"
    return f"{_BEGIN}\n{line.replace('%', chr(92) + '%')}\n{_END}\n"


def units(asked: Installed) -> dict[str, str]:
    """The units of systemd, by name. A dollar or percent sign is doubled, which is how systemd reads it as itself."""
    command = " ".join(_unit_word(word) for word in asked.command())
    service = (
        "[Unit]\nDescription=graphring: export jobs that are due\nAfter=network-online.target\n\n"
        "[Service]\nType=oneshot\n"
        f"EnvironmentFile={_percent(str(asked.environment))}\nExecStart={command}\n"
        "# 3: all done, and told that schedules had been missed before\nSuccessExitStatus=3\nNice=10\nUMask=0077\n"
    )
    timer = (
        "[Unit]\nDescription=graphring: look for export jobs that are due\n\n"
        f"[Timer]\nOnCalendar=*:0/{asked.every_min}\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )
    return {_SERVICE: service, _TIMER: timer}


def install_crontab(asked: Installed) -> None:
    """Put the block into this user's crontab, in place of an older one; other lines stay as they are."""
    told = _run(["crontab", "-l"], "")
    held = told.stdout if told.returncode == 0 else ""
    if told.returncode and "no crontab" not in told.stderr:
        raise JobError(
            f"crontab can't be read ({told.stderr.strip()}); mend that, or take --show and put it in by hand."
        )
    asked.to.mkdir(parents=True, exist_ok=True)
    done = _run(["crontab", "-"], merged(held, crontab(asked)))
    if done.returncode:
        raise JobError(f"crontab takes no new lines ({done.stderr.strip()}); take --show and put them in by hand.")


def merged(held: str, block: str) -> str:
    """A crontab with the block in it, once."""
    before, begin, rest = held.partition(f"{_BEGIN}\n")
    _, end, after = rest.partition(f"{_END}\n")
    if begin and not end:
        raise JobError(
            "the block of graphring in the crontab has no end; delete it with `crontab -e`, then run this again."
        )
    before = before if not before or before.endswith("\n") else f"{before}\n"
    return f"{before}{block}{after}"


def install_units(asked: Installed, folder: Path) -> tuple[Path, ...]:
    """Write the units into a folder of systemd's."""
    folder.mkdir(parents=True, exist_ok=True)
    asked.to.mkdir(parents=True, exist_ok=True)
    written = [folder / name for name in units(asked)]
    for path, text in zip(written, units(asked).values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return tuple(written)


def unit_folder(*, for_everyone: bool) -> Path:
    """Where systemd looks: for the whole machine, or for this user."""
    return Path("/etc/systemd/system") if for_everyone else Path.home() / ".config/systemd/user"


def _program() -> Path:
    """The installed command beside this Python, else as it was called."""
    beside = Path(sys.executable).parent / "graphring"
    return beside if beside.is_file() else Path(sys.argv[0]).resolve()


def _percent(text: str) -> str:
    return text.replace("%", "%%")


def _unit_word(word: str) -> str:
    text = _percent(word).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{text}"' if set(text) & set(" \t'\";") else text


def _run(words: list[str], stdin: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(words, input=stdin, capture_output=True, text=True, check=False)  # noqa: S603 - crontab
    except FileNotFoundError as error:
        raise JobError("there is no crontab here; install cron (`apt install cron`), or take systemd.") from error
