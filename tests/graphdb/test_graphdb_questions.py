"""`graphring queries`: list, show, run, open, kit, guide; as a person types them, on the real server."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import urllib.request
import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from installed import COMMAND, Graphring
from local_neo4j import Neo4j
from planted import with_first_day
from test_graphdb_query_files import GOOD

from graphring.graphdb.queries import library


@pytest.fixture(scope="module")
def server(neo4j_server: Neo4j, tmp_path_factory: pytest.TempPathFactory) -> Neo4j:
    return with_first_day(neo4j_server, tmp_path_factory.mktemp("planted"))


def test_list_and_show(graphring: Graphring) -> None:
    listed = json.loads(graphring("queries", "list", "--format", "json").stdout)
    assert [row["name"] for row in listed] == [query.name for query in library().queries]
    assert graphring("queries", "show", "rings").stdout == library().named("rings").text
    assert "WITH {verdict: 'ring'} AS given" in graphring("queries", "show", "rings", "--param", "verdict=ring").stdout


def test_run_in_every_format(graphring: Graphring, server: Neo4j) -> None:
    rows = json.loads(graphring("queries", "run", "rings", "--format", "json", env=server.env).stdout)
    assert [row["members"] for row in rows] == [12, 8, 6]
    assert rows[0]["first_seen"] == "2026-03-12T00:00:00Z"
    lines = graphring("queries", "run", "rings", "--param", "verdict=review", env=server.env).stdout.splitlines()
    assert len(lines) == 2
    assert lines[0].split(",")[:2] == ["ring", "verdict"]
    assert "verdict" in graphring("queries", "run", "rings", "--format", "table", env=server.env).stdout


def test_a_graph_is_written_as_its_links(graphring: Graphring, server: Neo4j) -> None:
    told = graphring("queries", "run", "card_users_graph", env=server.env).stdout.splitlines()
    assert told[0] == "from_label,from_id,link,to_label,to_id"
    assert sum("PAID_WITH" in line for line in told) == 3


def test_faults_are_one_sentence(graphring: Graphring, server: Neo4j, tmp_path: Path) -> None:
    def said(*words: object, **env: str) -> str:
        done = graphring("queries", *words, ok=False, env={**server.env, **env})
        assert done.returncode == 1
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1
        return done.stderr

    assert "`graphring queries list` names them all" in said("run", "unheard_of")
    assert "it has verdict" in said("run", "rings", "--param", "colour=red")
    assert "give a whole number" in said("run", "members_new", "--param", "days=few")
    assert "no folder" in said("run", "rings", "--folder", tmp_path / "nowhere")
    assert "set NEO4J_URI" in said("run", "rings", NEO4J_URI="")
    assert graphring("queries", "run", "rings", "--param", "ring", ok=False).returncode == 2


def test_a_folder_of_ones_own(graphring: Graphring, server: Neo4j, tmp_path: Path) -> None:
    (tmp_path / "mine.cypher").write_text(GOOD)
    (tmp_path / "broken.cypher").write_text(GOOD.replace("table", "tabel"))
    (tmp_path / "writes.cypher").write_text(GOOD.replace("MATCH (a:Account)", "CREATE (a:Account {id: 'x'})"))
    done = graphring("queries", "list", "--folder", tmp_path, ok=False)
    assert done.returncode == 1
    assert "\nmine,table," in done.stdout
    assert "\nrings," in done.stdout
    assert f"{tmp_path}/broken.cypher:6: " in done.stderr
    assert "\na01\n" in graphring("queries", "run", "mine", "--folder", tmp_path, env=server.env).stdout
    refused = graphring("queries", "run", "writes", "--folder", tmp_path, env=server.env, ok=False)
    assert "may only read" in refused.stderr
    with server.connect() as graph:
        assert graph.read("MATCH (a:Account {id: 'x'}) RETURN a") == []


def test_open_prints_a_link_and_opens_it(graphring: Graphring, server: Neo4j, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    viewer = tmp_path / "viewer"
    viewer.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}\n')
    viewer.chmod(0o755)
    words = ("queries", "open", "ring_members", "--param", "ring=it's")
    printed = graphring(*words, env={**server.env, "BROWSER": str(viewer)}).stdout.strip()
    assert opened.read_text() == printed
    link = urlsplit(printed)
    asked = parse_qs(link.query)
    if server.http:
        assert f"http://{link.netloc}" == server.http
    assert asked["cmd"] == ["edit"]
    assert asked["arg"] == [library().named("ring_members").pasted({"ring": "it's"})]
    assert asked["dbms"] == [f"neo4j://{server.user}@{urlsplit(server.uri).netloc}"]
    opened.unlink()
    elsewhere = ("--browser", "https://proxy.example/browser/", "--print")
    told = graphring(*words, *elsewhere, env={**server.env, "BROWSER": str(viewer)}).stdout
    assert told.startswith("https://proxy.example/browser/?dbms=")
    assert not opened.exists()


def test_the_kit_is_what_browser_takes(graphring: Graphring, tmp_path: Path) -> None:
    graphring("queries", "kit", "--to", tmp_path / "kit")
    graphring("queries", "kit", "--to", tmp_path / "again")
    with zipfile.ZipFile(tmp_path / "kit" / "graphring-queries.zip") as archive:
        held = {name: archive.read(name).decode() for name in archive.namelist()}
    assert held == {f"graphring/{query.name}.cypher": query.text for query in library().queries}
    for name in ("graphring-queries.zip", "graphring.grass"):
        assert (tmp_path / "kit" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_the_guide_is_served_until_it_is_stopped(tmp_path: Path) -> None:
    guide = subprocess.Popen(
        [COMMAND, "queries", "guide"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    try:
        assert guide.stdout
        told = re.fullmatch(r":guide (http://localhost:\d+/guide.html)\n", guide.stdout.readline())
        assert told
        with urllib.request.urlopen(told[1], timeout=10) as answer:
            page = answer.read().decode()
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert page.count("<slide") == len(library().queries)
        assert "&lt;-[:MEMBER_OF]-" in page
    finally:
        guide.send_signal(signal.SIGINT)
        _, said = guide.communicate(timeout=20)
    assert guide.returncode == 0
    assert "Traceback" not in said
