"""Everything that can go wrong, as one tree.

    WhosaidError
    ├── UsageError            what was asked makes no sense: an empty question, a date that is none
    ├── ReadError             a file or record that could not be read as an article
    ├── LibraryError          the library folder cannot be used as asked
    │   ├── LibraryNotFound   there is no library in that folder
    │   ├── LibraryMismatch   made with another model, other settings, or a newer format
    │   ├── LibraryBusy       another process is writing to it
    │   └── LibraryDamaged    library.db cannot be read
    ├── ArticleNotFound       no article, or more than one, has that id
    ├── SpeakerNotFound       nobody of that name is known in the library
    └── ModelError            a model cannot be loaded, or is not the one it should be

Each message is a sentence that says what was wrong, with the value, and what to do. The rooms
raise; only the doors (``app.py``, ``cli.py``) turn an error into words on a screen.
"""


class WhosaidError(Exception):
    """Base of every error that whosaid raises on purpose."""


class UsageError(WhosaidError, ValueError):
    """What was asked makes no sense, whatever the library holds."""


class ReadError(WhosaidError):
    """A file or record could not be read as an article; the message gives the reason."""


class LibraryError(WhosaidError):
    """The library folder cannot be used as asked."""


class LibraryNotFound(LibraryError):
    """There is no library in the folder."""


class LibraryMismatch(LibraryError):
    """The library was made with another model, other settings, or a newer format."""


class LibraryBusy(LibraryError):
    """Another process is writing to the library and did not finish in time."""


class LibraryDamaged(LibraryError):
    """``library.db`` cannot be read."""


class ArticleNotFound(WhosaidError, LookupError):
    """No article has the id, or more than one begins with it."""


class SpeakerNotFound(WhosaidError, LookupError):
    """Nobody of that name is known in the library; the message offers the nearest names."""


class ModelError(WhosaidError):
    """A model cannot be loaded, or its weights are not the expected ones."""
