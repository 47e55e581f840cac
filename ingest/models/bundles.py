"""Bundles: the installed models in one archive, for an office without a network.

A bundle is an uncompressed tar file: ``manifest.json`` for people, then ``<model>/<file>``. What may be in it and with
which digest is decided by this Yakusho's catalogue, never by the archive.
"""

import io
import json
import os
import shutil
import tarfile
from collections.abc import Sequence
from pathlib import Path

from ingest.errors import ModelError
from ingest.models import store
from ingest.models.catalogue import CATALOGUE, find
from ingest.models.declaration import InstalledModel, Model, Progress, Report, ignore

_MANIFEST = "manifest.json"


def bundle(
    models_dir: Path,
    target: Path,
    names: Sequence[str] = (),
    progress: Report = ignore,
    *,
    catalogue: Sequence[Model] = CATALOGUE,
) -> tuple[InstalledModel, ...]:
    """Write the named models (default: all that are installed), freshly verified, into the archive ``target``.

    The same models give the same bytes. Raises what ``verify`` raises, and ``ModelError`` when nothing is installed.
    """
    found = store.verify(models_dir, names, progress, catalogue=catalogue)
    if not found:
        raise ModelError("no model is installed")
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with tarfile.open(partial, "w", format=tarfile.USTAR_FORMAT) as archive:
            models = [find(each.name, catalogue) for each in found]
            _add_manifest(archive, models)
            for each in found:
                for name in each.digests:
                    archive.add(each.directory / name, f"{each.name}/{name}", filter=_anonymous)
        store.sync(partial)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return found


def import_bundle(
    models_dir: Path, archive: Path, progress: Report = ignore, *, catalogue: Sequence[Model] = CATALOGUE
) -> tuple[InstalledModel, ...]:
    """Install every model of a bundle and return them; digests are checked before anything is put in place.

    Raises ``ModelError`` for an archive that is damaged or holds anything but declared models, and
    ``ModelDigestError`` for a file that differs from its declaration.
    """
    present = _models(archive, catalogue)
    return tuple(_import(models_dir, archive, model, progress) for model in present)


def extract(archive: Path, model: Model, made: Path) -> bool:
    """Write the model's files from the bundle into the folder ``made``; false if the bundle has not that model."""
    try:
        with tarfile.open(archive, "r:") as members:
            names = [f"{model.name}/{file.name}" for file in model.files]
            if not set(names) <= set(members.getnames()):
                return False
            for file, name in zip(model.files, names, strict=True):
                source = members.extractfile(name)
                if source is None or members.getmember(name).size != file.size:
                    raise ModelError(f"{archive}: {name} is not a file of {file.size} bytes")
                with (made / file.name).open("wb") as output:
                    shutil.copyfileobj(source, output, store.CHUNK)
    except tarfile.TarError as error:
        raise ModelError(f"{archive}: {error}") from error
    return True


def _models(archive: Path, catalogue: Sequence[Model]) -> list[Model]:
    """Return the models that the bundle holds whole; every other member must be the manifest."""
    try:
        with tarfile.open(archive, "r:") as members:
            names = {member.name if member.isreg() else f"{member.name} (not a file)" for member in members}
    except (tarfile.TarError, OSError) as error:
        raise ModelError(f"{archive}: {error}") from error
    present = [model for model in catalogue if any(f"{model.name}/{file.name}" in names for file in model.files)]
    declared = {f"{model.name}/{file.name}" for model in present for file in model.files}
    odd = (names - {_MANIFEST}) ^ declared
    if odd or not present:
        raise ModelError(f"{archive}: missing or undeclared: {', '.join(sorted(odd)) or 'every model'}")
    return present


def _import(models_dir: Path, archive: Path, model: Model, progress: Report) -> InstalledModel:
    with store.workplace(models_dir, model) as work:
        made = work / "made"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        extract(archive, model, made)
        progress(Progress(model.name, model.size, model.size))
        return store.publish(models_dir, model, made)


def _add_manifest(archive: tarfile.TarFile, models: Sequence[Model]) -> None:
    listing = [
        {
            "model": model.name,
            "licence": model.licence,
            "made_from": model.made_from,
            "files": {file.name: {"size": file.size, "sha256": file.sha256} for file in model.files},
        }
        for model in models
    ]
    text = json.dumps({"models": listing}, ensure_ascii=False, indent=2).encode()
    member = tarfile.TarInfo(_MANIFEST)
    member.size = len(text)
    archive.addfile(member, io.BytesIO(text))


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = member.mtime = 0
    member.uname = member.gname = ""
    member.mode = 0o644
    return member
