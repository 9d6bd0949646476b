"""What the documentation shows is true: its Python runs, and its commands exist."""

import re
from pathlib import Path

import pytest
from conftest import WordEncoder, load_always
from typer.testing import CliRunner

import cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_python_of_the_readme_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load_always(monkeypatch, lambda *_: WordEncoder())
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    exec(compile(code, "README.md", "exec"), {})
    assert len(re.findall(r"[0-9a-f]{12}:\d+-\d+", capsys.readouterr().out)) == 3


def test_the_commands_of_the_readme_exist() -> None:
    commands = set(re.findall(r"^ +whosaid (\w+)", README, re.M))
    assert {"add", "ask", "show", "list", "remove", "status", "serve"} <= commands
    for command in sorted(commands):
        assert CliRunner().invoke(cli.app, [command, "--help"]).exit_code == 0, command


def test_every_file_that_is_linked_is_there() -> None:
    for page in ROOT.glob("*.md"):
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (ROOT / link).exists(), f"{page.name} links {link}"


def test_make_run_asks_what_the_readme_shows() -> None:
    (asked,) = re.findall(r"^\$ whosaid ask (\".*?\")", README, re.M)
    assert f"ask {asked}" in (ROOT / "Makefile").read_text("utf-8")


def test_every_test_that_the_security_page_names_is_there() -> None:
    named = re.findall(r"`(tests/\w+\.py)::(\w+)`", (ROOT / "SECURITY.md").read_text("utf-8"))
    assert len(named) > 40
    for file, test in named:
        assert f"\ndef {test}(" in (ROOT / file).read_text("utf-8"), f"{file}::{test}"
