"""A translation model of the transformers family (Marian, M2M, NLLB …) from a local directory; nothing is downloaded.

It needs the extra ``transformers``. Decoding is without sampling, so the same sentence always gives the same English.
"""

import hashlib
import json
import warnings
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from ingest.errors import EngineError, EngineUnknownError, ModelMissingError
from ingest.model import Provenance
from ingest.translate import Target, Translation

_MOST_TOKENS = 512
_BEAMS = 4
_LANGUAGES = (("ja", "en"), ("jpn_Jpan", "eng_Latn"))
"""Source and target as M2M and NLLB name them; Marian models have one direction and no names."""


class HubTranslator:
    """Translates with the sequence-to-sequence model in a directory, as ``save_pretrained`` writes it."""

    def __init__(self, directory: str) -> None:
        """Raises ``EngineUnknownError`` without the extra and ``ModelMissingError`` without the model."""
        try:
            self._torch = import_module("torch")
            transformers = import_module("transformers")
        except ImportError as error:
            raise EngineUnknownError("translator 'hub' needs the extra: pip install 'yakusho[transformers]'") from error
        folder = Path(directory)
        if not directory or not (folder / "config.json").is_file():
            raise ModelMissingError("hub_model names no directory with a config.json")
        try:
            with warnings.catch_warnings():
                # Marian's tokenizer wants it for the punctuation of European source languages.
                warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
                self._tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
            self._model = transformers.AutoModelForSeq2SeqLM.from_pretrained(folder, local_files_only=True).eval()
        except (OSError, ValueError) as error:
            raise EngineError(f"transformers cannot load hub_model: {type(error).__name__}") from error
        self._options = self._choose_languages()
        self._provenance = Provenance(_name(folder), f"transformers {transformers.__version__}", _digests(folder))

    @property
    def provenance(self) -> Provenance:
        return self._provenance

    def translate(self, sentences: Sequence[str], target: Target = Target.ENGLISH) -> tuple[Translation, ...]:
        """In one batch, padded to the longest; the score is the sequence's mean log probability a token."""
        if target is not Target.ENGLISH:
            raise EngineUnknownError("translator 'hub' translates into English only")
        if not sentences:
            return ()
        try:
            return self._generate(list(sentences))
        except (RuntimeError, ValueError, IndexError) as error:
            raise EngineError(f"transformers: {type(error).__name__}") from error

    def _generate(self, sentences: list[str]) -> tuple[Translation, ...]:
        with self._torch.inference_mode():
            given = self._tokenizer(sentences, return_tensors="pt", padding=True, truncation=True)
            limit = min(_MOST_TOKENS, 16 + 3 * int(given["input_ids"].shape[1]))
            output = self._model.generate(
                **given,
                **self._options,
                num_beams=_BEAMS,
                do_sample=False,
                max_new_tokens=limit,
                max_length=None,
                return_dict_in_generate=True,
                output_scores=True,
            )
        texts = self._tokenizer.batch_decode(output.sequences, skip_special_tokens=True)
        scores = output.sequences_scores.tolist()
        return tuple(Translation(text.strip(), score) for text, score in zip(texts, scores, strict=True))

    def _choose_languages(self) -> dict[str, Any]:
        """Tell models of many languages to go from Japanese to English."""
        codes = getattr(self._tokenizer, "lang_code_to_token", None) or {}
        known = {*codes, *getattr(self._tokenizer, "additional_special_tokens", [])}
        for source, target in _LANGUAGES:
            if target in known:
                self._tokenizer.src_lang = source
                token = codes.get(target, target)
                return {"forced_bos_token_id": self._tokenizer.convert_tokens_to_ids(token)}
        return {}


def _name(folder: Path) -> str:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return str(config.get("_name_or_path") or folder.name)


def _digests(folder: Path) -> dict[str, str]:
    """The sha256 of each weight and vocabulary file."""
    wanted = (".safetensors", ".bin", ".spm", ".json", ".model")
    digests = {}
    for path in sorted(folder.iterdir()):
        if path.suffix in wanted:
            with path.open("rb") as file:
                digests[path.name] = hashlib.file_digest(file, "sha256").hexdigest()
    return digests
