"""Where things lie on this machine when nobody says otherwise, by the platform's convention."""

import os
from pathlib import Path

from platformdirs import user_cache_path, user_data_path


def usual_library() -> Path:
    """The library folder: ``$WHOSAID_LIBRARY``, or one in the user's data folder."""
    if named := os.environ.get("WHOSAID_LIBRARY"):
        return Path(named)
    return user_data_path("whosaid", appauthor=False) / "library"


def model_cache() -> Path:
    """The folder of exported models, in the user's cache folder."""
    return user_cache_path("whosaid", appauthor=False) / "onnx"


def digest_cache() -> Path:
    """The file of digests of files that have not changed since, in the user's cache folder."""
    return user_cache_path("whosaid", appauthor=False) / "digests.json"
