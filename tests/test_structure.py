"""The house: imports run one way, and each third-party library lives in one file."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# From the street down; a room may use those below it, and doors do not use each other, but for
# the command that starts the page.
FLOORS = ["cli", "terminal", "app", "web", "whosaid", "qa", "index", "corpus"]

# The rooms within a floor, from the top down as well.
ROOMS = {
    "terminal": ["commands", "showing"],
    "web": ["views", "drawing"],
    "qa": [
        *("measuring", "citing", "checking", "quoting"),
        *("asking", "figures", "copies", "understanding"),
    ],
    "index": ["keeping", "adding", "derived", "truth", "people", "models"],
    "corpus": [
        *("copying", "figures", "identity", "matching", "saying"),
        *("cleaning", "cutting", "reading", "dating", "english"),
    ],
}

# Typing and arrays are everywhere; a library that more than one file needs says why.
SHARED = {
    "numpy": "arrays are values here",
    "gradio": "the page is mounted by app.py and built in web/",
    "fastapi": "as gradio",
    "starlette": "as gradio",
    "pydantic": "how FastAPI and MCP have their parameters described",
}


def _modules() -> dict[str, Path]:
    files = [*ROOT.glob("*.py")]
    for floor in FLOORS:
        files += (ROOT / floor).rglob("*.py")
    return {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file
        for file in files
    }


def _imports(file: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it, but for type checking alone."""
    tree = ast.parse(file.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            assert node.module
            yield node.module


MODULES = _modules()


@pytest.mark.parametrize("name", sorted(MODULES))
def test_imports_run_down(name: str) -> None:
    own = name.split(".", maxsplit=1)[0]
    for imported in _imports(MODULES[name]):
        room = imported.split(".")[0]
        if room in FLOORS and room != own:
            assert FLOORS.index(room) > FLOORS.index(own), f"{name} imports {imported}"


def test_no_cycles() -> None:
    graph = {
        name: {module for module in _imports(file) if module in MODULES}
        for name, file in MODULES.items()
    }
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, f"a cycle: {' → '.join([*path, name])}"
        if name not in done:
            for imported in sorted(graph[name]):
                visit(imported, (*path, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


def test_each_library_lives_in_one_file() -> None:
    import sys  # noqa: PLC0415

    users = defaultdict(set)
    for name, file in MODULES.items():
        for imported in _imports(file):
            top = imported.split(".")[0]
            if top not in FLOORS and top not in sys.stdlib_module_names:
                users[top].add(name)
    doors = {"typer", "rich"}  # the terminal's own
    spread = {
        library: sorted(names)
        for library, names in users.items()
        if len(names) > 1 and library not in SHARED and library not in doors
    }
    assert spread == {}


def test_packages_only_say_what_they_are() -> None:
    for room in ("corpus", "index", "qa", "web", "terminal"):
        for file in (ROOT / room).rglob("__init__.py"):
            body = ast.parse(file.read_text("utf-8")).body
            assert all(isinstance(node, ast.Expr) for node in body), f"{file} does things"


@pytest.mark.parametrize("floor", sorted(ROOMS))
def test_the_rooms_of_a_floor_have_an_order(floor: str) -> None:
    order = ROOMS[floor]
    assert sorted(order) == sorted(p.parent.name for p in ROOT.glob(f"{floor}/*/__init__.py"))
    for name, file in MODULES.items():
        own = name.split(".")
        for imported in _imports(file):
            other = imported.split(".")
            if own[0] != floor or other[0] != floor or min(len(own), len(other)) < 2:
                continue
            if {own[1], other[1]} <= set(order):
                assert order.index(own[1]) <= order.index(other[1]), f"{name} imports {imported}"


@pytest.mark.parametrize("name", sorted(MODULES))
def test_files_stay_readable(name: str) -> None:
    lines = MODULES[name].read_text("utf-8").splitlines()
    assert len(lines) <= 450, f"{name} has {len(lines)} lines; split it by what it owns"
    assert name.rsplit(".", maxsplit=1)[-1] not in {
        "utils",
        "helpers",
        "common",
        "base",
        "manager",
        "factory",
    }
