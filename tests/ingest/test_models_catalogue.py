import re

import pytest

from ingest.models import CATALOGUE, Model, find

EVERY_MODEL = pytest.mark.parametrize("model", CATALOGUE, ids=lambda model: model.name)


def test_names_are_unique() -> None:
    assert len({model.name for model in CATALOGUE}) == len(CATALOGUE)


def test_a_model_is_found_by_its_name() -> None:
    assert [find(model.name) for model in CATALOGUE] == list(CATALOGUE)


@EVERY_MODEL
def test_a_model_states_its_licence_and_what_it_was_made_from(model: Model) -> None:
    assert model.licence
    assert model.licence in model.made_from


@EVERY_MODEL
def test_every_digest_is_a_sha256(model: Model) -> None:
    digests = [model.download.sha256, *(file.sha256 for file in model.files), *(part.sha256 for part in model.parts)]

    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in digests)


@EVERY_MODEL
def test_the_parts_in_packages_add_up_to_the_download(model: Model) -> None:
    assert sum(part.size for part in model.parts) == model.download.size


@EVERY_MODEL
def test_a_hub_revision_is_pinned_to_a_commit(model: Model) -> None:
    assert model.hub is None or re.fullmatch("[0-9a-f]{40}", model.hub.revision)


@EVERY_MODEL
def test_a_model_without_preparation_is_installed_as_it_was_downloaded(model: Model) -> None:
    assert model.prepare or model.files == (model.download,)
