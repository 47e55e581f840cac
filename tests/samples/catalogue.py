"""The committed samples, for the demo, the tests and the benches."""

from dataclasses import dataclass
from pathlib import Path

from tests.samples.truth import Truth, load_truth

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sample:
    """A rendered document and the file that says what it says."""

    path: Path
    truth_path: Path

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def truth(self) -> Truth:
        return load_truth(self.truth_path)


def samples(folder: Path = FOLDER) -> tuple[Sample, ...]:
    """Every document in the folder that has its truth (``NAME.json``) beside it, by name."""
    return tuple(
        Sample(path, truth_path)
        for truth_path in sorted(folder.glob("*.json"))
        for path in sorted(folder.glob(f"{truth_path.stem}.*"))
        if path != truth_path
    )
