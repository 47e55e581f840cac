"""Whether the service can do its work."""

from collections.abc import Callable

from api.schemas import Readiness
from api.service import Service
from ingest import models
from ingest.errors import YakushoError

OCR_MODELS = ("ppocrv6-det-small", "ppocrv6-rec-small")
TRANSLATION_MODELS = ("qwen2.5-coder-1.5b-instruct-q4-k-m",)


def check(service: Service) -> Readiness:
    """Ask everything that the work needs."""
    storage = service.storage

    def database() -> None:
        with storage.snapshot() as session:
            session.connection().exec_driver_sql("SELECT 1")

    answers = {
        "database": _works(database),
        "objects": _works(lambda: storage.objects.exists("readyz")),
        "queue": _works(service.queue.check),
        "models": _works(lambda: [models.installed(service.settings.models, name) for name in wanted_models(service)]),
    }
    return Readiness(ready=all(answers.values()), **answers)


def wanted_models(service: Service) -> tuple[str, ...]:
    """Return the names of the models that the chosen engines use."""
    settings = service.settings
    reading = OCR_MODELS if settings.ocr_engine == "paddle" else ()
    return reading + (TRANSLATION_MODELS if settings.translator == "llama" else ())


def _works(check: Callable[[], object]) -> bool:
    try:
        check()
    except YakushoError:
        return False
    return True
