"""One batch of mutated files into one case, in a process of its own, so that a crash of a library is caught and told.

    python child.py SEED FIRST LAST FOLDER

One line of JSON says which file is next, one what was found wrong. A file is made of seed and number alone.
"""

from __future__ import annotations

import json
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

from mutations import LINES, mutated

from graphring.errors import GraphringError
from graphring.ingest import Options, Source, ingest
from graphring.ingest.columnmap import column_map
from graphring.model.ingested import FileResult
from graphring.settings import Settings
from graphring.store.case import CaseFolder
from graphring.store.ledger import lend_ledger

KEY: Final = "a-key-for-tests-only-0001"
GROUP: Final = 125
"""Files of one ingest."""
_STORED: Final = {
    "exchanges": "ledger", "accounts": "account_row", "relations": "relation_row",
}  # fmt: skip
"""Tables that hold one row for each row used."""


def tell(**words: Any) -> None:
    """One line for the parent."""
    print(json.dumps(words), flush=True)


class Marks:
    """An observer that tells the parent which file is next."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers, self._done = numbers, 0
        tell(at=numbers[0])

    def step(self, title: str, total: int | None = None) -> None:
        """Nothing."""

    def advance(self, n: int = 1) -> None:
        """The next file, or the last step."""
        self._done += n
        tell(at=self.number)

    @property
    def number(self) -> int:
        """Of the file at work, of the last one when all are taken."""
        return self._numbers[min(self._done, len(self._numbers) - 1)]

    def say(self, words: str) -> None:
        """Nothing."""


def written(seed: str, number: int, folder: Path) -> Path:
    """Mutated file `number` of a seed, on the disk."""
    kind, ending, data = mutated(Random(f"{seed}:{number}"))
    path = folder / f"{number:06}-{kind}{ending}"
    path.write_bytes(data)
    return path


def options_of(seed: str, first: int) -> Options:
    """How a group is read: with and without a zone, a format, constants."""
    rng = Random(f"{seed}:options:{first}")
    return Options(
        tz=rng.choice((None, "Europe/Berlin", "Asia/Kathmandu")),
        time_format=rng.choice((None, None, None, "%d.%m.%Y %H:%M:%S")),
        settings=Settings.of({"machine": {"threads": 1, "memory_gb": 1}}),
    )


def fault(result: FileResult) -> str:
    """What is wrong with an answer about one file, whatever the file was."""
    if result.rows != result.used + result.rejected + result.repeated:
        return f"{result.rows} rows, {result.used} used, {result.rejected} rejected, {result.repeated} repeated"
    if result.error and (not result.error.endswith(".") or "\n" in result.error or "Traceback" in result.error):
        return f"no sentence: {result.error}"
    if any(word in result.error for word in ("INTERNAL", "FATAL", "Binder", "Parser Error", "SELECT")):
        return f"the words of a library: {result.error}"
    return ""


def stored_wrong(case: CaseFolder) -> set[str]:
    """Sources whose counted rows are not those that are stored."""
    with case.reading(Settings().machine) as db:
        lend_ledger(db, case)
        wrong = db.rows("SELECT path FROM source_file WHERE rows <> used + rejected + repeated")
        wrong += db.rows(
            "SELECT path FROM source_file f WHERE rejected <> (SELECT count(*) FROM reject r WHERE r.source = f.source)"
        )
        for kind, table in _STORED.items():
            wrong += db.rows(
                f"SELECT path FROM source_file f WHERE kind = '{kind}' AND used <> "
                f"(SELECT count(*) FROM {table} t WHERE t.source = f.source)"
            )
        return {row["path"] for row in wrong}


def group(case: CaseFolder, seed: str, numbers: Sequence[int], folder: Path) -> None:
    """Take some files in, and hold the answers and the case against each other; go on behind one that ends it."""
    while numbers:
        marks = Marks(numbers)
        paths = [written(seed, number, folder) for number in numbers]
        try:
            answers = ingest(case, [Source.of(path) for path in paths], options_of(seed, numbers[0]), marks).files
            for number, answer in zip(numbers, answers, strict=True):
                if wrong := fault(answer):
                    tell(number=number, wrong=wrong)
            for path in stored_wrong(case) & {str(path) for path in paths}:
                tell(number=int(Path(path).name[:6]), wrong="what is stored is not what was counted")
            return
        except GraphringError as error:
            tell(number=marks.number, wrong=f"the ingest ended: {type(error).__name__}: {error}")
        except Exception:  # noqa: BLE001 - a traceback is what is looked for
            tell(number=marks.number, wrong=traceback.format_exc())
        finally:
            for one in paths:
                one.unlink()
        numbers = [number for number in numbers if number > marks.number]


SETTINGS: Final = b"""
[input]
tz = "Europe/Berlin"
families = { badge = "device" }
[machine]
threads = 2
memory_gb = 1.5
[detect]
resolutions = [0.3, 0.1]
[ties.layers.network]
m = 0.3
eps = 1e-3
cap = 12
"""
COLUMNS: Final = b"""
[columns]
account_id = "wallet"
[values]
kind = "transfer"
[time_formats]
created_at = "%d.%m.%Y"
"""


def tables(seed: str, number: int) -> None:
    """A mutated settings file or map of columns is taken or refused with our own errors."""
    rng = Random(f"{seed}:tables:{number}")
    data, read = rng.choice(((SETTINGS, Settings.from_toml), (COLUMNS, column_map)))
    for _ in range(rng.randint(1, 4)):
        data = rng.choice(LINES)(data, rng)
    with tempfile.NamedTemporaryFile(suffix=".toml") as file:
        Path(file.name).write_bytes(data)
        try:
            read(Path(file.name))
        except GraphringError:
            return
        except Exception:  # noqa: BLE001 - a traceback is what is looked for
            tell(number=number, wrong=f"as TOML: {data!r}\n{traceback.format_exc()}")


def main(seed: str, first: int, last: int, folder: Path) -> None:
    """The files from `first` up to, not including, `last`."""
    case = CaseFolder.create(folder / f"case-{first}", KEY)
    for start in range(first, last, GROUP):
        group(case, seed, range(start, min(last, start + GROUP)), folder)
    for number in range(first, last):
        tables(seed, number)
    tell(done=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
