"""What is made of the schema: `python -m graphring.graphdb.generated` writes it into a checkout."""

from __future__ import annotations

from pathlib import Path

from graphring.graphdb.files import cypher_folder
from graphring.graphdb.schema import LINKS, NODES
from graphring.graphdb.statements import constraints, link_statement, node_statement

_HEAD = "// Unique keys and indexes of everything that graphring publishes; Community edition is enough.\n"


def made() -> dict[Path, str]:
    """Text by path, relative to cypher/."""
    files = {Path("schema/constraints.cypher"): _HEAD + "".join(constraints(NODES))}
    files |= {Path(f"load/nodes/{node.name}.cypher"): node_statement(node) for node in NODES}
    return files | {Path(f"load/links/{link.name}.cypher"): link_statement(link) for link in LINKS}


if __name__ == "__main__":
    for path, text in made().items():
        (cypher_folder() / path).write_text(text, encoding="utf-8")
