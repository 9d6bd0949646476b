"""How fast passages are embedded and indexed, beside other libraries with the same model.

    python -m benchmarks.peers LIBRARY --limit 200

Gives the first passages of a library, as they are embedded, to each of them in a process of its
own, turn by turn: whosaid in floats and in eight bits, bare sentence-transformers, LangChain,
LlamaIndex and txtai with FAISS, and Chroma. They are the extra ``bench``; ``--python`` names
another interpreter that has them. Loading is not in the figures. Processor seconds are of all
threads and say what a machine that does nothing else would take; on a busy one they count what
threads spend waiting for each other as well, but not with ``OMP_NUM_THREADS=1``. Wall seconds are
those of this machine. A peer that is not installed, or fails, is named with the reason.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from index.adding.add import embedding_text
from index.derived.bases import open_base, write_base
from index.memory import Memory
from index.models.embed import load_encoder
from index.models.model import Precision, find_model

QUESTION = "Who said that the bridge would stay closed?"
ASKED = 20  # times, of which the median counts

_TIMED = """
import json, sys, time
model, texts = sys.argv[1], json.load(open(sys.argv[2]))
{build}
embed(texts[:2]); start, used = time.perf_counter(), time.process_time()
found = embed(texts)
wall, processor = time.perf_counter() - start, time.process_time() - used
asked = []
for _ in range({asked}):
    start = time.process_time(); ask(found, {question!r}); asked.append(time.process_time() - start)
print(json.dumps([wall, processor, 1000 * sorted(asked)[len(asked) // 2]]))
"""

_LANGCHAIN_MODEL = """
from langchain_huggingface import HuggingFaceEmbeddings
encoder = HuggingFaceEmbeddings(model_name=model, model_kwargs={"device": "cpu"})
"""
_PEERS = {
    "sentence-transformers": """
import faiss
from sentence_transformers import SentenceTransformer
encoder = SentenceTransformer(model, device="cpu")
def embed(texts):
    index = faiss.IndexFlatIP(384)
    index.add(encoder.encode(texts, normalize_embeddings=True, show_progress_bar=False))
    return index
def ask(index, text):
    return index.search(encoder.encode([text], normalize_embeddings=True), 5)
""",
    "LangChain + FAISS": _LANGCHAIN_MODEL
    + """
from langchain_community.vectorstores import FAISS
def embed(texts): return FAISS.from_texts(texts, encoder)
def ask(store, text): return store.similarity_search(text, k=5)
""",
    "LlamaIndex + FAISS": """
import faiss
from llama_index.core import Settings, StorageContext, VectorStoreIndex
from llama_index.core.schema import TextNode
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.vector_stores.faiss import FaissVectorStore
Settings.embed_model = HuggingFaceEmbedding(model_name=model, device="cpu")
def embed(texts):
    store = FaissVectorStore(faiss_index=faiss.IndexFlatIP(384))
    context = StorageContext.from_defaults(vector_store=store)
    return VectorStoreIndex([TextNode(text=text) for text in texts], storage_context=context)
def ask(index, text): return index.as_retriever(similarity_top_k=5).retrieve(text)
""",
    "txtai": """
from txtai import Embeddings
def embed(texts):
    found = Embeddings(path=model, content=False, gpu=False)
    found.index(texts)
    return found
def ask(found, text): return found.search(text, 5)
""",
    "Chroma": """
import chromadb
from chromadb.utils.embedding_functions import SentenceTransformerEmbeddingFunction
encoder = SentenceTransformerEmbeddingFunction(model_name=model, device="cpu")
client, made = chromadb.EphemeralClient(), []
def embed(texts):
    made.append(client.create_collection(f"passages{len(made)}", embedding_function=encoder))
    made[-1].add(ids=[str(at) for at in range(len(texts))], documents=texts)
    return made[-1]
def ask(found, text): return found.query(query_texts=[text], n_results=5)
""",
}


def ours(texts: Sequence[str], precision: Precision) -> list[float]:
    """The same for whosaid: encode, write a base, and search it."""
    import numpy as np  # noqa: PLC0415

    encoder = load_encoder(precision=precision)
    encoder.encode(texts[:2], "passage")
    with tempfile.TemporaryDirectory() as folder:
        start, used = time.perf_counter(), time.process_time()
        rows = encoder.encode(texts, "passage")
        facts = write_base(Path(folder), [(np.arange(len(texts)), rows)], encoder.dimension, 0)
        wall, processor = time.perf_counter() - start, time.process_time() - used
        base = open_base(Path(folder), facts, encoder.dimension, whole=False)
        asked = []
        for _ in range(ASKED):
            start = time.process_time()
            base.search(encoder.encode([QUESTION], "question")[0], 5, None)
            asked.append(time.process_time() - start)
    return [wall, processor, 1000 * statistics.median(asked)]


def limit_of_processor() -> float:
    """Billions of floating-point operations a second that a matrix product does on one core."""
    import numpy as np  # noqa: PLC0415

    a, b = np.ones((1024, 384), np.float32), np.ones((384, 1536), np.float32)
    times = []
    for _ in range(30):
        start = time.process_time()
        a @ b
        times.append(time.process_time() - start)
    return 2 * 1024 * 384 * 1536 / min(times) / 1e9


def passages(folder: Path, limit: int) -> list[str]:
    """The first passages of a library as they are embedded."""
    encoder, memory = load_encoder(), Memory.open(folder)
    found = memory.store.cited(list(range(1, limit + 1)))
    return [
        embedding_text(article, passage.span, encoder, memory.settings.passage_tokens)
        for passage, article in found
    ]


def main() -> None:
    """Run each in turn, as often as asked, and print the best of each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("library", type=Path)
    parser.add_argument("--limit", type=int, default=200, help="how many passages")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--python", default=sys.executable, help="that has the peers installed")
    parser.add_argument("--ours", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--precision", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ours:
        print(json.dumps(ours(json.loads(options.ours.read_text()), options.precision)))
        return
    with tempfile.TemporaryDirectory() as work:
        texts = Path(work, "texts.json")
        texts.write_text(json.dumps(passages(options.library, options.limit)))
        runs: dict[str, list[list[float]]] = {}
        for _ in range(options.rounds):
            own = [sys.executable, "-m", "benchmarks.peers", "-", "--ours", str(texts)]
            _try("whosaid", [*own, "--precision", "float32"], runs)
            _try("whosaid in eight bits", [*own, "--precision", "int8"], runs)
            for name, build in _PEERS.items():
                code = _TIMED.format(build=build, asked=ASKED, question=QUESTION)
                model = str(find_model().path)
                _try(name, [options.python, "-c", code, model, str(texts)], runs)
        counted = len(json.loads(texts.read_text()))
    _print(runs, counted)


def _try(name: str, command: list[str], runs: dict[str, list[list[float]]]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{name}: {(done.stderr.splitlines() or ['failed'])[-1]}")
        return
    runs.setdefault(name, []).append(json.loads(done.stdout.splitlines()[-1]))
    print(name, runs[name][-1], flush=True)


def _print(runs: dict[str, list[list[float]]], counted: int) -> None:
    best: Callable[[str, int], Any] = lambda name, at: min(run[at] for run in runs[name])  # noqa: E731
    print(f"{counted} passages, best of {len(runs['whosaid'])}; passages a second of wall time,")
    print("processor seconds, their ratio to ours, processor ms of a question")
    for name in runs:
        ratio = best(name, 1) / best("whosaid", 1)
        print(
            f"  {name:22} {counted / best(name, 0):7.1f} {best(name, 1):7.1f} {ratio:5.2f} "
            f"{best(name, 2):6.1f}"
        )
    print(
        f"a matrix product of the network's shape: {limit_of_processor():.0f} GFLOP/s on one core"
    )


if __name__ == "__main__":
    main()
