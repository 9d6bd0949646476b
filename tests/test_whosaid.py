"""The one import for other tools: quick, and every name of it is there."""

import ast
import pydoc
import subprocess
import sys
from pathlib import Path

import pytest

import whosaid

ROOT = Path(__file__).parents[1]


def _declared() -> dict[str, str]:
    """Where the names are from, as type checkers read it."""
    tree = ast.parse(Path(whosaid.__file__).read_text("utf-8"))
    return {
        alias.asname or alias.name: f"{node.module}:{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module not in {"importlib", "typing"}
        for alias in node.names
    }


def test_names_are_where_type_checkers_are_told() -> None:
    assert _declared() == whosaid._HOMES
    assert sorted(whosaid._HOMES) == sorted(whosaid.__all__)
    for name in whosaid.__all__:
        assert getattr(whosaid, name) is not None


def test_help_and_completion_find_the_names() -> None:
    assert dir(whosaid) == sorted(whosaid.__all__)
    told = pydoc.plain(pydoc.render_doc(whosaid))
    assert "    open = open_library(" in told
    assert "    class FoundPassage(" in told


def test_what_is_not_there_says_so() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'closed'"):
        whosaid.closed  # noqa: B018


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        ("import whosaid", {"numpy", "index.memory"}),
        ("import whosaid; whosaid.Library", {"trafilatura", "torch", "numpy.ma", "dateparser"}),
    ],
)
def test_an_import_brings_no_more_than_it_needs(code: str, unwanted: set[str]) -> None:
    shown = subprocess.run(
        [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert unwanted & set(shown.stdout.split()) == set()
