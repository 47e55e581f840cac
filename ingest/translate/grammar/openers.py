"""What opens a sentence before its first clause: また, ただし, （注意）."""

import re
import unicodedata

from ingest import facts
from ingest.translate import labels

_OPENERS = (
    ("また、", "In addition,"),
    ("また", "In addition,"),
    ("さらに、", "In addition,"),
    ("あわせて、", "In addition,"),
    ("併せて、", "In addition,"),
    ("加えて、", "In addition,"),
    ("そのほか、", "In addition,"),
    ("その他、", "In addition,"),
    ("なお、", "Please note:"),
    ("尚、", "Please note:"),
    ("ただし、", "However,"),
    ("但し、", "However,"),
    ("ただし", "However,"),
    ("しかし、", "However,"),
    ("つきましては、", "Therefore,"),
    ("よって、", "Therefore,"),
    ("従って、", "Therefore,"),
    ("したがって、", "Therefore,"),
    ("そのため、", "For this reason,"),
    ("このため、", "For this reason,"),
    ("これにより、", "As a result,"),
    ("例えば、", "For example,"),
    ("たとえば、", "For example,"),
    ("特に、", "In particular,"),
    ("まず、", "First,"),
    ("まずは、", "First,"),
    ("次に、", "Next,"),
    ("最後に、", "Finally,"),
    ("その後、", "After that,"),
    ("その際、", "At that time,"),
    ("その際は、", "At that time,"),
    ("その場合は、", "In that case,"),
    ("その場合、", "In that case,"),
    ("この場合、", "In this case,"),
    ("この場合は、", "In this case,"),
    ("一方、", "On the other hand,"),
    ("現在、", "Currently,"),
)
_BY_LENGTH = sorted(_OPENERS, key=lambda one: -len(one[0]))
_NOTE = re.compile(
    r"(?:[（(【《〔]\s*(?:注意?|注記|注釈|備考|重要)(?P<one>[0-9０-９]{0,2})\s*[）)】》〕]"
    r"|(?:注意?|注記|注釈|備考)(?P<two>[0-9０-９]{0,2})[：:])[\s　]*"
)
_FOOTNOTE = re.compile(r"[※＊](?P<number>[0-9０-９]{1,2})[\s　.．:：]?(?=[^0-9０-９.．,，])")


def split(text: str) -> tuple[str, int]:
    """The English of what opens the text, and where the rest begins."""
    note = _NOTE.match(text)
    reached = note.end() if note else 0
    mark = _FOOTNOTE.match(text) if not note else None
    found = facts.find(text[mark.start(1) :]) if mark else ()
    if mark and (not found or found[0].start or found[0].end == len(mark[1])):
        opening, reached = f"*{unicodedata.normalize('NFKC', mark[1])}", mark.end()
        inner, more = split(text[reached:])
        return f"{opening} {inner}".strip(), reached + more
    number = unicodedata.normalize("NFKC", note["one"] or note["two"] or "") if note else ""
    opening = f"Note {number}".strip() + ":" if note else ""
    for written, english in _BY_LENGTH:
        if text.startswith(written, reached):
            return f"{opening} {english}".strip(), reached + len(written)
    return opening, reached


def join(opening: str, english: str) -> str:
    """The sentence behind its opening, each with the capital that it needs."""
    if not opening:
        return labels.capitalise(english)
    if opening.endswith("Please note:"):
        before = opening.removesuffix("Please note:")
        asked = english.startswith(("please ", "if ", "when ")) and "please " in english
        return f"{before}{'Also,' if asked else 'Please note that'} {english}"
    inside = opening.endswith(",")
    return f"{opening} {english if inside else labels.capitalise(english)}"
