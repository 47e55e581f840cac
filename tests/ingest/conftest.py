import ingest.ocr  # noqa: F401 - its import switches ONNX Runtime's telemetry off, before any test imports that
