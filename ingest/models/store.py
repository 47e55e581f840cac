"""The folder of installed models: looking in, checking digests, and putting a model in place in one step."""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import ModelDigestError, ModelMissingError
from ingest.models.catalogue import CATALOGUE, find
from ingest.models.declaration import InstalledModel, Model, ModelFile, Progress, Report, ignore

CHUNK = 1 << 20
_RECORD = "model.json"


def installed(models_dir: Path, name: str, *, catalogue: Sequence[Model] = CATALOGUE) -> InstalledModel:
    """Return the model if it is there as declared, judged by its record and its files' sizes; ``verify`` hashes them.

    Raises ``ModelMissingError``, also for a model that an older Yakusho installed in another form.
    """
    model = find(name, catalogue)
    directory = models_dir / name
    if _recorded(directory) != _digests(model) or not all(_has_size(directory, file) for file in model.files):
        raise ModelMissingError(f"{name} in {models_dir}")
    return InstalledModel(name, directory, _digests(model))


def is_installed(models_dir: Path, model: Model) -> bool:
    try:
        installed(models_dir, model.name, catalogue=(model,))
    except ModelMissingError:
        return False
    return True


def verify(
    models_dir: Path,
    names: Sequence[str] = (),
    progress: Report = ignore,
    *,
    catalogue: Sequence[Model] = CATALOGUE,
) -> tuple[InstalledModel, ...]:
    """Hash every file of the named models (default: of all that are installed) and return those models.

    All are hashed before the ``ModelDigestError``, which names each wrong file; a named model that is not installed
    is a ``ModelMissingError``.
    """
    chosen = names or [model.name for model in catalogue if is_installed(models_dir, model)]
    found = tuple(installed(models_dir, name, catalogue=catalogue) for name in chosen)
    wrong: list[str] = []
    for each in found:
        model = find(each.name, catalogue)
        wrong += mismatches(model, each.directory, progress)
    if wrong:
        raise ModelDigestError("; ".join(wrong))
    return found


def mismatches(model: Model, directory: Path, progress: Report = ignore) -> list[str]:
    """Hash the model's files in ``directory``; each wrong one is a line with its path, the expected and the found."""
    wrong, before = [], 0
    for file in model.files:
        start = before

        def report(done: int, start: int = start) -> None:
            progress(Progress(model.name, start + done, model.size))

        path = directory / file.name
        digest = sha256(path, report) if path.is_file() else "no file"
        if digest != file.sha256:
            wrong.append(mismatch(path, file.sha256, digest))
        before += file.size
    return wrong


def mismatch(path: Path, expected: str, found: str) -> str:
    return f"{path}: expected {expected}, found {found}"


def sha256(path: Path, report: Callable[[int], None] = lambda _done: None) -> str:
    """Return the file's digest; ``report`` hears how many bytes are done."""
    digest, done = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            done += len(chunk)
            report(done)
    return digest.hexdigest()


@contextmanager
def workplace(models_dir: Path, model: Model) -> Iterator[Path]:
    """Give this process, and no other, the folder in which the model is put together; waits for its turn."""
    work = models_dir / ".work" / model.name
    work.parent.mkdir(parents=True, exist_ok=True)
    with work.with_name(f"{model.name}.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        work.mkdir(exist_ok=True)
        yield work


def publish(models_dir: Path, model: Model, made: Path) -> InstalledModel:
    """Check the model's files in the folder ``made``, then rename it to its place; the disk has it all before that."""
    wrong = mismatches(model, made)
    if wrong:
        shutil.rmtree(made)
        raise ModelDigestError("; ".join(wrong))
    record = {file.name: file.sha256 for file in model.files}
    (made / _RECORD).write_text(json.dumps({"model": model.name, "sha256": record}, indent=2), encoding="utf-8")
    for path in (*made.iterdir(), made):
        sync(path)
    place, old = models_dir / model.name, made.with_name("replaced")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    made.rename(place)
    sync(models_dir)
    shutil.rmtree(made.parent)
    return installed(models_dir, model.name, catalogue=(model,))


def sync(path: Path) -> None:
    """Wait until the file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digests(model: Model) -> dict[str, str]:
    return {file.name: file.sha256 for file in model.files}


def _recorded(directory: Path) -> object:
    try:
        return json.loads((directory / _RECORD).read_text(encoding="utf-8"))["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _has_size(directory: Path, file: ModelFile) -> bool:
    path = directory / file.name
    return path.is_file() and path.stat().st_size == file.size
