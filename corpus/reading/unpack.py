"""The bytes of a file, unpacked as they are read, so that no file can fill the memory."""

import gzip
import zlib
from collections.abc import Iterable, Iterator

from corpus.errors import ReadError
from corpus.reading.files import CHUNK_BYTES, File, os_reason

MEGABYTE = 1_000_000


def read_chunks(file: File) -> Iterator[bytes]:
    """The file's bytes, unpacked, a piece at a time.

    Raises ``ReadError`` where the file cannot be opened, and after the last good piece where
    its compression is broken off or damaged.
    """
    done = 0
    try:
        with gzip.open(file.path) if file.gzipped else file.path.open("rb") as stream:
            while chunk := stream.read1(CHUNK_BYTES):
                done += len(chunk)
                yield chunk
    except EOFError:
        raise ReadError(f"Its gzip data break off after {done:,} unpacked bytes.") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        if "check failed" in str(error) or "Incorrect length" in str(error):
            raise ReadError("Its gzip data are damaged: their checksum does not fit.") from None
        if done:
            raise ReadError(f"Its gzip data are damaged after {done:,} unpacked bytes.") from None
        raise ReadError(f"It is no gzip file, whatever its name says: {error}.") from None
    except OSError as error:
        raise ReadError(f"It cannot be opened: {os_reason(error)}.") from None


def read_whole(file: File, limit: int, advice: str) -> bytes:
    """All of the file's bytes, unpacked, if they are at most ``limit``.

    Raises ``ReadError`` when they are more, which ends with ``advice``, or when they are none.
    """
    data = bytearray()
    size = 0 if file.gzipped else _size(file)
    if size <= limit:
        for chunk in read_chunks(file):
            data += chunk
            if len(data) > limit:
                break
    if max(size, len(data)) > limit:
        has = (
            f"{size / MEGABYTE:,.0f} MB" if size else f"more than {limit // MEGABYTE:,} MB unpacked"
        )
        raise ReadError(f"It has {has}; {limit // MEGABYTE:,} MB is the most. {advice}")
    if not data:
        raise ReadError("It is empty.")
    return bytes(data)


def split_lines(chunks: Iterable[bytes], limit: int) -> Iterator[bytes | None]:
    r"""The lines of a stream without their ends; ``None`` for one of more than ``limit`` bytes.

    >>> list(split_lines([b"a\nb", b"c\n\n", b"too long\nd"], 4))
    [b'a', b'bc', b'', None, b'd']
    """
    held: list[bytes] = []
    size = 0
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            size += len(piece)
            yield b"".join([*held, piece]) if size <= limit else None
            held, size = [], 0
        size += len(rest)
        held.append(rest)
        if size > limit:
            held.clear()
    if size:
        yield b"".join(held) if size <= limit else None


def _size(file: File) -> int:
    """The size on disk, in bytes."""
    try:
        return file.path.stat().st_size
    except OSError as error:
        raise ReadError(f"It cannot be opened: {os_reason(error)}.") from None
