"""Neo4j Browser: links that open it with a question typed in, and what it can be given without a network.

Tried with Browser 5.24: a link with `cmd=edit&arg=`; a dropped .zip becomes saved queries, named after the first line
of each file; a dropped .grass or `:style` with its text becomes the style; `:guide` takes a page from localhost. `db=`
in a link ends in "database not found", so it is left out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape
from typing import Final
from urllib.parse import quote, urlsplit

from graphring.errors import GraphDatabaseError
from graphring.graphdb.address import Address
from graphring.graphdb.connect import Connection
from graphring.graphdb.files import cypher_folder
from graphring.graphdb.queries import Query

_WHERE: Final = """\
SHOW SETTINGS YIELD name, value
WHERE name IN ['server.http.enabled', 'server.http.advertised_address', 'server.https.advertised_address']
RETURN name, value
ORDER BY name"""
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a .zip can hold: the same questions are the same bytes."""
_SECURE: Final = ("+s", "+ssc")


def browser_of(graph: Connection) -> str:
    """Where the Browser of this server is; raises GraphDatabaseError when it does not say."""
    told = {row["name"]: row["value"] for row in graph.read(_WHERE)}
    plain = told.get("server.http.enabled") == "true"
    address = told.get(f"server.{'http' if plain else 'https'}.advertised_address")
    if not address:
        raise GraphDatabaseError(f"{graph.address.uri} does not say where its Browser is; give it with --browser URL.")
    host, _, port = address.rpartition(":")
    shown = host if host not in ("", "0.0.0.0") else urlsplit(graph.address.uri).hostname  # noqa: S104 - only compared
    return f"http{'' if plain else 's'}://{shown}:{port}/browser/"


def link(browser: str, address: Address, text: str) -> str:
    """Opens Browser with this text in its editor; it asks for the password, and runs nothing by itself."""
    scheme, _, place = address.uri.partition("://")
    secure = next((ending for ending in _SECURE if scheme.endswith(ending)), "")
    server = f"neo4j{secure}://{quote(address.user, safe='')}@{place}"
    return f"{browser}?dbms={quote(server, safe=':/@')}&cmd=edit&arg={quote(text, safe='')}"


def style() -> str:
    """The style sheet for pictures."""
    return (cypher_folder() / "browse" / "graphring.grass").read_text(encoding="utf-8")


def saved_queries(queries: Sequence[Query]) -> bytes:
    """A .zip that Browser takes for saved queries, in a folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for query in queries:
            entry = zipfile.ZipInfo(f"graphring/{query.name}.cypher", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, query.text)
    return out.getvalue()


def guide(queries: Sequence[Query]) -> str:
    """A page for `:guide`, one slide a question; a click types it into the editor."""
    slides = "\n".join(_slide(query) for query in queries)
    return f"""\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>graphring: questions</title></head>
<body>
<article class="guide"><carousel class="deck container-fluid">
{slides}
</carousel></article>
</body>
</html>
"""


def _slide(query: Query) -> str:
    told = {key: escape(query.header.one(key)) for key in ("question", "caveat")}
    given = "".join(f"<li><code>{p.name}</code>: {escape(p.about)}</li>" for p in query.parameters)
    return f"""\
<slide class="row-fluid"><div class="col-sm-12">
<h3>{escape(query.header.title)}</h3>
<p>{told["question"]}</p>
<figure><pre mode="cypher" class="cm-s-neo code runnable" lang="cypher">{escape(query.text)}</pre></figure>
<ul>{given}</ul>
<p><em>Mind:</em> {told["caveat"]}</p>
</div></slide>"""
