"""The models: which exist, and how they come to this machine, are checked, and travel to a machine without a network.

A model lies in ``models_dir/<name>/``. It appears there whole and checked or not at all: it is put together in
``models_dir/.work/`` and renamed. A lock for each model lets two processes fetch at once.
"""

from ingest.models.bundles import bundle, import_bundle
from ingest.models.catalogue import CATALOGUE, HUB, find
from ingest.models.declaration import HubFile, InstalledModel, Model, ModelFile, PackagePart, Progress, Report, ignore
from ingest.models.fetching import fetch
from ingest.models.store import installed, verify

__all__ = [
    "CATALOGUE",
    "HUB",
    "HubFile",
    "InstalledModel",
    "Model",
    "ModelFile",
    "PackagePart",
    "Progress",
    "Report",
    "bundle",
    "fetch",
    "find",
    "ignore",
    "import_bundle",
    "installed",
    "verify",
]
