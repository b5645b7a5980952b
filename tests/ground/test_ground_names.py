"""The public names, and what importing them costs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import graphring

HEAVY = (
    "duckdb",
    "pyarrow",
    "igraph",
    "leidenalg",
    "numpy",
    "scipy",
    "jinja2",
    "pandas",
    "polars",
    "networkx",
    "neo4j",
)


def imported_by(code: str) -> set[str]:
    """Names of the modules that a fresh Python has loaded after running `code`."""
    told = "import json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{told}"], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_all_is_sorted_and_true() -> None:
    assert list(graphring.__all__) == sorted(graphring.__all__)
    for name in graphring.__all__:
        assert getattr(graphring, name) is not None
    assert set(graphring.__all__) <= set(dir(graphring))


@pytest.mark.parametrize(
    "before",
    [
        "",
        "import graphring.simulate.world",
        "import graphring.evaluate.truth",
        "from graphring.api import demo, evaluating",
    ],
)
def test_functions_with_the_name_of_a_room_stay_functions(before: str) -> None:
    # gr.simulate was a function the first time and a module from then on
    functions = "(gr.simulate, gr.evaluate, gr.agreement, gr.communities, gr.coactivity)"
    code = f"{before}\nimport graphring as gr\n{functions}\n"
    imported_by(code + f"assert all(type(f) is type(lambda: 0) for f in {functions})")


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="unheard_of"):
        _ = graphring.unheard_of  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "code",
    [
        "import graphring",
        "import graphring; graphring.__version__; dir(graphring)",
        "import graphring.errors, graphring.settings, graphring.model.summary",
        "import graphring.cli.app",
        "import graphring.api.doctor",
    ],
)
def test_nothing_heavy_is_imported_before_it_is_needed(code: str) -> None:
    assert imported_by(code).isdisjoint(HEAVY)


def test_help_needs_neither_rich_nor_our_models() -> None:
    assert imported_by("import graphring.cli.app").isdisjoint(
        {"rich", "graphring.settings", "graphring.model.judged", "graphring.api", "graphring.cli.output"}
    )


@pytest.mark.skipif(not hasattr(__import__("os"), "wait4"), reason="this system does not tell a child's CPU time")
def test_help_takes_less_than_three_tenths_of_a_second() -> None:
    sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
    try:
        import startup
    finally:
        sys.path.pop(0)
    command = startup.COMMANDS["graphring --help"]
    startup.cpu_s(command)  # bytecode first
    assert min(startup.cpu_s(command) for _ in range(3)) < startup.AIM_S
