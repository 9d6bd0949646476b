"""What whosaid installs may be used with it: every licence is one that Apache-2.0 goes with.

python tests/test_licences.py > docs/licences.md
"""

import re
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
PINNED = {
    canonicalize_name(name): version
    for name, version in re.findall(
        r"^([\w.-]+)==(\S+)", (ROOT / "constraints.txt").read_text("utf-8"), re.M
    )
}
"""What is tested together. A build of torch for graphics cards brings others, with licences of
their own, and so do later versions of Python."""

# Permissive, or (MPL, LGPL) reaching no further than the files that they stand in.
COMPATIBLE = re.compile(
    r"0BSD|Apache|BSD|BSL-1\.0|CC0|CNRI-Python|ISC|LGPL|LLVM-exception|MIT|MPL|PSF|Zlib"
)
EXTRAS = frozenset({"langchain", "llamaindex", "mcp"})  # what is installed with them, on demand
ALTERNATIVES = re.compile(r"\bOR\b")


def installed() -> dict[str, Distribution]:
    """whosaid's dependencies and theirs, by name, of those that are as they are pinned."""
    found: dict[str, Distribution] = {}
    asked: set[tuple[str, frozenset[str]]] = set()
    waiting = [("whosaid", EXTRAS)]
    while waiting:
        name, extras = waiting.pop()
        key = canonicalize_name(name)
        if (key, extras) in asked:
            continue
        asked.add((key, extras))
        found[key] = distribution(name)
        for line in found[key].requires or []:
            needed = Requirement(line)
            if needed.marker is None or any(
                needed.marker.evaluate({"extra": extra}) for extra in {"", *extras}
            ):
                waiting.append((needed.name, frozenset(needed.extras)))
    return {name: found[name] for name in sorted(found) if is_pinned(name, found[name].version)}


def is_pinned(name: str, version: str) -> bool:
    """Whether a version is the one that is pinned, whatever it was built for: "2.13.0+cpu"."""
    return version.partition("+")[0] == PINNED.get(canonicalize_name(name))


def licence(package: Distribution) -> str:
    """What a package says of its licence: as an expression, a classifier, or in a few words."""
    said = "".join(package.metadata.get_all("License-Expression") or [])
    classified = [
        entry.split(" :: ")[-1]
        for entry in package.metadata.get_all("Classifier") or []
        if entry.startswith("License :: ")
    ]
    words = "".join(package.metadata.get_all("License") or []).strip()
    return (
        said
        or (words if words and "\n" not in words else ", ".join(classified))
        or words.partition("\n")[0][:40]
    )


def page() -> str:
    """The list of all dependencies with their licences, as Markdown."""
    rows = "".join(f"| {name} | {licence(package)} |\n" for name, package in installed().items())
    return (
        "# Licences of what whosaid installs\n\n"
        "As the packages declare them; `python tests/test_licences.py` writes this list. whosaid\n"
        "itself is Apache-2.0, and so are its sample articles. The bundled tagger was trained on\n"
        "PolNeAR, which states no licence, and the bundled reader on SQuAD 1.1 (CC BY-SA 4.0);\n"
        "neither is contained: see [training](../training/README.md).\n\n"
        f"| package | licence |\n|---|---|\n{rows}"
    )


@pytest.mark.parametrize("name", installed())
def test_a_dependency_may_be_used(name: str) -> None:
    said = licence(distribution(name)).replace(", Version", "")
    parts = re.split(r"\s+(?:AND|OR|WITH)\s+|, ", said)
    fits = [bool(COMPATIBLE.search(part)) for part in parts if "dependency" not in part]
    assert any(fits) if ALTERNATIVES.search(said) else all(fits), f"{name}: {said!r}"


def test_a_build_for_some_machine_is_what_is_pinned() -> None:
    version = PINNED[canonicalize_name("torch")]
    assert (is_pinned("torch", f"{version}+cpu"), is_pinned("torch", "1.0+cpu")) == (True, False)


def test_what_is_asked_for_is_pinned() -> None:
    asked = [Requirement(line) for line in distribution("whosaid").requires or []]
    names = {canonicalize_name(one.name) for one in asked if "bench" not in str(one.marker)}
    assert len(names) > 30
    assert names - {"whosaid"} <= PINNED.keys()


def test_the_list_is_true() -> None:
    """Whatever of it this system installs, and in the versions that it has."""
    listed = PAGE.read_text("utf-8").splitlines()
    assert set(page().splitlines()) <= set(listed)
    names = [line.split()[1] for line in listed if line.startswith("| ") and "| lic" not in line]
    assert PINNED.keys() >= set(names)
    assert len(names) == len(set(names)) > 100


if __name__ == "__main__":
    sys.stdout.write(page())
