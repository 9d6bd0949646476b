"""Web addresses: one form for each, so that an article that comes twice has one id."""

import re
from urllib.parse import urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|"
    r"_ga|_gl|ref_src|ocid|cmpid|ftag|spm|at_(?:medium|campaign|custom\d))(?:=.*)?",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}


def canonical_address(url: str) -> str | None:
    """The address without what does not lead anywhere else; ``None`` if it leads to no article.

    Scheme and host in small letters, no fragment, no tracking parameters, no slash at the end.
    The front page of a site is the address of no article: two articles with it are not one.

    >>> canonical_address("HTTPS://Gazette.Example/a/?id=7&utm_source=x#top")
    'https://gazette.example/a?id=7'
    >>> canonical_address("https://gazette.example/") is None
    True
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    query = "&".join(one for one in parts.query.split("&") if one and not _TRACKING.fullmatch(one))
    path = parts.path.rstrip("/")
    if scheme not in _PORTS or not host or not (path or query):
        return None
    place = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    return urlunsplit((scheme, place, path, query, ""))
