"""The routes beside the page."""

from dataclasses import dataclass

from fastapi import FastAPI

from whosaid import Library, __version__


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the library can be read, what is in it, and what serves it."""

    status: str
    articles: int
    passages: int
    model: str
    version: str


def create(library: Library) -> FastAPI:
    """An application that says how the library is at ``/health``."""
    app = FastAPI(title="whosaid", version=__version__, openapi_url=None)

    @app.get("/health")
    def health() -> Health:
        status = library.status()
        return Health(
            status="ok",
            articles=status.articles,
            passages=status.passages,
            model=status.settings.model,
            version=__version__,
        )

    return app
