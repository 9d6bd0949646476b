"""The terminal on articles side by side: copies and figures, as they are shown, and the JSON."""

import json
from pathlib import Path

import pytest
from conftest import Run

WIRE = (
    "SANDHAVEN (Coast News Agency) — The county council agreed on Monday to rebuild the old pier "
    "at Sandhaven, which a storm had damaged in March. About 40 people lost their moorings, the "
    "harbourmaster said. Walkers will have to use the northern steps until the autumn of next year."
)


@pytest.fixture(autouse=True)
def _added(run: Run, tmp_path: Path) -> None:
    articles = [
        {"id": "a", "title": "Pier", "text": WIRE, "source": "The Tern", "date": "2025-05-02"},
        {"id": "b", "title": "Steps", "text": WIRE, "source": "The Gull", "date": "2025-05-03"},
    ]
    lines = "".join(json.dumps(article) + "\n" for article in articles)
    (tmp_path / "a.jsonl").write_text(lines)
    assert run("add", tmp_path / "a.jsonl").exit_code == 0


def _ids(run: Run) -> list[str]:
    return [item["id"] for item in json.loads(run("list", "--json").stdout)]


def test_copies(run: Run) -> None:
    later, earlier = _ids(run)
    lines = run("copies", later).stdout.splitlines()
    assert lines[0] == "Steps · The Gull · 2025-05-03"
    assert lines[2] == "The earliest printing here: Pier · The Tern · 2025-05-02."
    assert lines[4] == "1. Pier · The Tern · 2025-05-02"
    assert lines[5].startswith("   100% of the shorter text is in both, word for word")
    found = json.loads(run("copies", later, "--json").stdout)
    assert [copy["article"]["id"] for copy in found["copies"]] == [earlier]
    assert run("copies", "ffffffffffff").exit_code == 1


def test_an_answer_names_the_other_printing_and_counts_the_sources(run: Run) -> None:
    asked = run("ask", "Who agreed to rebuild the pier at Sandhaven?")
    assert "printed too: The " in asked.stdout
    found = json.loads(run("ask", "Who agreed to rebuild the pier?", "--json").stdout)
    assert len(found["passages"]) == 1
    assert found["sources"] == {"articles": 2, "independent": 1, "unknown": 0}


def test_figures(run: Run, tmp_path: Path) -> None:
    shown = run("figures", "How many people lost their moorings?").stdout
    assert "About 40 people · claimed by the harbourmaster · The " in shown
    found = json.loads(run("figures", "How many people lost their moorings?", "--json").stdout)
    (group,) = found["groups"]
    (figure,) = group["figures"]
    assert (group["asked"], figure["value"], figure["unit"]) == (True, 40, "people")
    printed = json.dumps({"text": "His office said 12 people lost a boat.", "date": "2025-05-04"})
    (tmp_path / "b.json").write_text(printed)
    run("add", tmp_path / "b.json")
    shown = run("figures", "How many people lost a boat?").stdout
    itself = "“His office said 12 people lost a boat.” (no headline)"
    assert f"12 people · claimed by his office · {itself} · 2025-05-04" in shown
    assert run("figures", "Who lost them?").stdout == (
        "The question asks for no number; begin it with 'How many'.\n"
    )
