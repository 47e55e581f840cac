"""The documentation says what the code does."""

import re
import subprocess
from dataclasses import fields

import pytest
import yaml

from ingest.settings import PREFIX, Settings
from tests.documentation import ROOT, TABLES, licence, locked, page

README = (ROOT / "README.md").read_text()


@pytest.mark.parametrize("path", TABLES)
def test_a_made_table_is_up_to_date(path: str):
    assert (ROOT / path).read_text() == page(path), "run `make docs`"


def test_the_readme_explains_every_setting_with_its_default_and_no_other():
    rows = dict(re.findall(rf"^\| `({PREFIX}\w+)` \| (.*?) \|", README, re.MULTILINE))
    assert sorted(rows) == sorted(PREFIX + setting.name.upper() for setting in fields(Settings))
    for setting in fields(Settings):
        if setting.default not in {"", None}:
            assert rows[PREFIX + setting.name.upper()] == f"`{setting.default}`"


def test_the_readmes_two_commands_are_what_ci_runs_and_the_makefile_has():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make (?:WHEELS=wheels )?([a-z]+)", README, re.MULTILINE))
    assert {"demo", "test"} <= named <= targets
    assert re.findall(r"^make (\w+)$", (ROOT / ".ci" / "run").read_text(), re.MULTILINE) == ["lint", "test"]


def test_every_link_between_pages_leads_somewhere():
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    links = [(p, link) for p in pages for link in re.findall(r"\]\(([^)#]+)\)", p.read_text()) if "://" not in link]
    assert links
    assert not [(p.name, link) for p, link in links if not (p.parent / link).exists()]


def test_lock_files_pin_hashes_and_name_no_address():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        assert text.count("==") - text.count("_version") <= text.count("--hash=sha256:")
        assert not re.search(r"^torch==", text, re.MULTILINE)


def test_nothing_locked_has_an_unfree_or_unclear_licence():
    free = re.compile(
        r"0BSD|AGPL-3\.0-or-later|Apache-2\.0|BSD-[23]-Clause|LGPL-[23]\.[01]-(or-later|only)|MIT(-0|-CMU)?|MPL-2\.0"
        r"|PSF-2\.0|TCL|Unlicense"
    )
    for name, _version in locked(ROOT / "requirements.lock"):
        assert all(free.fullmatch(part) for part in re.split(r" AND | OR ", licence(name))), name


def test_the_compose_file_sets_settings_that_exist():
    services = yaml.safe_load((ROOT / "docker" / "compose.yaml").read_text())["services"]
    environment = services["api"]["environment"]
    assert Settings.from_environment(environment).queue_url.startswith("redis://")


def test_the_tree_is_clean_of_files_that_belong_nowhere():
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    top = {path.split("/")[0] for path in listing}
    assert {path for path in top if not path.startswith(".")} <= {
        "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "api", "docker", "docs", "ingest", "overrides.txt",
        "pyproject.toml", "requirements-dev.lock", "requirements.lock", "storage", "tests", "workers",
    }  # fmt: skip
