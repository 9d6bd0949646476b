"""Who is named in an article: what identity across articles is decided on.

A sighting is made of every person with a full name, of everybody who speaks, and of abbreviations
that are explained; other places and bodies that are only mentioned tell nothing of who is who.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.article import Article
from corpus.english.word_classes import BODY_NOUNS
from corpus.identity.likeness import form
from corpus.identity.sighting import NameKind, Printed, Sighting
from corpus.saying.abbreviations import explained
from corpus.saying.people import Cast, Party, everyone
from corpus.saying.statement import Statement

_LONGEST = 80  # characters; what is longer is no name, but a line of capitals


def sightings(article: Article, said: Sequence[Statement]) -> tuple[Sighting, ...]:
    """Everyone whom an article names in full or lets speak, in the order of their forms.

    >>> text = "Mayor Ada Lund thanked Bo Ek."
    >>> article = Article("a1", "v1", text, "a.txt")
    >>> [(item.name, item.roles) for item in sightings(article, [])]
    [('Ada Lund', ('Mayor',))]
    """
    found: dict[str, Sighting] = {}
    cast = everyone(article.text)
    heard = _heard(cast, said)
    printed = {party.name: _printed(party, heard[at]) for at, party in enumerate(cast.parties)}
    for name, kind, roles in _named(cast.parties, said):
        key = form(name)
        if key in found:
            found[key] = replace(
                found[key], roles=tuple(dict.fromkeys([*found[key].roles, *roles]))
            )
        elif key and len(name) <= _LONGEST:
            found[key] = sighted(article, name, kind, roles, printed.get(name, ()))
    for short, at in _explained(article.text, cast):
        if form(short) not in found:
            printed_as = (Printed(short, heard[at][short]), Printed(cast.parties[at].name, 0))
            found[form(short)] = sighted(article, short, "organisation", (), printed_as)
    return accompanied(found.values())


def sighted(
    article: Article,
    name: str,
    kind: NameKind,
    roles: tuple[str, ...],
    printed: tuple[Printed, ...],
) -> Sighting:
    """A name in an article, with what the article says of itself, and no companions yet."""
    return Sighting(
        article.id, name, kind, roles, article.outlet, article.published, printed=printed
    )


def _explained(text: str, cast: Cast) -> Iterable[tuple[str, int]]:
    """The abbreviations that an article explains, each with the number of its party."""
    for short, full in explained(text, cast.mentions):
        owner = cast.owners[full]
        if owner == cast.owners[short] >= 0 and " " in cast.parties[owner].name:
            yield cast.mentions[short].name, owner


def accompanied(named: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """The sightings of one article in the order of their forms, each with its companions.

    >>> [item.companions for item in accompanied([Sighting("1", "Bo Ek"), Sighting("1", "Lund")])]
    [frozenset(), frozenset({'bo ek'})]
    """
    found = {form(item.name): item for item in named}
    full = frozenset(key for key in found if " " in key)
    return tuple(replace(found[key], companions=full - {key}) for key in sorted(found))


def _heard(cast: Cast, said: Sequence[Statement]) -> defaultdict[int, Counter[str]]:
    """The statements that are given to each party, by its number, under each of its spellings."""
    heard: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for statement in said:
        named = {
            mention.start: (owner, mention.name)
            for span in statement.source
            for mention, owner in cast.within(*span)
            if mention.end <= span.end
        }
        for owner, name in named.values():
            heard[owner][name] += 1
    return heard


def _printed(party: Party, heard: Counter[str]) -> tuple[Printed, ...]:
    """The spellings of a name in full, and the statements that are given to it under each."""
    size = len(party.name.split())
    names = {item.name for item in party.mentions if len(item.name.split()) == size}
    return tuple(Printed(name, heard[name]) for name in sorted(names | {party.name}))


def _named(
    parties: Iterable[Party], said: Sequence[Statement]
) -> Iterable[tuple[str, NameKind, tuple[str, ...]]]:
    """Names with their kind and roles: the people of the article, then other speakers."""
    speakers = {statement.speaker for statement in said}
    for party in parties:
        full = party.kind == "person" and " " in party.name
        if full or party.name in speakers:
            kind: NameKind = "organisation" if party.kind == "body" else party.kind
            if party.gender is not None and kind == "unknown" and " " in party.name:
                kind = "person"
            yield party.name, kind, tuple(dict.fromkeys(role for _, role in party.roles))
            speakers.discard(party.name)
    for name in sorted(filter(None, speakers)):
        body = bool(BODY_NOUNS & set(name.lower().split()))
        yield name, "organisation" if body else "unknown", ()
