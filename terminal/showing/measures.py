"""How measurements look."""

from dataclasses import fields

from qa.asking.question import QUESTION_MAX
from qa.measuring.calibrate import Calibration
from qa.measuring.evaluate import Evaluation, Figure, Share
from qa.measuring.questions import Questions
from qa.measuring.retrieval import Retrieval
from qa.measuring.scores import Difference, Measures
from terminal.screen import Screen


def evaluation(screen: Screen, found: Evaluation) -> None:
    """How well rules, tagger and the whole agree with a gold standard."""
    ways = (found.rules, found.tagger, found.whole)
    rows = [("quoted spans", *(_f1(way.quoted) for way in ways))]
    rows += [("  right mention", *(_share(way.mentions) for way in ways))]
    rows += [("  where a pronoun", *(_share(way.pronouns) for way in ways))]
    rows += [("all kinds, source", *(_f1(way.source) for way in ways))]
    rows += [("all kinds, cue", *(_f1(way.cue) for way in ways))]
    rows += [("all kinds, content", *(_f1(way.content) for way in ways))]
    rows += [("indirect, joined", *(_f1(way.joined) for way in ways))]
    rows += [("  said or told, found", *(_share(way.said) for way in ways))]
    rows += [("articles a second", *(f"{way.articles_a_second:,.1f}" for way in ways))]
    rows += [("tokens a second", *(f"{way.tokens_a_second:,.0f}" for way in ways))]
    screen.table(("F1 (precision, recall)", "rules", "tagger", "whole"), rows)
    screen.line(
        f"{found.articles} articles, {found.tokens:,} tokens; every span in double quotation "
        f"marks taken for a quotation gives {_f1(found.baseline)}. Speeds are of processor "
        "time."
    )


_MEASURES = {
    "ndcg_10": "nDCG@10",
    "recall_10": "recall@10",
    "recall_100": "recall@100",
    "mrr": "MRR",
    "success_1": "success@1",
    "success_5": "success@5",
}


def retrieval(screen: Screen, found: Retrieval) -> None:
    """How well meaning alone, words alone and the whole find."""
    ways = {"meaning": found.meaning, "words": found.words, "whole": found.whole}
    more = {"read": found.read, "reranked": found.reranked}
    ways |= {name: way for name, way in more.items() if way is not None}
    rows = [
        (_MEASURES[item.name], *(f"{getattr(way, item.name):.3f}" for way in ways.values()))
        for item in fields(Measures)
    ]
    screen.table(("", *ways), rows)
    for difference in found.differences:
        screen.line(_difference(difference))
    unread = f" ({found.unread} could not be read)" if found.unread else ""
    screen.line(
        f"{found.documents:,} documents{unread} in {found.passages:,} passages, "
        f"{found.questions:,} questions."
    )
    if found.shortened:
        screen.line(
            f"Of questions that are longer ({found.shortened:,} of them) the first "
            f"{QUESTION_MAX:,} characters were asked."
        )
    if found.themselves:
        screen.line(
            f"Questions that are documents too ({found.themselves:,} of them) do not find "
            "themselves."
        )


def questions(screen: Screen, found: Questions) -> None:
    """How a library answers questions with known answers, and which it does not."""
    for miss in found.misses:
        screen.line(f"{miss.question}\n   {miss.what}")
    rows = [
        ("right article first", _share(found.first)),
        ("among the first five", _share(found.in_five)),
        ("best sentence has the words", _share(found.sentence)),
        ("refused rightly", _share(found.refused_rightly)),
        ("refused wrongly", _share(found.refused_wrongly)),
        ("right where the first match is strong", _share(found.strong)),
        ("  fair", _share(found.fair)),
        ("  weak", _share(found.weak)),
    ]
    screen.table(("", f"{found.questions} questions"), rows)


def _difference(found: Difference) -> str:
    """One comparison as a sentence."""
    return (
        f"nDCG@10 of {found.way} against {found.other}: {found.gain:+.3f} (p = {found.p:.4f}, "
        f"better for {found.wins} questions, worse for {found.losses})."
    )


def _f1(figure: Figure) -> str:
    return f"{figure.f1:.3f} ({figure.precision:.3f}, {figure.recall:.3f})"


def _share(share: Share) -> str:
    return f"{share.share:.3f} of {share.of}"


def calibration(screen: Screen, found: Calibration) -> None:
    """The floor that was fitted, and what it does."""
    screen.line(
        f"An answer needs a confidence of {found.floor:.3f} in this library from now on. With it, "
        f"of {found.questions} questions made of its own articles, these are refused:"
    )
    rows = [
        ("answered by their article", f"{found.answerable_refused:.0%}"),
        ("the same, that article hidden", f"{found.hidden_refused:.0%}"),
        ("mixed from two articles", f"{found.mixed_refused:.0%}"),
    ]
    screen.table(("questions", "refused"), rows)
