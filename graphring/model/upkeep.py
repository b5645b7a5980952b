"""What was taken out of a case, and what that changed."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from graphring.model.judged import Frozen


def told_of_repeats(came_back: int, to_add_again: tuple[str, ...]) -> tuple[str, ...]:
    """What a person must know of rows that had been left out as repeats of those that are gone."""
    told = []
    if came_back:
        rows = "row" if came_back == 1 else "rows"
        told.append(f"{came_back:,} {rows} that had been left out as repeats of what is gone came back.")
    if to_add_again:
        told.append(
            f"rows of {', '.join(to_add_again)} had been left out as repeats, and the older graphring that did so did "
            "not keep them: add these files again with --replace, in case they repeated what is gone."
        )
    return tuple(told)


class TakenFile(Frozen):
    """A file that was taken out."""

    path: str
    kind: str
    used: int = Field(description="its rows that were in the case")
    loaded_at: datetime


class FilesForgotten(Frozen):
    """Files taken out of a case."""

    files: tuple[TakenFile, ...] = Field(description="empty where only a broken-off command was completed")
    came_back: int = Field(description="rows of other files that had been left out as repeats of theirs")
    to_add_again: tuple[str, ...] = Field(description="files whose repeated rows an older graphring did not keep")


class AccountsForgotten(Frozen):
    """Accounts erased from a case."""

    accounts: int = Field(description="how many were asked for")
    known: int = Field(description="how many of them the case had rows of")
    rows: int = Field(description="rows that went: exchanges, and rows of other files")
    came_back: int = Field(description="rows of others that had been left out as repeats of theirs")
    runs: int = Field(description="runs that named them and were redacted")
    reports: tuple[str, ...] = Field(description="files under reports/ that were removed, relative to it")
    published: bool = Field(description="a Neo4j has them until the next publish")


class Pruned(Frozen):
    """Old data taken out of a case."""

    before: datetime
    exchanges: int
    other_rows: int = Field(description="dated rows of other files: enforcement, relations, links")
    came_back: int = Field(description="later rows that had been left out as repeats of those that went")
