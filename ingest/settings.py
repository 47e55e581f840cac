"""The one settings object. Only entry points read the environment; everything else is handed its own values."""

import os
import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from ingest.errors import SettingsError

PREFIX = "YAKUSHO_"


def _xdg(variable: str, fallback: str) -> Path:
    base = os.environ.get(variable)
    return (Path(base) if base else Path.home() / fallback) / "yakusho"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting and its default; `YAKUSHO_` and the upper-case name set it, the README's table explains it."""

    data_dir: Path | None = None
    models_dir: Path | None = None
    forms_dir: Path | None = None
    model_sources: str = ""
    database_url: str = ""
    objects_url: str = ""
    s3_credentials: Path | None = None
    queue_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8470
    language: str = ""
    max_upload_mb: int = 200
    max_pages: int = 2000
    max_page_megapixels: int = 120
    max_text_chars: int = 50_000
    render_dpi: int = 200
    open_seconds: int = 120
    open_memory_mb: int = 2048
    read_seconds: int = 300
    ocr_engine: str = "paddle"
    translator: str = "llama"
    plain_profile: str = "residents"
    lexicon: str = ""
    readings: str = ""
    plain_polish: str = ""
    formal_style: str = "polite"
    glossary: str = ""
    japanese_style: str = "translated"
    hub_model: str = ""
    server_url: str = ""
    server_model: str = ""
    server_key_file: Path | None = None
    engine_threads: int = 0
    lease_seconds: int = 60
    max_attempts: int = 4
    sweep_seconds: int = 2

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Read the settings; an unknown name under the prefix or a value of the wrong type is a ``SettingsError``."""
        known = {PREFIX + setting.name.upper(): setting.name for setting in fields(cls)}
        kinds = typing.get_type_hints(cls)
        values: dict[str, typing.Any] = {}
        for variable, text in environment.items():
            if not variable.startswith(PREFIX):
                continue
            if variable not in known:
                raise SettingsError(f"{variable} is not a setting")
            name = known[variable]
            values[name] = _parse(variable, text, kinds[name])
        return cls(**values)

    @property
    def data(self) -> Path:
        return self.data_dir or _xdg("XDG_DATA_HOME", ".local/share")

    @property
    def models(self) -> Path:
        return self.models_dir or _xdg("XDG_CACHE_HOME", ".cache") / "models"

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data / 'yakusho.db'}"

    @property
    def objects(self) -> str:
        return self.objects_url or (self.data / "objects").absolute().as_uri()


def _parse(variable: str, text: str, kind: object) -> str | int | Path:
    if kind is int:
        if not text.isascii() or not text.isdecimal():
            raise SettingsError(f"{variable} is not a whole number from 0 up")
        return int(text)
    return text if kind is str else Path(text)
