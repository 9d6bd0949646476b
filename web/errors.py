"""Errors as the HTTP door tells them: a sentence, and the status that fits it."""

import sqlite3
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from web.mistakes import mistake
from whosaid import ArticleNotFound, SpeakerNotFound, UsageError, WhosaidError

WRONG, ABSENT, UNABLE = 422, 404, 503
"""What was asked makes no sense; it is not there; the library cannot be read at present."""

_Handler = Callable[[Request, Exception], Awaitable[JSONResponse]]


def install(app: FastAPI) -> None:
    """Have every error answered with ``{"error": sentence}``."""
    known = (WhosaidError, sqlite3.Error, OSError, RequestValidationError, HTTPException)
    for kind in (*known, UnicodeEncodeError):
        app.add_exception_handler(kind, _answer)


def status_of(error: Exception) -> int:
    """The HTTP status of an error.

    >>> status_of(UsageError("The question is empty."))
    422
    """
    if isinstance(error, HTTPException):
        return error.status_code
    if isinstance(error, (UsageError, RequestValidationError, UnicodeEncodeError)):
        return WRONG
    return ABSENT if isinstance(error, (ArticleNotFound, SpeakerNotFound)) else UNABLE


def sentence_of(error: Exception) -> str:
    """An error in words."""
    if isinstance(error, RequestValidationError):
        return " ".join(map(mistake, error.errors()))
    if isinstance(error, HTTPException):
        return {404: "There is nothing here.", 405: "This can only be read, with GET."}.get(
            error.status_code, str(error.detail)
        )
    if isinstance(error, sqlite3.Error):
        return f"The library cannot be read: {error}. 'whosaid status --check' says more."
    if isinstance(error, UnicodeEncodeError):
        return "What was sent holds half of a character; send whole ones."
    if isinstance(error, OSError):
        return f"The library cannot be read: {error.strerror or error}."
    return str(error)


async def _answer(_: Request, error: Exception) -> JSONResponse:
    headers = getattr(error, "headers", None)
    return JSONResponse({"error": sentence_of(error)}, status_of(error), headers)
