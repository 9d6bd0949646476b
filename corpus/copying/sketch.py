"""Few numbers for a text, of which a copy has some too: how copies are found among a million.

Each sentence has a MinHash signature over its three-word shingles (Broder 1997), cut into bands
(Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3). Sentences, not whole
articles, so that a copy is found that has lost most of its paragraphs, stands inside a longer
article, or has its order changed; and so that passages can be looked up as well.
"""

import struct
from collections.abc import Sequence
from hashlib import blake2b

from rensa import RMinHash

from corpus.copying.shingles import shingles, words
from corpus.cutting.sentences import sentences

SHORTEST = 8  # words; shorter sentences are in too many articles to tell anything
_BANDS = 2
_ROWS = 3
"""A sentence is found again by a band with the probability J³, where J is the share of its shingles
that is unchanged, and by one of two with 1 - (1 - J³)²: for certain when it was left as it was, in
half of the cases when one word of twenty was changed."""
_SIZE = 3  # words in a shingle
_SEED = 1
SKETCH = f"sentences {SHORTEST} {_BANDS} {_ROWS} {_SIZE} rensa {RMinHash.ALGORITHM_VERSION}"
"""What the numbers depend on; sketches made otherwise cannot be compared with these."""


def sketch(text: str) -> list[int]:
    """The numbers of a text, 64 bits with sign, two for each sentence that is long enough.

    >>> whole = sketch("The bridge was closed on Tuesday after an inspection. Nobody was hurt.")
    >>> cut = sketch("An engineer spoke. The bridge was closed on Tuesday after an inspection.")
    >>> whole == cut, len(whole)
    (True, 2)
    """
    said = (words(span.of(text)) for span in sentences(text))
    digests = [_signature(found) for found in said if len(found) >= SHORTEST]
    keys = [_key(band, digest) for digest in digests for band in range(_BANDS)]
    return list(dict.fromkeys(keys))


def _signature(found: Sequence[str]) -> list[int]:
    """The MinHash signature of a sentence's words."""
    # One after the other: digests_from_token_sets hands them to other threads, and takes 6 times
    # the processor time for the few sentences of a passage.
    made = RMinHash(_BANDS * _ROWS, _SEED)
    made.update([" ".join(gram) for gram in shingles(found, _SIZE)])
    signature: list[int] = made.digest()
    return signature


def _key(band: int, digest: Sequence[int]) -> int:
    """A band of a signature as one number."""
    rows = digest[band * _ROWS : (band + 1) * _ROWS]
    packed = blake2b(struct.pack(f"<{_ROWS + 1}I", band, *rows), digest_size=8).digest()
    return int.from_bytes(packed, "little", signed=True)
