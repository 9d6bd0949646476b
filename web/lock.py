"""What a password opens: sessions for people, a token for programs, and patience with guessers."""

import hashlib
import hmac
import ipaddress
import secrets
import time
from collections.abc import Callable
from threading import Lock as Turn

from whosaid import UsageError

PASSWORD_MIN = 12
"""Characters; eight can be tried out in a day where the machine may be asked often enough."""

SESSION_S = 12 * 3600
"""Seconds that somebody stays logged in: a working day."""

FREE_GUESSES = 4
"""Wrong passwords from one address before each further one costs a wait: a person mistypes."""

_WAIT_S, _WAIT_MAX_S = 2.0, 900.0  # the first wait, doubled each time, and the longest
_KNOWN_MAX = 10_000  # addresses that are remembered; the oldest are forgotten
_SCRYPT = {"n": 2**14, "r": 8, "p": 1}  # 16 MB and some 50 ms a guess


class Lock:
    """One password, the sessions and the token that it gives; nothing of it is kept on disk.

    Sessions end when the server does; the token is the same as long as the password is.
    """

    def __init__(self, password: str, now: Callable[[], float] = time.time) -> None:
        """Take a password. Raises ``UsageError`` when it is too short."""
        if len(password) < PASSWORD_MIN:
            raise UsageError(
                f"The password has {len(password)} characters; take at least {PASSWORD_MIN}, such "
                "as four words."
            )
        self._now = now
        self._salt = secrets.token_bytes(16)
        self._key = secrets.token_bytes(32)
        self._digest = _stretched(password, self._salt)
        self._turn = Turn()
        self.token = _stretched(password, b"whosaid token").hex()

    def opens(self, password: str) -> bool:
        """Whether that is the password; one guess at a time, as each takes 16 MB."""
        with self._turn:
            return hmac.compare_digest(_stretched(password, self._salt), self._digest)

    def is_token(self, token: str) -> bool:
        """Whether that is the token."""
        return hmac.compare_digest(token.encode(), self.token.encode())

    def session(self) -> str:
        """A new session: when it ends, signed."""
        ends = str(int(self._now()) + SESSION_S)
        return f"{ends}.{self._signed(ends)}"

    def holds(self, session: str) -> bool:
        """Whether a session was made here and has not ended."""
        ends, _, signature = session.partition(".")
        if not hmac.compare_digest(signature.encode(), self._signed(ends).encode()):
            return False
        return int(ends) > self._now()

    def _signed(self, ends: str) -> str:
        return hmac.new(self._key, ends.encode(), hashlib.sha256).hexdigest()


class Guesses:
    """How long each address has to wait after wrong passwords."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._wrong: dict[str, tuple[int, float]] = {}

    def wait(self, address: str) -> float:
        """Seconds until an address may try again; 0 when it may now."""
        return max(0.0, self._wrong.get(address, (0, 0.0))[1] - self._now())

    def wrong(self, address: str) -> None:
        """Note a wrong password."""
        count = self._wrong.pop(address, (0, 0.0))[0] + 1
        beyond = count - FREE_GUESSES
        wait = min(_WAIT_S * 2.0 ** min(beyond, 20), _WAIT_MAX_S) if beyond > 0 else 0.0
        self._wrong[address] = (count, self._now() + wait)
        _forget_oldest(self._wrong)

    def right(self, address: str) -> None:
        """Forget what an address got wrong."""
        self._wrong.pop(address, None)


class Pace:
    """How often each address may ask: so many at once, and then so many a second."""

    def __init__(
        self, burst: float, per_second: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst, self._rate, self._now = burst, per_second, now
        self._left: dict[str, tuple[float, float]] = {}

    def wait(self, address: str) -> float:
        """Seconds that an address has to wait; 0, and one request used, when it need not."""
        now = self._now()
        left, then = self._left.pop(address, (self._burst, now))
        left = min(self._burst, left + (now - then) * self._rate)
        short = max(0.0, (1.0 - left) / self._rate)
        self._left[address] = (left - 1.0 if short == 0 else left, now)
        _forget_oldest(self._left)
        return short


def address_of(host: str) -> str:
    """Whom an address belongs to: of IPv6 the network, of which one household has all.

    >>> address_of("192.0.2.7"), address_of("2001:db8::7"), address_of("2001:db8::8")
    ('192.0.2.7', '2001:db8::/64', '2001:db8::/64')
    >>> address_of("::ffff:192.0.2.7")  # of IPv4, at a door that is open to both
    '192.0.2.7'
    """
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host[:64]
    address = getattr(address, "ipv4_mapped", None) or address
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))


def _stretched(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "replace"), salt=salt, dklen=32, **_SCRYPT)


def _forget_oldest(known: dict[str, tuple[int, float]] | dict[str, tuple[float, float]]) -> None:
    if len(known) > _KNOWN_MAX:
        del known[next(iter(known))]
