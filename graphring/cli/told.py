"""What was done with a file, and what ties two accounts, in words."""

from __future__ import annotations

from collections.abc import Iterator

from graphring.cli.words import counted
from graphring.model.ingested import FileResult
from graphring.model.summary import Tie


def lines(file: FileResult) -> Iterator[str]:
    """What was done with one file: what it was taken for, what became of its rows, what a person should look at."""
    if file.error:
        yield f"{file.path}: not used: {file.error.removeprefix(f'{file.path}: ')}"
    elif file.already:
        yield f"{file.path}: {file.kind}, taken in before: nothing changed."
        return
    elif not file.rows and not file.replaced:
        yield f"{file.path}: {file.kind}, no rows: it has the names of columns and nothing else"
    else:
        yield f"{file.path}: {file.kind}, {_sum(file)}"
    if file.replaced:
        yield "  takes the place of what came from there before"
    if file.recognised:
        yield "  recognised: " + ", ".join(f"{theirs} as {ours}" for theirs, ours in file.recognised)
    if file.unused:
        yield "  not read: " + ", ".join(file.unused)
    if file.noted:
        yield f"  {counted(file.noted, 'cell')} not used; the rows were kept"
    for notice in file.notices:
        yield f"  {notice}"


def _sum(file: FileResult) -> str:
    return f"{counted(file.rows, 'row')} = {file.used:,} used + {file.rejected:,} rejected + {file.repeated:,} repeated"


def tie_text(tie: Tie) -> str:
    """A tie as a sum: its rows, and what they add up to."""
    rows = [*((f"{row.weight:+8.2f}", row.what) for row in tie.rows), (f"{tie.weight:+8.2f}", "together, in nats")]
    head = f"{tie.account_a} and {tie.account_b} are tied by {', '.join(tie.families)}"
    return "\n".join([head, "", *(f"{weight}  {what}" for weight, what in rows)])
