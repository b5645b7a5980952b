"""What is made of the schema: `python -m graphring.graphdb.generated` writes it into a checkout."""

from __future__ import annotations

from pathlib import Path

from graphring.graphdb.document import page
from graphring.graphdb.files import cypher_folder
from graphring.graphdb.picture import picture
from graphring.graphdb.schema import LINKS, NODES
from graphring.graphdb.statements import constraints, link_statement, node_statement

_HEAD = "// Unique keys and indexes of everything that graphring publishes; Community edition is enough.\n"


def made() -> dict[Path, str]:
    """Text by path, relative to a checkout."""
    files = {Path("cypher/schema/constraints.cypher"): _HEAD + "".join(constraints(NODES))}
    files |= {Path(f"cypher/load/nodes/{node.name}.cypher"): node_statement(node) for node in NODES}
    files |= {Path(f"cypher/load/links/{link.name}.cypher"): link_statement(link) for link in LINKS}
    return files | {Path("docs/neo4j-model.md"): page(), Path("docs/neo4j-model.svg"): picture()}


if __name__ == "__main__":
    for path, text in made().items():
        (cypher_folder().parent / path).write_text(text, encoding="utf-8")
