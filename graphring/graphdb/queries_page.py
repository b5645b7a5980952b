"""docs/queries.md, made of the headers: `python -m graphring.graphdb.queries_page`, or `make docs`."""

from __future__ import annotations

import sys
from typing import Final

from graphring.graphdb.queries import Query, library

_HEAD: Final = """\
# Questions to a published graph

<!-- Made of the headers of cypher/browse/ by `make docs`; a test holds it to them. -->

After `graphring publish`, each of these is a file that pastes into Neo4j Browser as it is. `graphring queries
list` names them, `show NAME` prints one, `run NAME --param ring=…` asks it from a shell, `open NAME` opens
Browser with it typed in, `kit` writes the saved queries and the style that Browser takes, `guide` serves a
guide. Nothing of that can write.

**Values.** A file that can be given something has a line `WITH {ring: null, …} AS given`: change the values
there before you run it in Browser (texts in single quotes). As it stands it takes the strongest ring, or a
member of it. From a shell the same values are `--param`. There is no `:param` in the files, because Browser
shows no rows of a paste that has both.

**Saved queries, style, guide.** `graphring queries kit` writes two files: drop `graphring-queries.zip` onto
the Browser window and all questions are in the drawer with the star; drop `graphring.grass` and nodes have
the colours and names of things. `graphring queries guide` prints a line `:guide http://localhost:…` to type
into Browser; by its own rules Browser takes guides from localhost only, so guide and Browser must be on one
machine. All of this was tried with Browser 5.24 and without a network.

**Pictures.** Browser draws every link between the nodes of a picture, asked for or not; ties between members
are pale in the style for that reason. *Settings → Connect result nodes* turns it off. It draws the first 300
nodes unless *Initial Node Display* says more; no question here returns more than 10,000.

**Your own.** Put files of the same form into a folder and say `--folder DIR`: a title, then `question`,
`parameter` (none or several), `returns`, `shape` (table, graph or count; a graph returns one column, `path`),
`identity` (what tells rows apart), `caveat`, `maturity` (tested or trial), `revision`. A file with a mistake
is named with its line, and stops no other.

Questions about operators' pools, roles and successors are not here yet: nothing has judged them.
"""


def page() -> str:
    """The page."""
    queries = library().queries
    index = "\n".join(f"| [{q.name}](#{q.name}) | {q.shape} | {q.header.one('question')} |" for q in queries)
    parts = "\n".join(_part(query) for query in queries)
    return f"{_HEAD}\n| name | shape | question |\n|---|---|---|\n{index}\n\n{parts}"


def _part(query: Query) -> str:
    given = "".join(f"- `{p.name}` ({p.type}, {_default(p.default)}): {p.about}\n" for p in query.parameters)
    columns = ", ".join(f"`{name}`" for name in query.columns)
    return f"""\
## {query.name}

*{query.header.title}.* {query.header.one("question")}

{given}
Returns {columns}. *Mind:* {query.header.one("caveat")}
"""


def _default(value: object) -> str:
    return "optional" if value is None else f"usually {value}"


if __name__ == "__main__":
    sys.stdout.write(page())
