"""Running networks tells nobody."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOADING = """
from pathlib import Path
from corpus.network import Network
Network(Path("corpus/tagger/tagger.onnx"), threads=1)
import onnxruntime
"""


def test_a_network_reports_to_nobody(tmp_path: Path) -> None:
    # What would be reported is laid down in the cache folder first; automatic tests, which `CI`
    # stands for, are not reported on anyway.
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT"}}
    places = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", LOADING],
        cwd=ROOT,
        env=kept | places,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []
