"""Whole municipal sentences by rule, such as 申請書を7月31日までに税務課へ提出してください.

A sentence is said only if every part of it is understood: verbs of ``verbs.yaml`` with the particles they take, nouns
of the glossary, facts, and the ways in which clauses are joined. Anything else is left to the engine whole, so that
nothing is ever dropped.
"""

from ingest.translate.grammar.sentences import RULE, say, say_time_or_rate

__all__ = ["RULE", "say", "say_time_or_rate"]
