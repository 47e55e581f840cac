"""The words in which a model is declared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file by name; ``size`` in bytes, ``sha256`` in hexadecimal. The digest is what is trusted, never the source."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file in a hub's repository at a pinned revision; the hub's address is given when it is fetched."""

    repository: str
    revision: str
    path: str


@dataclass(frozen=True, slots=True)
class PackagePart:
    """A stretch of a file that lies as ``member`` in the wheel, or else in the ``sdist``, of a PyPI distribution.

    ``sha256`` is that of the wheel or sdist, ``size`` the bytes of the member when unpacked.
    """

    distribution: str
    version: str
    sha256: str
    member: str
    size: int
    sdist: bool = False


@dataclass(frozen=True, slots=True)
class Model:
    """A model: one file to download, where it may come from, and the files that are installed.

    ``prepare`` makes the installed files in a folder (second argument) from the download (first argument); without it
    the download is installed as it is. ``made_from`` names what the model was made from, with its licence.
    """

    name: str
    purpose: str
    licence: str
    made_from: str
    download: ModelFile
    files: tuple[ModelFile, ...]
    hub: HubFile | None = None
    parts: tuple[PackagePart, ...] = ()
    prepare: Callable[[Path, Path], None] | None = None

    @property
    def size(self) -> int:
        """Bytes on disk once installed."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model on disk. ``digests`` maps each file's name to its sha256, the first file being the main one."""

    name: str
    directory: Path
    digests: Mapping[str, str]

    @property
    def main_file(self) -> Path:
        return self.directory / next(iter(self.digests))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work on one model is, in bytes; while it is fetched, in bytes of its download."""

    model: str
    done: int
    total: int


Report = Callable[[Progress], None]


def ignore(_progress: Progress) -> None:
    """Take a progress report and say nothing."""
