"""Which weights are loaded: the published ones, and never a pickle."""

import ast
from pathlib import Path

import pytest

from corpus import bundle
from index.models.model import find_model
from whosaid import WhosaidError

ROOT = Path(__file__).parents[1]
OWN = [
    *ROOT.glob("*.py"),
    *(
        file
        for floor in ("corpus", "index", "qa", "terminal", "web", "whosaid")
        for file in (ROOT / floor).rglob("*.py")
    ),
]

UNPICKLING = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
RUNNING = {"eval", "exec", "compile", "__import__", "torch.load", "os.system", "os.popen"}
SWITCHES = {"allow_pickle", "shell", "trust_remote_code"}


def test_the_bundled_weights_must_be_the_published_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr("index.models.model.bundled_model", lambda: tmp_path)
    with pytest.raises(WhosaidError, match=r"model\.safetensors has SHA-256 .* published weights"):
        find_model()


def test_the_bundled_weights_are_the_published_ones() -> None:
    bundle.check_bundle(bundle.bundled_model())


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.pt", "model.pkl", "model.ckpt"])
def test_pickled_weights_are_not_loaded(tmp_path: Path, name: str) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / name).write_bytes(b"cos\nsystem\n(S'exit 1'\ntR.")
    with pytest.raises(WhosaidError, match="has no safetensors weights, and pickled ones are not"):
        find_model(str(tmp_path))


def test_transformers_is_told_to_load_safetensors() -> None:
    source = (ROOT / "index" / "models" / "transformer.py").read_text("utf-8")
    assert '"use_safetensors": True' in source
    assert "trust_remote_code=True" not in source


def test_nothing_is_unpickled_or_run_as_code() -> None:
    for file in OWN:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            assert not _risky(node), f"{file}: {ast.unparse(node)}"


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from dill import loads",
        "import shelve.x",
        "torch.load(file)",
        "eval(text)",
        "np.load(file, allow_pickle=True)",
        "run(text, shell=True)",
        "Model(name, trust_remote_code=True)",
    ],
)
def test_it_would_be_noticed(code: str) -> None:
    assert any(_risky(node) for node in ast.walk(ast.parse(code)))


def _risky(node: ast.AST) -> bool:
    """Whether a piece of code takes data for objects or for code."""
    if isinstance(node, ast.Import):
        return bool(UNPICKLING & {alias.name.split(".")[0] for alias in node.names})
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").split(".")[0] in UNPICKLING
    if not isinstance(node, ast.Call):
        return False
    switched_on = (
        given.arg in SWITCHES and ast.unparse(given.value) != "False" for given in node.keywords
    )
    return ast.unparse(node.func) in RUNNING or any(switched_on)
