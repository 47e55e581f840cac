"""R6: honorific and humble speech becomes plain polite speech. ください stays: it is the request itself."""

from collections.abc import Iterator

from ingest.plain.draft import Change, Draft
from ingest.plain.rules import courtesy, requests

_FINDERS = (*requests.FINDERS, *courtesy.FINDERS)


def propose(draft: Draft) -> Iterator[Change]:
    """Yield at most one change for each place, the longest pattern first."""
    tokens, index = draft.tokens, 0
    while index < len(tokens):
        # No pattern begins with a particle or a mark.
        begins = not (tokens[index].is_particle or tokens[index].is_punctuation)
        change = next((found for find in _FINDERS if (found := find(tokens, index))), None) if begins else None
        if change is None:
            index += 1
            continue
        yield change
        while index < len(tokens) and tokens[index].start < change.end:
            index += 1
