"""The description of the HTTP door as a page: no script, and nothing from elsewhere."""

import json
from html import escape
from typing import Any

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "code{font:.9em ui-monospace,monospace}h2{margin-top:2.5rem;overflow-wrap:anywhere}"
    "td,th{text-align:left;vertical-align:top;padding:.2rem 1rem .2rem 0}"
    "details{margin:.5rem 0}pre{overflow:auto}"
    ":root{color-scheme:light dark}"
)


def page(described: dict[str, Any]) -> str:
    """An OpenAPI description as HTML."""
    info = described["info"]
    routes = "".join(
        _route(path, operation)
        for path, operations in described["paths"].items()
        for operation in operations.values()
    )
    records = "".join(
        f'<details id="{escape(name)}"><summary><code>{escape(name)}</code></summary>'
        f"<p>{_words(schema.get('description') or '')}</p>"
        f"<pre>{escape(json.dumps(schema.get('properties'), indent=1))}</pre></details>"
        for name, schema in sorted(described["components"]["schemas"].items())
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width"><title>{escape(info["title"])}: HTTP</title>'
        f"<style>{_STYLE}</style></head><body><h1>{escape(info['title'])} over HTTP</h1>"
        f"<p>{_words(info['description'])}</p><p>Every answer is JSON, with the names that the "
        "records have in Python, but for citations in the format that is asked for; an error is "
        '<code>{"error": "a sentence"}</code>. The same, '
        'for programs, is at <a href="/openapi.json">/openapi.json</a>.</p>'
        f"{routes}<h2>Records</h2>{records}</body></html>"
    )


def _route(path: str, operation: dict[str, Any]) -> str:
    rows = "".join(map(_parameter, operation.get("parameters", ())))
    table = f"<table><tbody>{rows}</tbody></table>" if rows else ""
    schema = json.dumps(operation["responses"]["200"]["content"])
    names = [part.split('"')[0] for part in schema.split("#/components/schemas/")[1:]]
    gives = ", ".join(
        f'<a href="#{escape(name)}"><code>{escape(name)}</code></a>' for name in names
    )
    return (
        f"<h2><code>GET {escape(path)}</code></h2>"
        f"<p>{_words(operation.get('description') or '')}</p>"
        f"{table}{f'<p>Gives {gives}.</p>' if gives else ''}"
    )


def _parameter(parameter: dict[str, Any]) -> str:
    need = "required" if parameter.get("required") else "optional"
    return (
        f"<tr><th><code>{escape(parameter['name'])}</code></th><td>{need}</td>"
        f"<td>{_words(parameter.get('description') or '')}</td></tr>"
    )


def _words(text: str) -> str:
    """Text with ``code`` set off."""
    pieces = escape(text).split("``")
    return "".join(f"<code>{it}</code>" if i % 2 else it for i, it in enumerate(pieces))
