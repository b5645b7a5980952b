"""The two pages: every table, beside the rows; and docs/scoreboard.md for readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from peers import PEERS, peer

from board.curves import FOLDER, charts, words
from board.losses import better_peers, broken, louder, missed, slower
from board.plan import CURVES_ON, MOST_ACCOUNTS, SIZE
from board.rows import OURS, Row
from board.sums import by_world
from board.tables import efforts, false_rings, innocents, methods, never_flagged, scenarios, sizes, table, told


def of_scenarios(rows: Iterable[Row]) -> list[Row]:
    """Rows of scenarios, without those of curves."""
    return [row for row in rows if row.value is None]


def all_tables(rows: Sequence[Row]) -> str:
    """Every figure: sums, then one line a measurement."""
    own = of_scenarios(rows)
    parts = ["# Scoreboard: all figures", "", *_measured(rows), "", "## Methods", "", *methods(own), ""]
    parts += ["## Account F1 by scenario", "", *scenarios(own), ""]
    parts += ["## False rings / innocents flagged by scenario, sums over seeds", "", *false_rings(own), ""]
    parts += ["## Every measurement", "", *table(_HEAD, map(_line, rows)), ""]
    return "\n".join(parts)


_HEAD = (
    "world",
    "at",
    "seed",
    "method",
    "commit",
    "accounts",
    "exchanges",
    "precision",
    "recall",
    "F1",
    "with review: precision",
    "recall",
    "F1",
    "rings found",
    "false",
    "seconds",
    "GB",
)


def _line(row: Row) -> list[str]:
    begin = [
        row.world,
        "" if row.value is None else f"{row.value:g}",
        str(row.seed),
        row.method,
        row.commit,
        f"{row.n_accounts:,}",
        f"{row.n_exchanges:,}",
    ]
    if row.failed:
        return [*begin, f"failed: {row.failed.replace('|', ' ')}", *["–"] * 7, told(row.seconds, 1), told(row.peak_gb)]
    one, both = row.levels["ring"], row.levels["ring+review"]
    shares = [told(share, 3) for x in (one, both) for share in (x.precision, x.recall, x.f1)]
    rings = [f"{one.n_matched} of {one.n_planted}", str(one.n_false)]
    return [*begin, *shares, *rings, told(row.seconds, 1), told(row.peak_gb)]


def _measured(rows: Sequence[Row]) -> Iterator[str]:
    """What, when, at which commit."""
    if not rows:
        yield "Nothing was measured yet."
        return
    own = of_scenarios(rows)
    curves = {row.world for row in rows if row.value is not None}
    seeds = sorted({row.seed for row in rows})
    days = sorted({row.measured_on for row in rows})
    commits = sorted({row.commit for row in rows if row.method == OURS})
    versions = next(row.versions for row in rows if row.method == OURS or not row.failed)
    yield (
        f"{_counted(len(by_world(own)), 'scenario')} of {MOST_ACCOUNTS:,} accounts or fewer, {_counted(len(curves), 'curve')},"
        f" seed {_list(seeds)}, {len(rows):,} measurements,"
        f" {' to '.join(sorted({days[0], days[-1]}))}, commit {_list(commits)}. {_list(f'{name} {v}' for name, v in versions.items())}."
    )


def _counted(n: int, what: str) -> str:
    return f"{n} {what}{'s' * (n != 1)}"


def _list(parts: Iterable[object]) -> str:
    return ", ".join(map(str, parts))


def readers_page(rows: Sequence[Row]) -> str:
    """docs/scoreboard.md."""
    own = of_scenarios(rows)
    parts = [_BEGIN, "", *_measured(rows), ""]
    if rows:
        parts += ["## Methods beside each other", "", _METHODS, "", *methods(own), ""]
        parts += _failed(rows)
        parts += ["## Where graphring loses", "", *_losses(rows, own), ""]
        parts += ["## Every scenario", "", _SCENARIOS, "", *scenarios(own), "", _FALSE, "", *false_rings(own), ""]
        parts += ["## Robustness", "", *_robustness(rows), ""]
    parts += ["## The peers", "", *_peers()]
    return "\n".join(parts).rstrip("\n") + "\n"


def _failed(rows: Sequence[Row]) -> Iterator[str]:
    failed = [
        f"{row.method} on {row.world}, seed {row.seed} ({row.failed.replace('|', ' ')})" for row in rows if row.failed
    ]
    yield from (f"Failed: {'; '.join(failed)}.", "") if failed else ()


_BEGIN = """# Scoreboard

<!-- made by `make scoreboard` from benchmarks/results/scoreboard; a test holds it to those files -->

graphring and other methods on the same made-up worlds, whose truth is known, in the same run. Figures rank methods and
show where they break; they are no forecast for a real service. What the worlds are:
[scenarios](scenarios.md); what is modelled in them and what is guessed: [worlds](worlds.md).

`make scoreboard` measures everything and takes an hour or more; what was measured already with the same code, settings and versions
is not measured again. `make scoreboard-quick` takes a few minutes and tells what a change did. One line of JSON for each
measurement is in [benchmarks/results/scoreboard](../benchmarks/results/scoreboard), with
[all tables](../benchmarks/results/scoreboard/scoreboard.md)."""
_METHODS = """Means over the scenarios in which rings were planted; an account is right when it is in any planted ring. A customer,
bystander or victim inside a planted ring is neither right nor wrong here and counts as an innocent in the last columns.
Ring F1 matches rings one to one, from a Jaccard overlap of one half on. V and ARI compare the planted ring accounts as a
partition. False rings and innocents flagged are sums over all scenarios, with Wilson's interval; accounts of one crowd are
flagged together, so the true uncertainty is larger. Time and memory include reading the files; memory that a Neo4j takes is
not counted. A measurement that failed is in no mean."""
_SCENARIOS = "Account F1: mean over seeds, with the least and the most."
_FALSE = "False rings / innocent accounts flagged, sums over seeds:"


def _losses(rows: Sequence[Row], own: Sequence[Row]) -> Iterator[str]:
    yield from _bullets(
        "A peer has the better account F1 in",
        better_peers(own),
        "No peer has a better account F1 than graphring in any scenario.",
    )
    yield from _bullets(
        "Planted rings of which less than nine tenths are found, over all seeds",
        missed(own),
        "Of every planted ring at least nine tenths are found.",
    )
    yield from _bullets(
        "A peer makes fewer false rings, over all seeds, in",
        louder(own),
        "In no scenario does a peer that finds anything make fewer false rings.",
    )
    curves = "Along the curves that were measured graphring never falls below one half, and no peer does better."
    yield from _bullets("Along the curves below", broken(rows), curves if charts(rows) else "No curve was measured.")
    yield slower(own)
    yield ""
    worst = list(innocents(own))
    if len(worst) > 2:
        yield from ("Innocents that graphring flags, worst first:", "", *worst, "")
    never = never_flagged(own)
    yield f"Never flagged: {_list(never)}." if never else "There is no kind of innocent of which nobody was flagged."


def _bullets(head: str, sentences: Iterable[str], none: str) -> Iterator[str]:
    told_of = list(sentences)
    yield from (f"{head}:", "", *(f"* {sentence}" for sentence in told_of), "") if told_of else (none, "")


def _robustness(rows: Sequence[Row]) -> Iterator[str]:
    drawn = charts(rows)
    yield (
        f"The scenario `{CURVES_ON}` with one effort of the adversary at a time, from 0 to 1 (what each does: [scenarios](scenarios.md)),"
        " and a plain ring of several sizes. The band is the least and the most over seeds. In the tables: account F1 at ring / at"
        " ring and review / innocents flagged of 100,000 at ring and review, all of graphring."
    )
    for lines in (list(efforts(rows)), list(sizes(rows))):
        yield from ("", *lines) if lines else ()
    yield ""
    for name in drawn:
        title = "Ring size" if name == SIZE else words(name).capitalize()
        yield from (f"![{title}: account F1 of every method]({FOLDER}/{name}.svg)", "")


def _peers() -> Iterator[str]:
    yield (
        "One small file each in [benchmarks/peers](../benchmarks/peers). For each a few values were tried on one world, the scenario"
        " `base`, and the best by account F1 was kept, which is a favour: graphring runs with its defaults. They leave out what the"
        " platform says is an innocent hub, and call no group of more than a fifth of all accounts a ring. What was tried:"
        " [peers.md](../benchmarks/results/scoreboard/peers.md)."
    )
    yield ""
    for name in PEERS:
        chosen = _list(f"{key} {_value(value)}" for key, value in vars(peer(name).CHOSEN).items())
        yield f"* **{peer(name).TITLE}** (`{name}.py`): {chosen}"


def _value(value: object) -> str:
    return " + ".join(map(str, value)) if isinstance(value, tuple) else str(value)
