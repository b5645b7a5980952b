"""A run and its rings in the hand: sequences, tables, reasons, documents."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import networkx as nx
import pyarrow as pa
import pytest
from api_made import RING, case_with_a_ring, links
from installed import TEST_KEY

import graphring as gr
from graphring.errors import InputError, NotFoundError


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> gr.Run:
    return case_with_a_ring(tmp_path_factory.mktemp("runs") / "case").find_rings()


@pytest.fixture
def ring(run: gr.Run) -> gr.Ring:
    return run.rings[0]


def test_rings_are_the_groups_that_someone_may_act_on(run: gr.Run) -> None:
    assert [r.id for r in run.rings] == [g.id for g in run.groups if g.verdict in ("ring", "review")]
    assert len(run.rings) >= 1
    assert [r.id for r in run.rings[:1]] == [run.rings[0].id]


def test_a_table_of_rings_is_the_same_in_every_library(run: gr.Run) -> None:
    rings = run.rings
    names = rings.to_arrow().column_names
    assert names[:5] == ["ring_id", "verdict", "score", "confidence", "n_members"]
    for frame in (rings.to_pandas(), rings.to_polars()):
        assert list(frame.columns) == names
        assert list(frame["ring_id"]) == [r.id for r in rings]
    assert rings.to_arrow()["n_members"].to_pylist() == [len(r.members) for r in rings]


def test_members_are_sorted_and_communities_hold_everybody_once(run: gr.Run) -> None:
    rows = [(r["ring_id"], r["account_id"]) for r in run.members.to_pylist()]
    assert rows == sorted(rows)
    accounts = run.communities["account_id"].to_pylist()
    assert len(accounts) == len(set(accounts)) == 212


def test_probability_and_role_are_empty_until_something_judged_them(run: gr.Run) -> None:
    assert {(r["role"], r["probability"]) for r in run.members.to_pylist()} == {("", None)}


def test_the_rows_of_why_add_up_to_the_score(ring: gr.Ring) -> None:
    assert ring.score == ring.summary.prior + sum((row.points for row in ring.summary.signals), Decimal(0))
    text = str(ring.why())
    assert ring.id in text
    assert f"{ring.score:+.2f}" in text
    assert ring.summary.best_rival.name in text


def test_a_tie_adds_up_and_has_no_direction(ring: gr.Ring) -> None:
    tie = ring.summary.ties[0]
    assert ring.tie(tie.account_b, tie.account_a) == tie
    assert sum(row.weight for row in tie.rows) == pytest.approx(tie.weight, abs=1e-6)
    with pytest.raises(NotFoundError, match=r"report\.max_ties"):
        ring.tie("p1", "p2")


def test_the_graph_of_a_ring_is_its_members_and_ties(ring: gr.Ring) -> None:
    graph = ring.to_networkx()
    assert set(graph) == set(RING)
    assert nx.is_connected(graph)
    assert {frozenset(edge) for edge in graph.edges} == {
        frozenset((t.account_a, t.account_b)) for t in ring.summary.ties
    }


@pytest.mark.parametrize("ending", ["html", "md", "json"])
def test_a_report_has_the_format_of_its_name(ending: str, ring: gr.Ring, tmp_path: Path) -> None:
    written = ring.report(tmp_path / "new" / f"ring.{ending}")
    text = written.read_text(encoding="utf-8")
    assert ring.id in text
    if ending == "json":
        assert json.loads(text)["n_members"] == len(RING)


def test_a_name_without_a_known_ending_is_refused(ring: gr.Ring, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.html"):
        ring.report(tmp_path / "ring.docx")
    assert not list(tmp_path.iterdir())


def test_all_reports_come_with_an_index_and_one_alone_without(run: gr.Run, tmp_path: Path) -> None:
    written = run.report(tmp_path / "all", formats=("html", "json"))
    names = {f"{stem}.{ending}" for stem in ("index", *(r.id for r in run.rings)) for ending in ("html", "json")}
    assert {path.name for path in written} == {path.name for path in (tmp_path / "all").iterdir()} == names
    alone = run.report(tmp_path / "one", rings=[run.rings[0].id])
    assert [path.name for path in alone] == [f"{run.rings[0].id}.html"]


def test_an_unknown_ring_says_where_to_look(run: gr.Run, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"graphring rings .* --all"):
        run.ring("ring-nothing")
    with pytest.raises(NotFoundError):
        run.report(tmp_path / "none", rings=["ring-nothing"])


def test_what_a_notebook_shows_is_inert_and_says_the_verdict(run: gr.Run, ring: gr.Ring) -> None:
    for shown in (run, run.rings, ring, ring.why()):
        assert ring.verdict in shown._repr_html_()
    assert repr(ring).startswith(f"<Ring {ring.id}: {ring.verdict}")
    assert repr(run).startswith(f"<Run {run.id} of case: ")
    assert repr(run.rings).splitlines()[0] == "1 group"


def test_the_manifest_tells_what_went_in_and_came_out(run: gr.Run) -> None:
    manifest = run.manifest
    assert [i.kind for i in manifest.inputs] == ["links"]
    assert manifest.counts["accounts"] == 212
    assert {o.path for o in manifest.outputs} >= {"members.parquet", "communities.parquet"}
    assert set(manifest.timings_s) == {"evidence", "detection", "judgement", "summaries"}
    assert run.notices == manifest.notices


def test_no_name_can_stand_for_the_ids_that_a_summary_gets_last(tmp_path: Path) -> None:
    names = {"ring00": '"ring_id":""', "ring01": '","run_id":"","x":"', "shared-0": '"ring_id":"" "run_id":""'}
    table = links()
    renamed = [pa.array([names.get(value, value) for value in column.to_pylist()]) for column in table.columns]
    case = gr.Case.create(tmp_path / "case", key=TEST_KEY)
    assert case.ingest(pa.table(renamed, table.column_names)).ok
    run = case.find_rings()
    ring = run.rings[0]
    assert {*names.values()} <= {m.account_id for m in ring.summary.members} | {
        e.entity_id for e in ring.summary.entities
    }
    assert (ring.summary.ring_id, ring.summary.method.run_id) == (ring.id, run.id)
