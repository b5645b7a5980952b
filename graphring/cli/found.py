"""What a case holds: find it, list it, ask why."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from graphring.cli.options import AsFormat, CaseFolder, Exact, RunId, SettingsFile, ToFile, Wait
from graphring.cli.words import counted, inert, say

RING_COLUMNS = (
    "ring_id", "verdict", "score", "confidence", "n_members", "families",
    "first_seen", "last_seen", "title", "best_rival",
)  # fmt: skip
MEMBER_BRIEF = ("account_id", "ring_id", "tier", "verdict")
RING_BRIEF = ("ring_id", "verdict", "score", "n_members", "title", "best_rival")
MEMBER_COLUMNS = ("account_id", "ring_id", "role", "tier", "verdict", "probability")
COMMUNITY_COLUMNS = ("account_id", "community_id")


class Detector(StrEnum):
    """Who finds communities."""

    graphring = "graphring"
    gds = "gds"


Until = Annotated[
    datetime | None,
    typer.Option("--until", metavar="TIME", help="Use only what was seen before: 2026-03-31 or 2026-03-31T12:00:00.",
                 formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"]),
]  # fmt: skip
ByDetector = Annotated[
    Detector | None,
    typer.Option("--detector", help="Who finds the communities.", show_default="as in the settings"),
]
OfGds = Annotated[
    str | None, typer.Option("--neo4j", metavar="URI", help="Where the GDS is.", show_default="NEO4J_URI, if set")
]
Ring = Annotated[str, typer.Argument(metavar="RING", help="Id of the ring or group.")]
OneRing = Annotated[str | None, typer.Option("--ring", metavar="ID", help="Only this one.", show_default="all groups")]
Pair = Annotated[
    tuple[str, str] | None, typer.Option("--tie", metavar="A B", help="Why these two accounts are tied, instead.")
]


def find(
    case: CaseFolder, *, settings: SettingsFile = None, until: Until = None, detector: ByDetector = None,
    neo4j: OfGds = None, wait: Wait = False,
) -> None:  # fmt: skip
    """Find groups that act as one, and judge them.

    The result is kept in the case as a run; earlier runs stay as they are. With --detector gds a
    Neo4j with GDS finds the communities; nothing is written to its database.
    """
    from collections import Counter

    from graphring.api.case import Case
    from graphring.cli.progress import observed
    from graphring.model.judged import VERDICTS
    from graphring.settings import Settings

    chosen = Settings.from_toml(settings) if settings else None
    with observed() as progress:
        run = Case.open(case, wait=wait).find_rings(
            settings=chosen, until=_aware(until), detector=detector, neo4j=neo4j, progress=progress
        )
    for notice in run.manifest.notices:
        say(inert(notice))
    verdicts = Counter(group.verdict for group in run.groups)
    say(f"{counted(len(run.groups), 'group')}: " + ", ".join(f"{verdicts[v]:,} {v}" for v in VERDICTS))
    name = inert(str(case))
    say(f"Next: graphring rings {name}" if len(run.rings) else f"Next: graphring rings {name} --all")
    if len(run.rings):
        say(f"      graphring report {name} --to report")


def rings(
    case: CaseFolder,
    *,
    every: Annotated[bool, typer.Option("--all", help="Every group that was judged, not only rings.")] = False,
    run: RunId = None,
    as_format: AsFormat = None,
    to: ToFile = None,
    exact: Exact = False,
) -> None:
    """List the rings: groups with verdict ring or review.

    `review` means that a person must look.
    """
    from graphring.api.case import Case
    from graphring.cli.output import Listing, Target, write_listing

    judged = Case.open(case).run(run)
    table = (judged.groups if every else judged.rings).to_arrow()
    write_listing(Listing.of_arrow(table, RING_COLUMNS, RING_BRIEF), Target(as_format, to, exact))


def members(
    case: CaseFolder,
    *,
    ring: OneRing = None,
    run: RunId = None,
    as_format: AsFormat = None,
    to: ToFile = None,
    exact: Exact = False,
) -> None:
    """List the accounts of all groups.

    Mind the verdict: most groups are no rings.
    """
    from graphring.api.case import Case
    from graphring.cli.output import Listing, Target, write_listing

    judged = Case.open(case).run(run)
    listing = Listing.of_arrow(judged.members, MEMBER_COLUMNS, MEMBER_BRIEF)
    if ring:
        listing = listing.where("ring_id", {judged.ring(ring).id})
    write_listing(listing, Target(as_format, to, exact))


def communities(
    case: CaseFolder,
    *,
    run: RunId = None,
    as_format: AsFormat = None,
    to: ToFile = None,
    exact: Exact = False,
) -> None:
    """List every account with the community it was judged in.

    Each account that has a link stands here exactly once.
    """
    from graphring.api.case import Case
    from graphring.cli.output import Listing, Target, write_listing

    table = Case.open(case).run(run).communities
    write_listing(Listing.of_arrow(table, COMMUNITY_COLUMNS), Target(as_format, to, exact))


def why(case: CaseFolder, ring: Ring, *, tie: Pair = None, run: RunId = None, to: ToFile = None) -> None:
    """Print the evidence for a group, line by line.

    The lines add up to its score. The best rival explanation follows, and what would settle it.
    """
    from graphring.api.case import Case
    from graphring.cli.output import columns_of, write_text
    from graphring.cli.told import tie_text
    from graphring.report import why_text

    asked = Case.open(case).run(run).ring(ring)
    width = columns_of(to)
    write_text(tie_text(asked.tie(*tie)) if tie else why_text(asked.summary, *([width] if width else [])), to)


def _aware(time: datetime | None) -> datetime | None:
    """A time without a zone is UTC, like all times that the program prints."""
    from datetime import UTC

    return time.replace(tzinfo=UTC) if time and time.tzinfo is None else time
