"""A library as a retriever of LangChain: ``pip install whosaid[langchain]``."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from whosaid import Library, plain


class WhosaidRetriever(BaseRetriever):
    """Passages that answer a question, as documents.

    ``page_content`` is the passage, to the character; ``metadata`` has the source, ``reference``,
    ``start`` and ``end`` in the article's text, and the ``score``. The filters are those of
    ``Library.ask``. A question that the library does not answer gives no document; with
    ``nearest_misses`` it gives those, each with ``answers`` false.
    """

    library: Any
    n: int = 5
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    author: str | None = None
    speaker: str | None = None
    as_of: str | None = None
    nearest_misses: bool = False

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        library: Library = self.library
        answer = library.ask(
            query,
            n=self.n,
            since=self.since,
            until=self.until,
            outlet=self.outlet,
            author=self.author,
            speaker=self.speaker,
            as_of=self.as_of,
        )
        if not (answer.answered or self.nearest_misses):
            return []
        return [
            Document(
                id=passage.reference,
                page_content=passage.text,
                metadata=plain(passage.article)
                | {
                    "reference": passage.reference,
                    "start": passage.start,
                    "end": passage.end,
                    "score": passage.score,
                    "answers": answer.answered,
                },
            )
            for passage in answer.passages
        ]
