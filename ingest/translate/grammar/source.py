"""What the rules of noun phrases ask of the parser that they are part of."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator

from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.parts import Clause
from ingest.translate.grammar.predicates import Predicate


class Source(ABC):
    """Noun phrases and clauses of a text; ``depth`` counts the phrases that the text stands in."""

    @abstractmethod
    def noun(self, text: str, depth: int = 0) -> Noun | None:
        """The noun phrase that the whole text is."""

    @abstractmethod
    def clause(self, text: str, ends: Callable[[str], tuple[Predicate, ...]], depth: int = 0) -> Iterator[Clause]:
        """Every way of reading the text as one clause that ends like that."""

    @abstractmethod
    def simple(self, text: str) -> Noun | None:
        """A word, a term or a label that is not put together."""

    @abstractmethod
    def compound(self, text: str) -> Noun | None:
        """A noun put together of two or three of those."""
