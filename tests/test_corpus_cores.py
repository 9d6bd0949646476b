"""How many cores there are, and that nothing takes more threads."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import pytest

from corpus import cores
from corpus.network import Network
from index.derived.bases import write_base
from index.models.embed import load_encoder
from index.models.onnx import OnnxEncoder

ROOT = Path(__file__).parents[1]


@pytest.fixture
def limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a control group says what it allows, on a machine of 64 cores."""
    file = tmp_path / "cpu.max"
    monkeypatch.setattr(cores, "_LIMIT", file)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(64)), raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: 64)
    return file


@pytest.mark.parametrize(
    ("said", "count"),
    [("200000 100000", 2), ("50000 100000", 1), ("250000 100000", 2), ("max 100000", 64), ("", 64)],
)
def test_a_container_has_as_many_cores_as_it_may_use(limit: Path, said: str, count: int) -> None:
    limit.write_text(said)
    assert cores.cores() == count


def test_where_there_is_no_limit_those_count_that_one_is_tied_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cores, "_LIMIT", tmp_path / "none")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    assert cores.cores() == 3


@pytest.mark.skipif(sys.platform != "linux", reason="only there a thread is tied to cores so")
def test_a_thread_that_is_tied_to_one_core_has_one() -> None:
    def tied() -> int:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # of this thread alone
        return cores.cores()

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(tied).result() == 1


def test_passages_are_embedded_in_so_many_threads(
    limit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"Pier {at} has been shut since Monday. " * 20 for at in range(24)]
    encoder = load_encoder()
    assert isinstance(encoder, OnnxEncoder)
    vectors, run, threads = encoder.encode(texts, "passage"), OnnxEncoder._run, set()

    def noted(self: OnnxEncoder, rows: Any) -> Any:
        threads.add(threading.get_ident())
        return run(self, rows)

    monkeypatch.setattr(OnnxEncoder, "_run", noted)
    limit.write_text("100000 100000")
    assert np.array_equal(encoder.encode(texts, "passage"), vectors)
    assert len(threads) == 1


def test_vectors_are_put_away_and_a_network_runs_in_so_many_threads(
    limit: Path, tmp_path: Path
) -> None:
    limit.write_text("300000 100000")

    def write() -> int:
        write_base(tmp_path, [(np.arange(2), np.eye(2, 8, dtype=np.float32))], 8, 0)
        return int(faiss.omp_get_max_threads())  # of this thread

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(write).result() == 3
    network = Network(ROOT / "corpus" / "tagger" / "tagger.onnx")
    assert network._session.get_session_options().intra_op_num_threads == 3
