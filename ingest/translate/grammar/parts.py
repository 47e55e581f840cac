"""A clause taken apart: its predicate, its arguments, and the parts that they play in English."""

from dataclasses import dataclass

from ingest.translate.grammar.nouns import Noun
from ingest.translate.grammar.predicates import Predicate


@dataclass(frozen=True, slots=True)
class Argument:
    """A noun phrase with its particle, or an adverb whose English is ``noun.english``."""

    particle: str
    noun: Noun
    fronted: bool = False
    also: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    predicate: Predicate
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Roles:
    """Who does what: what stands before the subject, and after the verb and its object.

    ``gapped`` is without its object because the clause is said of it; of a ``turned`` one the Japanese makes its object
    the subject (申請ができます), and so does English in the passive.
    """

    subject: Noun | None
    object: Noun | None
    front: tuple[str, ...]
    tail: tuple[str, ...]
    manner: tuple[str, ...]
    gapped: bool = False
    turned: bool = False
