"""Peers do what they are named after, on a small world made by hand."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import tune_peers
from peers import PEERS, peer
from peers.groups import rings
from peers.links import ADDRESS, CARD, TEMPLATE, links

from graphring.graphdb.connect import Connection

HERE = [name for name in PEERS if name != "gds_louvain"]
CREW = [f"crew{n}" for n in range(9)]
OTHERS = [f"else{n:02}" for n in range(50)]


def csv(path: Path, head: str, rows: list[str]) -> None:
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A crew of nine on one card, two addresses and one prompt, two of them banned; fifty others in a known office."""
    used = [(a, f"10.0.0.{n % 2}", "job") for n, a in enumerate(CREW)] + [(a, "10.0.0.0", "job") for a in CREW]
    used += [(a, f"20.0.0.{n}", f"own{n}") for n, a in enumerate(OTHERS)] + [(a, "30.0.0.1", "public") for a in OTHERS]
    account, ip, template = zip(*used, strict=True)
    pq.write_table(pa.table({"account_id": account, "ip": ip, "template_id": template}), tmp_path / "exchanges.parquet")
    rows = [f"{a},card-of-crew" for a in CREW] + [f"{a},card-{a}" for a in OTHERS]
    csv(tmp_path / "instruments.csv", "account_id,instrument", rows)
    banned = {"crew1", "crew2", "else07"}
    told = [f"{a},{'enforcement' if a in banned else ''}" for a in (*OTHERS, *CREW)]
    csv(tmp_path / "accounts.csv", "account_id,close_reason", told)
    hubs = ["ip_address,30.0.0.1,office", "prompt_template,public,public_template"]
    csv(tmp_path / "entities.csv", "kind,entity_id,class", hubs)
    return tmp_path


@pytest.mark.parametrize("name", HERE)
def test_every_peer_finds_a_crew_that_hides_nothing_and_nobody_else(name: str, world: Path) -> None:
    like = [choice for choice in peer(name).TRIED if getattr(choice, "accounts", 5) == 5]
    found = peer(name).found(world, like[-1]).to_pylist()
    assert [row["account_id"] for row in found] == CREW
    assert {row["verdict"] for row in found} == {"ring"}
    assert len({row["ring_id"] for row in found}) == 1


@pytest.mark.parametrize("name", PEERS)
def test_what_a_peer_runs_with_is_among_what_was_tried(name: str) -> None:
    assert peer(name).CHOSEN in peer(name).TRIED


@pytest.mark.parametrize("name", HERE)
def test_a_peer_gives_the_same_twice(name: str, world: Path) -> None:
    assert peer(name).found(world).equals(peer(name).found(world))


def test_an_unknown_peer_is_told(world: Path) -> None:
    with pytest.raises(ValueError, match="unheard_of"):
        peer("unheard_of")


def test_what_the_platform_knows_as_innocent_is_no_link(world: Path) -> None:
    assert links(world, (ADDRESS,)).entity.tolist() == ["ip_address 10.0.0.0", "ip_address 10.0.0.1"]
    (world / "entities.csv").write_text("kind,entity_id,class\nip_address,30.0.0.1,residential_proxy\n")
    assert "ip_address 30.0.0.1" in links(world, (ADDRESS,)).entity.tolist()


def test_links_are_each_once_and_of_what_two_or_more_share(world: Path) -> None:
    used = links(world, (CARD, ADDRESS))
    assert len({*zip(used.rows.tolist(), used.columns.tolist(), strict=True)}) == len(used.rows)
    assert used.entity.tolist() == ["ip_address 10.0.0.0", "ip_address 10.0.0.1", "payment_instrument card-of-crew"]
    assert {used.account_id[row] for row in used.rows} == set(CREW)
    assert not len(links(world, (CARD,), most=8).rows)


def test_where_prompts_are_told_instead_of_templates_the_same_text_is_a_link(world: Path) -> None:
    path = world / "exchanges.parquet"
    pq.write_table(pq.read_table(path).rename_columns(["account_id", "ip", "prompt"]), path)
    assert links(world, (TEMPLATE,)).entity.tolist() == ["prompt_template job"]


def test_pairs_count_what_two_accounts_share(world: Path) -> None:
    pairs = links(world, (CARD, ADDRESS)).pairs()
    assert pairs.nnz == 9 * 8 / 2
    assert sorted(set(pairs.data.tolist())) == [2, 3]


def test_a_group_needs_its_size_and_its_banned_and_is_no_fifth_of_everybody(world: Path) -> None:
    used = links(world, (CARD,))
    crew = (used.account_id >= "crew") & (used.account_id < "else")
    label = crew.astype(int) - 1
    assert rings(used, label, least=9, banned=2).num_rows == 9
    assert rings(used, label, least=10).num_rows == 0
    assert rings(used, label, least=9, banned=3).num_rows == 0
    assert rings(used, crew * 0, least=9).num_rows == 0, "everybody together is no ring"


def test_the_recipe_finds_the_crew_in_gds_and_leaves_nothing_behind(
    world: Path, graph: Connection, neo4j: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in neo4j.env.items():
        monkeypatch.setenv(name, value)
    assert peer("gds_louvain").absent() == ""
    recipe = peer("gds_louvain")
    assert recipe.found(world, recipe.Choice((CARD, ADDRESS), 50, 4, 0))["account_id"].to_pylist() == CREW
    assert graph.read("CALL gds.graph.list() YIELD graphName RETURN graphName") == []
    assert graph.read("MATCH (n) RETURN count(n) AS n")[0]["n"] == 0


def test_without_a_server_the_recipe_says_that_it_can_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    assert peer("gds_louvain").absent() == "no server"


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_runs_with_the_best_of_what_was_tried_on_one_world(name: str) -> None:
    """Where it was tried: without a server the recipe runs with the values of its nearest relative."""
    page = (Path(tune_peers.__file__).parent / "results" / "scoreboard" / "peers.md").read_text(encoding="utf-8")
    own = page.partition(f"## {peer(name).TITLE}\n")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in own.splitlines() if line.startswith("| ")][1:]
    best = {values for values, f1, *_ in rows if f1 == rows[0][1]}
    assert tune_peers.words(peer(name).CHOSEN) in best or own.strip().startswith("Not run: ")
