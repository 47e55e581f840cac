"""What a request wishes for itself is examined when it comes, not when a worker gets to it."""

from collections.abc import Sequence

from ingest.errors import RequestError
from ingest.model import HEEDED_BY, ConversionKind, Wishes
from ingest.plain import profiles


def require_possible(wishes: Wishes, kinds: Sequence[ConversionKind]) -> None:
    """Raise ``RequestError`` for an unknown profile, and for a wish that none of the conversions would heed."""
    if wishes.profile is not None:
        require_profile(wishes.profile)
    for name in wishes.named:
        if HEEDED_BY[name].isdisjoint(kinds):
            raise RequestError(f"{name} is for {' and '.join(sorted(HEEDED_BY[name]))}")


def require_profile(profile: str) -> None:
    """Raise ``RequestError``, with the names that there are, for a profile that has another."""
    try:
        profiles.named(profile)
    except ValueError as error:
        raise RequestError(f"the profiles are {', '.join(profiles.NAMES)}") from error
