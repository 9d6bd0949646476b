"""The terminal in trouble: interrupted, on a full disk, with a damaged library."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run, delete_folder

ROOT = Path(__file__).parents[1]


def test_an_interruption_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    def stop_while_loading(*_: object, **__: object) -> None:
        raise ImportError("initialization failed") from KeyboardInterrupt()

    for stopping in (stop, stop_while_loading):
        monkeypatch.setattr("whosaid.open", stopping)
        result = run("status")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == "Interrupted; what was committed stays.\n"


def test_what_cannot_be_loaded_is_no_interruption(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ImportError("no such library")

    monkeypatch.setattr("whosaid.open", fail)
    assert isinstance(run("status").exception, ImportError)


def test_damage_is_said_with_the_way_out(run: Run, tmp_path: Path) -> None:
    quay = tmp_path / "quay.txt"
    quay.write_text("The quay at Lysmere is shut since Monday, the mayor said.")
    run("add", quay)
    folder = json.loads(run("status", "--json").stdout)["folder"]
    database = Path(folder, "library.db")
    database.write_bytes(database.read_bytes().replace(b"since Monday", b"since Sunday"))
    checked = run("status", "--check")
    assert checked.exit_code == 1
    assert "not what was added: articles " in checked.stdout
    assert f"whosaid --library {folder} recover NEW-FOLDER" in checked.stdout
    saved = run("--library", folder, "recover", tmp_path / "saved")
    assert saved.exit_code == 1
    assert "Left out, since they are not what was added: " in saved.stdout


def test_a_reader_that_has_seen_enough(run: Run, articles: Path, folder: Path) -> None:
    run("add", articles)
    command = f"{sys.executable} cli.py list --json | head -c 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; for i in 1 2 3; do {command}; done"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "WHOSAID_LIBRARY": str(folder)},
        check=False,
    )
    assert (done.stdout, done.stderr) == ("[[[", "")


def test_a_full_disk_gets_a_sentence(folder: Path, articles: Path) -> None:
    script = (
        "import resource, signal, sys, conftest, qa.library, qa.opening, cli\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "qa.library.load_encoder = lambda *_: conftest.WordEncoder()\n"
        "qa.opening.load_encoder = qa.library.load_encoder\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))\n"
        "cli.app(['add', sys.argv[1]])\n"
    )
    environment = {
        **os.environ,
        "WHOSAID_LIBRARY": str(folder),
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", script, str(articles)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_a_damaged_library_gets_a_sentence(run: Run, articles: Path, folder: Path) -> None:
    run("add", articles)
    for path in folder.glob("library.db-*"):
        path.unlink()
    content = bytearray((folder / "library.db").read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    (folder / "library.db").write_bytes(content)
    for command in (["list"], ["ask", "the quay"], ["status", "--check"], ["add", str(articles)]):
        result = run(*command)
        assert result.exit_code == 1, command
        assert "Traceback" not in result.stderr
        assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_file_in_the_place_of_an_index(run: Run, articles: Path, folder: Path) -> None:
    run("add", articles)
    delete_folder(folder / "words")
    (folder / "words").write_text("x")
    (folder / "vectors").write_text("x")
    assert run("list").exit_code == 0
    assert "Quay shut" in run("ask", "why is the quay shut").stdout
    assert "health: sound" in run("status", "--check").stdout
