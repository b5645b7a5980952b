"""How a case stands: what came from where, what is missing, what is late."""

from __future__ import annotations

from typing import Final

from graphring.cli.options import AsFormat, CaseFolder, Exact, ToFile, Wait

COLUMNS: Final = (
    "file", "kind", "rows", "used", "rejected", "repeated", "in_ledger", "first_day", "last_day", "n_days",
    "missing_days", "loaded_at", "days_after", "late",
)  # fmt: skip


def status(
    case: CaseFolder, *, as_format: AsFormat = None, to: ToFile = None, exact: Exact = False, wait: Wait = False
) -> None:
    """Tell what a case holds, what is missing or late, what was taken out.

    The table shows the main figures and sums, CSV every file, JSON everything, each day of each file too.
    """
    from graphring.api.case import Case
    from graphring.cli.options import Format
    from graphring.cli.output import Target, of_records, write_listing, write_text
    from graphring.cli.standing_words import lines

    told = Case.open(case, wait=wait).status()
    target = Target(as_format, to, exact)
    if target.chosen() is Format.json:
        write_text(told.model_dump_json(indent=1), to)
    elif target.chosen() is Format.csv:
        write_listing(of_records(COLUMNS, told.sources), target)
    else:
        write_text("\n".join(lines(told)), to)
