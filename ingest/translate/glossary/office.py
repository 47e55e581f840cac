"""An office's own glossary: YAML files of the form of ours, whose entries take the place of ours.

A term of the office replaces ours wherever it stands; a label only where it is all there is.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from ingest.errors import SettingsError
from ingest.translate.glossary import Glossary, Term, built_in

GROUPS = ("terms", "labels")
_LONGEST = 200
_JAPANESE = re.compile(r"[ぁ-ヿ一-龠々〆㐀-䶿]")


class _Loader(yaml.SafeLoader):
    """Reads YAML with every key once; without it the last of two entries would win without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for place, _ in node.value:
            key = self.construct_object(place, deep=True)
            if key in seen:
                raise SettingsError(f"{key!r} is there twice, line {place.start_mark.line + 1}")
            seen.add(key)
        return super().construct_mapping(node, deep)


def read(setting: str) -> Glossary | None:
    """Our glossary with the office's entries; nothing if the setting is empty.

    ``setting`` names files, or folders of ``.yaml`` files, apart by ``:``. Raises ``SettingsError``, which names the
    file and the entry that is wrong.
    """
    if not setting:
        return None
    ours = built_in()
    terms, labels, words = dict(ours.terms), dict(ours.labels), dict(ours.words)
    own: dict[str, dict[str, str]] = {group: {} for group in GROUPS}
    digests: dict[str, str] = {}
    for path in _files(setting):
        content = _bytes(path)
        digests[f"glossary/{path.name}"] = hashlib.sha256(content).hexdigest()
        for group, term in _entries(path, content):
            if term.japanese in own[group]:
                raise _wrong(path, f"{group}: {term.japanese!r} is in {own[group][term.japanese]} too")
            own[group][term.japanese] = path.name
            (terms if group == "terms" else labels)[term.japanese] = term
            if group == "terms":
                words.pop(term.japanese, None)
    for japanese in own["terms"].keys() - own["labels"].keys():
        labels.pop(japanese, None)
    return Glossary(terms, labels, words, ours.digest, digests)


def _files(setting: str) -> Iterator[Path]:
    for name in setting.split(":"):
        path = Path(name)
        if path.is_dir():
            found = sorted(path.glob("*.yaml"))
            if not found:
                raise SettingsError(f"glossary: {name} holds no .yaml file")
            yield from found
        else:
            yield path


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _wrong(path, f"cannot be read ({type(error).__name__})") from error


def _entries(path: Path, content: bytes) -> Iterator[tuple[str, Term]]:
    values = _values(path, content)
    unknown = sorted(map(str, values.keys() - {"source", *GROUPS}))
    if unknown:
        raise _wrong(path, f"{unknown[0]!r} is none of source, {', '.join(GROUPS)}")
    source = values.get("source")
    if not isinstance(source, str) or not source.strip():
        raise _wrong(path, "source is missing")
    for group in GROUPS:
        entries = values.get(group) or {}
        if not isinstance(entries, dict):
            raise _wrong(path, f"{group} is not a list of “Japanese: English”")
        for japanese, english in entries.items():
            problem = _problem(japanese, english)
            if problem:
                raise _wrong(path, f"{group}: {japanese!r}: {problem}")
            yield group, Term(japanese, english.strip(), source)


def _values(path: Path, content: bytes) -> Mapping[Any, Any]:
    try:
        values = yaml.load(content, _Loader)  # noqa: S506 - a safe loader
    except SettingsError as error:
        raise _wrong(path, error.detail) from error
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise _wrong(path, f"is not YAML{line}") from error
    except (yaml.YAMLError, UnicodeDecodeError, TypeError) as error:
        raise _wrong(path, "is not YAML") from error
    if not isinstance(values, dict):
        raise _wrong(path, f"has none of {', '.join(GROUPS)}")
    return values


def _problem(japanese: object, english: object) -> str:
    """What is wrong with an entry, or nothing."""
    if not isinstance(japanese, str) or not _JAPANESE.search(japanese) or japanese != "".join(japanese.split()):
        return "is no Japanese term without blanks"
    if not isinstance(english, str) or not english.strip():
        return "has no English (put yes, no and numbers in quotation marks)"
    if _JAPANESE.search(english) or len(english) > _LONGEST or not english.isprintable():
        return f"the English has Japanese in it, more than one line, or more than {_LONGEST} characters"
    return ""


def _wrong(path: Path, problem: str) -> SettingsError:
    return SettingsError(f"glossary file {path.name}: {problem}")
