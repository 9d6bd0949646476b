"""The gate: what the sample archive's questions get does not become worse unnoticed."""

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from benchmarks.floors import FLOORS, SAMPLES, below, data_hash, measured
from qa.opening import open_library

README = Path(__file__).parent.parent / "README.md"
KEPT = json.loads(FLOORS.read_text("utf-8"))


def test_the_floors_were_measured_on_these_data() -> None:
    assert data_hash() == KEPT["data"], (
        "The sample articles or their questions have changed since the floors were measured; "
        "measure them anew with: python -m benchmarks.floors --write"
    )


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the sample archive, with the real model."""
    folder = tmp_path_factory.mktemp("samples") / "library"
    with open_library(folder, create=True) as library:
        library.add(SAMPLES)
    return folder


def test_answers_on_the_sample_archive_hold_their_floors(archive: Path) -> None:
    with open_library(archive) as library:
        assert below(measured(library), KEPT["floors"]) == []


def test_the_readme_shows_what_is_printed(archive: Path) -> None:
    shown = re.search(r"```console\n\$ whosaid (.+)\n((?s:.+?))```", README.read_text("utf-8"))
    assert shown is not None
    arguments = ["--library", str(archive), *shlex.split(shown[1])]
    printed = CliRunner().invoke(cli.app, arguments).stdout
    assert printed.strip() == shown[2].strip()


def test_no_floor_is_below_what_was_promised() -> None:
    assert KEPT["floors"]["right article first"] >= 0.75
    assert KEPT["floors"]["right article in the first five"] >= 0.9
    assert KEPT["floors"]["best sentence"] >= 0.8
    assert KEPT["floors"]["answerable not refused"] >= 0.94


def test_a_floor_is_not_lowered_without_a_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from benchmarks import floors  # noqa: PLC0415

    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"data": "", "floors": {"best sentence": 0.9}, "lowered": []}))
    monkeypatch.setattr(floors, "FLOORS", path)
    monkeypatch.setattr(floors, "SAMPLES", tmp_path)
    monkeypatch.setattr(floors, "data_hash", lambda: "now")
    monkeypatch.setattr(floors, "measured", lambda *_: {"best sentence": 0.85})
    monkeypatch.setattr("sys.argv", ["floors", "--write"])
    with pytest.raises(SystemExit, match="say why with --lower"):
        floors.main()
    monkeypatch.setattr("sys.argv", ["floors", "--write", "--lower", "harder questions"])
    floors.main()
    assert json.loads(path.read_text()) == {
        "data": "now",
        "floors": {"best sentence": 0.84},
        "lowered": ["harder questions (best sentence: 0.840, and the floor is 0.900)"],
    }
