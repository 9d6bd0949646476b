"""A library as a retriever of LlamaIndex: ``pip install whosaid[llamaindex]``."""

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from whosaid import Answer, FoundPassage, Library, plain


class WhosaidRetriever(BaseRetriever):
    """Passages that answer a question, as nodes with their similarity.

    ``text`` is the passage, to the character, ``start_char_idx`` and ``end_char_idx`` its place in
    the article's text; ``metadata`` has the source and the ``reference``. The filters are those of
    ``Library.ask``. A question that the library does not answer gives no node; with
    ``nearest_misses`` it gives those, each with ``answers`` false.
    """

    def __init__(
        self,
        library: Library,
        *,
        n: int = 5,
        since: str | None = None,
        until: str | None = None,
        outlet: str | None = None,
        author: str | None = None,
        speaker: str | None = None,
        as_of: str | None = None,
        nearest_misses: bool = False,
    ) -> None:
        super().__init__()
        self._library = library
        self._n = n
        self._since, self._until = since, until
        self._outlet, self._author, self._speaker = outlet, author, speaker
        self._as_of = as_of
        self._nearest_misses = nearest_misses

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        answer = self._library.ask(
            query_bundle.query_str,
            n=self._n,
            since=self._since,
            until=self._until,
            outlet=self._outlet,
            author=self._author,
            speaker=self._speaker,
            as_of=self._as_of,
        )
        if not (answer.answered or self._nearest_misses):
            return []
        return [_node(answer, passage) for passage in answer.passages]


def _node(answer: Answer, passage: FoundPassage) -> NodeWithScore:
    facts = {"reference": passage.reference, "answers": answer.answered}
    node = TextNode(
        id_=passage.reference,
        text=passage.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata=plain(passage.article) | facts,
    )
    return NodeWithScore(node=node, score=passage.score)
