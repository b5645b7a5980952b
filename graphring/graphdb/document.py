"""The graph's model as a page, made of the rows of the schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from graphring.graphdb.schema import ENTITIES, INDEXES, LINKS, NODES, SHARES, USES, End, Link, Node, Property

_HEAD: Final = """\
# The graph in Neo4j

<!-- Made by `make docs` from graphring/graphdb/schema.py; a test compares. -->

`graphring publish CASE` brings a Neo4j up to date with a case and its latest run. A second publish sends nothing; after
`ingest` and `find` only what changed is sent. All that it needs is Community edition, 5.26 or newer.

![Labels and relationship types](neo4j-model.svg)

## Rules

- Times are `DateTime` in UTC. A property is absent where nothing is known; none is empty.
- Every entity has the label of its kind and `Entity`. A kind that you declared is PascalCase as a label, and
  `USED_…` as a type: `browser profile` becomes `(:BrowserProfile)` and `USED_BROWSER_PROFILE`.
- `(:Ring)` is a group with verdict ring or review of the current run, and nothing else. A group that an innocent
  hypothesis explains is a `(:Group)`, its accounts are joined by `GROUPED_IN`. Weak groups stay in the case.
- The run before stays readable as `(:PreviousRing)`, `(:PreviousGroup)`, `(:PreviousEvidence)` until another run is
  published, with relationships of the same types: name the label, `(a)-[:MEMBER_OF]->(r:Ring)`.
- `(:Ring)-[:SUCCEEDS]->(:PreviousRing)` joins the same ring of two runs; `n_members` of both says how it grew.
- What a run figured out of an entity (`n_outside`, `n_trusted_outside`, `weight`, `hub`) stands on `SHARES`: it is of
  that run and one group, and changes with the switch. The entity itself has what is counted in the case.
- `TIED_TO` is updated in place: new ties come before the switch of rings, those that are gone go after it.
- Rings are staged under `(:StagedRing)` and switched in one short transaction. Neo4j has no snapshots: a query by label
  that meets the microseconds of that commit can see a part of it (seen in 10 of 6,300 reads of two busy loops over
  1,500 switches of 50 rings). Whoever must be certain lets one property of one node decide, for instance in a job:

```text
MATCH (p:Publication {id: 'graph'})
WITH p.run_id AS run_id
MATCH (:Run {id: run_id})<-[:FOUND_IN]-(r)
WHERE r.verdict IN ['ring', 'review']
RETURN r.id ORDER BY r.id;
```

- A run that is published again, because the graph had to be mended or graphring was upgraded, can be seen twice while
  that publish is at work.
- One publish at a time: `(:Publication)` holds the lock of the one at work. A publish that was killed, or whose server
  was, is mended by the next.
- The first load of a big graph is quicker with `graphring publish CASE --to-import DIR`: stop Neo4j, run
  `DIR/import.sh`, start it, and publish once to make keys and indexes.
"""


def page() -> str:
    """Markdown: rules, then every label and type with its properties."""
    parts = [_HEAD, "## Labels\n"]
    own = [node for node in NODES if node not in ENTITIES]
    for node in own:
        parts += [
            f"### {node.label}\n",
            f"{node.about} Key: `{node.key}`.\n",
            *_properties((*node.properties, *node.later)),
        ]
    parts += [
        "### Entity\n",
        "Something that accounts share, with a second label for its kind. Key: `id` in its label.\n",
    ]
    parts += [
        "| label | used by | kind |\n|---|---|---|",
        *(_kind(n, u) for n, u in zip(ENTITIES, USES, strict=True)),
        "",
    ]
    parts += [*_properties(ENTITIES[0].properties), "## Relationship types\n"]
    for link in (USES[0], *(link for link in LINKS if link not in USES and link not in SHARES), SHARES[0]):
        parts += [f"### {_title(link)}\n", f"`{_pattern(link)}`. {_about(link)}\n", *_properties(link.properties)]
    parts += [
        "## Indexes\n",
        "Beside the unique key of every label: " + ", ".join(f"`{a}({b})`" for a, b in INDEXES) + ".",
    ]
    return "\n".join(parts) + "\n"


def _kind(node: Node, link: Link) -> str:
    return f"| `{node.label}` | `{link.type}` | {node.name} |"


def _title(link: Link) -> str:
    return "PAID_WITH and its like" if link is USES[0] else link.type


def _about(link: Link) -> str:
    if link is USES[0]:
        return "An account used an entity; the type says which kind, see above."
    return "Members share this entity." if link is SHARES[0] else link.about


def _pattern(link: Link) -> str:
    end = End("Entity") if link in (USES[0], SHARES[0]) else link.end
    return f"(:{_label(link.start, link)})-[:{link.type}]->(:{_label(end, link)})"


def _label(end: End, link: Link) -> str:
    if end.label == "StagedRing":
        return {"MEMBER_OF": "Ring", "GROUPED_IN": "Group"}.get(link.type, "Ring|Group")
    return {"StagedEvidence": "Evidence"}.get(end.label, end.label)


def _properties(properties: Sequence[Property]) -> Iterator[str]:
    if properties:
        yield "| property | type | |\n|---|---|---|"
        yield from (f"| `{p.name}` | {p.type} | {p.about} |" for p in properties)
        yield ""
