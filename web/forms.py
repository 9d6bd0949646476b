"""What stands above every view: the name of the place, the way to each view, and its form.

The forms are plain HTML. What is typed goes into the address, and the address decides what is
shown; so every view can be linked to, and the back button works.
"""

from collections.abc import Sequence

from web.address import PASSAGES, Address, View
from web.show import shown

_TITLES: dict[View, str] = {
    "ask": "Ask",
    "people": "Who said what",
    "check": "Check a quote",
    "archive": "Archive",
}
_LOGOUT = '<a class="logout" href="/logout">Log out</a>'
_SIZES = (PASSAGES, 10, 20, 50)  # passages


def front(most: int | None, login: bool = False) -> str:
    """Everything above the results; the script shows the form of the view that is open.

    ``most`` is how large a file may be that is added, None when nothing may be changed here;
    ``login`` tells whether people log in.
    """
    ways = "".join(
        f'<a href="{shown(str(Address(view=view)))}" data-go="visit" data-of="{view}">{title}</a>'
        for view, title in _TITLES.items()
    )
    return (
        '<header><h1><a href="?" data-go="visit">whosaid</a></h1>'
        f'<nav aria-label="Views">{ways}</nav>{_LOGOUT if login else ""}</header>'
        f"{_ask()}{_people()}{_check()}{_archive()}"
        f"{_drop(most) + _confirm() if most else ''}"
        '<p id="said" class="unseen" role="status"></p>'
        '<p id="news" role="status"></p>'
        '<p id="lost" class="problem" role="alert" hidden>whosaid does not answer. See that '
        "it still runs, and load this page again.</p>"
        '<div id="skeleton" aria-hidden="true">' + "<p><i></i><i></i><i></i></p>" * 3 + "</div>"
    )


def _drop(most: int) -> str:
    """Where files are dropped, and where it is told what became of each."""
    return (
        '<section class="drop" data-of="archive" hidden aria-label="Add articles">'
        "<p><b>Drop files or folders here</b> or "
        '<label class="button" for="files">choose files</label>'
        f'<input id="files" class="unseen" type="file" multiple data-most="{most}"></p>'
        "<p><small>Text, Markdown, web pages, PDF, JSON, CSV and feeds, also gzipped; up to "
        f"{most // 1_000_000} MB each. They stay on this machine.</small></p>"
        '<div id="adding" hidden><progress id="progress" max="1" value="0" '
        'aria-label="Adding files"></progress><p id="added" role="status"></p></div>'
        '<ul id="reports"></ul></section>'
    )


def _confirm() -> str:
    """The question before anything is changed."""
    return (
        '<dialog id="confirm" aria-labelledby="confirm-ask"><p id="confirm-ask"></p>'
        '<p id="confirm-problem" class="problem" role="alert" hidden></p>'
        '<p class="actions"><button type="button" class="button" data-confirm="no">Cancel</button>'
        '<button type="button" class="go" data-confirm="yes">Yes</button></p></dialog>'
    )


def lists(outlets: Sequence[str], speakers: Sequence[str]) -> str:
    """What the fields offer to choose from."""
    return "".join(
        f'<datalist id="{name}">{"".join(f"<option>{shown(it)}</option>" for it in items)}'
        "</datalist>"
        for name, items in (("outlets", outlets), ("speakers", speakers))
    )


def _ask() -> str:
    sizes = "".join(f"<option>{size}</option>" for size in _SIZES)
    choice = f'<select id="@-n" name="n" data-usual="{PASSAGES}">{sizes}</select>'
    return _form(
        "ask",
        _line(_field("q", "Your question", "Who said what?"), "Ask"),
        _filters(
            _SINCE
            + _OUTLET
            + _field("author", "Author")
            + _field("speaker", "Speaker", choices="speakers")
            + _field("as_of", "Archive as of", "2025-10-01")
            + f'<p><label for="@-n">Passages</label>{choice}</p>'
        ),
    )


def _people() -> str:
    return _form(
        "people",
        _line(
            _field("speaker", "A person or organisation", "Anyone", "speakers")
            + _field("q", "About", "Anything"),
            "Find",
        ),
        _filters(_SINCE + _OUTLET),
    )


def _check() -> str:
    return _form(
        "check",
        '<p class="wide"><label for="check-q">The quotation</label>'
        '<textarea id="check-q" name="q" rows="3" placeholder="Paste the words"></textarea></p>',
        _line(_field("speaker", "Said by (if you know)", "Anyone", "speakers"), "Check"),
    )


def _archive() -> str:
    return _form(
        "archive", _line(_field("q", "Find an article", "Headline, outlet or author"), "Find")
    )


def _form(view: View, *parts: str) -> str:
    # Each label and field gets the view into its id, as the views share their fields' names.
    inner = "".join(parts).replace('"@-', f'"{view}-')
    return (
        f'<form data-of="{view}" role="search" aria-label="{_TITLES[view]}" hidden>{inner}</form>'
    )


def _line(inner: str, button: str) -> str:
    return f'<div class="line">{inner}<button class="go">{button}</button></div>'


def _filters(inner: str) -> str:
    return (
        '<details class="filters"><summary>Filters</summary>'
        f'<div class="fields">{inner}</div></details>'
    )


def _field(name: str, label: str, hint: str = "Any", choices: str = "") -> str:
    offered = f' list="{choices}"' if choices else ""
    return (
        f'<p><label for="@-{name}">{label}</label>'
        f'<input id="@-{name}" name="{name}" placeholder="{hint}" autocomplete="off"{offered}></p>'
    )


_SINCE = _field("since", "Since", "2025-09-13") + _field("until", "Until", "2025-10")
_OUTLET = _field("outlet", "Outlet", choices="outlets")
