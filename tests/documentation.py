"""The tables in docs/ that are made from the code and the lock file.

`make docs` writes them anew; tests/test_docs.py says when that is due.
"""

import importlib.metadata
import json
import re
from pathlib import Path
from typing import Any

from ingest.errors import YakushoError
from ingest.export import json as json_export

ROOT = Path(__file__).parent.parent
MARK = "<!-- table: make docs -->\n"

# SPDX expressions for distributions whose metadata says it in words or in a classifier only.
STATED_IN_WORDS = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "Copyright (c) 2005-2025, NumPy Developers.": "BSD-3-Clause",
    "Dual Licensed - GNU AFFERO GPL 3.0 or Artifex Commercial License": "AGPL-3.0-or-later",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL-3.0-or-later",
    "MIT License": "MIT",
    "PSFL": "PSF-2.0",
}
# Not installed on every platform, so the metadata may not be at hand: what their projects state.
OTHER_PLATFORMS = {"async-timeout": "Apache-2.0", "colorama": "BSD-3-Clause", "httpx2-jsfetch": "BSD-3-Clause"}
NEVER = "sys_platform == 'never'"


def locked(lock: Path) -> list[tuple[str, str]]:
    """The names and versions that a lock file installs."""
    pins = re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==(\S+)([^\\\n]*)", lock.read_text(), re.MULTILINE)
    return [(name, version) for name, version, marker in pins if NEVER not in marker]


def licence(name: str) -> str:
    if name in OTHER_PLATFORMS:
        return OTHER_PLATFORMS[name]
    metadata = importlib.metadata.metadata(name)
    classified = [c.rsplit(" :: ", 1)[-1] for c in metadata.get_all("Classifier") or [] if c.startswith("License")]
    stated = [metadata.get("License-Expression"), (metadata.get("License") or "").split("\n")[0], *reversed(classified)]
    words = next(text for text in stated if text)
    return STATED_IN_WORDS.get(words, words)


def licence_table() -> str:
    rows = [f"| {name} | {version} | {licence(name)} |" for name, version in locked(ROOT / "requirements.lock")]
    return "\n".join(["| distribution | version | licence |", "|---|---|---|", *rows]) + "\n"


def every_error(root: type[YakushoError] = YakushoError) -> list[type[YakushoError]]:
    return [root, *(found for child in root.__subclasses__() for found in every_error(child))]


def error_table() -> str:
    rows = [
        f"| `{error.code}` | {error.message()} | {error.ja} | {'yes' if error.retryable else 'no'} |"
        for error in every_error()
    ]
    return "\n".join(["| code | meaning | 日本語 | tried again |", "|---|---|---|---|", *rows]) + "\n"


def json_tables() -> str:
    """Each record of the JSON export with its fields, and the whole JSON Schema."""
    schema = json_export.schema()
    parts = []
    for name, record in sorted(schema["$defs"].items()):
        if "properties" in record:
            summary = " ".join(record.get("description", "").split("\n\n")[0].split())
            rows = [f"| `{field}` | {type_of(shape)} |" for field, shape in record["properties"].items()]
            parts.append("\n".join([f"## {name}", "", summary, "", "| field | type |", "|---|---|", *rows]))
    whole = json.dumps(schema, ensure_ascii=False, indent=1)
    parts.append(f"## JSON Schema\n\n```json\n{whole}\n```")
    return "\n\n".join(parts) + "\n"


def type_of(shape: dict[str, Any]) -> str:
    if "$ref" in shape:
        return str(shape["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in shape:
        return " or ".join(type_of(each) for each in shape["anyOf"])
    if "items" in shape:
        return f"list of {type_of(shape['items'])}"
    if isinstance(shape.get("additionalProperties"), dict):
        return f"object of {type_of(shape['additionalProperties'])}"
    return str(shape.get("type", "any"))


TABLES = {"docs/errors.md": error_table, "docs/json.md": json_tables, "docs/licences.md": licence_table}


def page(path: str) -> str:
    """The page with its table made anew."""
    return (ROOT / path).read_text().split(MARK)[0] + MARK + TABLES[path]()


if __name__ == "__main__":
    for name in TABLES:
        (ROOT / name).write_text(page(name))
