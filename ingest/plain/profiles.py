"""Who reads: which rules are on, by name. Names are joined with commas: ``children,no-wakachi``."""

from dataclasses import dataclass, replace

NAMES = ("residents", "children", "wakachi", "no-wakachi", "no-glosses", "no-splits", "wareki")


@dataclass(frozen=True, slots=True)
class Profile:
    """``off``: families of rules (``R10``) that are not applied. ``wakachi``: spaces between phrases (R15)."""

    off: frozenset[str] = frozenset()
    wakachi: bool = False

    def applies(self, rule: str) -> bool:
        """Whether a rule such as ``R10-gloss`` is on."""
        return rule.partition("-")[0] not in self.off


def named(names: str) -> Profile:
    """Return the profile of one or more names of ``NAMES``, the later ones winning; ``ValueError`` for another name.

    ``residents`` is what everyone gets; ``children`` adds spaces between phrases.
    """
    profile = Profile()
    for name in names.split(","):
        match name.strip():
            case "residents":
                profile = Profile()
            case "children" | "wakachi":
                profile = replace(profile, wakachi=True)
            case "no-wakachi":
                profile = replace(profile, wakachi=False)
            case "no-glosses":
                profile = replace(profile, off=profile.off | {"R10"})
            case "no-splits":
                profile = replace(profile, off=profile.off | {"R2"})
            case "wareki":
                profile = replace(profile, off=profile.off | {"R13"})
            case other:
                raise ValueError(f"unknown profile {other}")
    return profile
