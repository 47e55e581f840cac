"""PaddleOCR on ONNX Runtime as it comes: its own defaults and the unchanged PP-OCRv6 small models.

    stock.py MODELS

MODELS is the folder with the ONNX files as rapidocr ships them. The page and line orientation models and the unwarping
model, which PaddleOCR would load from a hub and run as well, are left out: with them it takes longer still.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

import onnx
from loop import serve

from ingest.ocr.edits import DETECTION, RECOGNITION
from ingest.ocr.paddle import import_paddleocr

NORMALISE = {"mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225], "scale": "1./255.", "order": "hwc"}
DECODE = {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}}


def write_models(source: Path, target: Path) -> None:
    """Lay the models out as PaddleOCR expects them, with the configuration that the vendor ships."""
    for name, file in ((DETECTION, "PP-OCRv6_det_small.onnx"), (RECOGNITION, "PP-OCRv6_rec_small.onnx")):
        (target / name).mkdir()
        shutil.copyfile(source / file, target / name / "inference.onnx")
    known = {entry.key: entry.value for entry in onnx.load(source / "PP-OCRv6_rec_small.onnx").metadata_props}
    finding = [DECODE, {"DetResizeForTest": {"resize_long": 960}}, {"NormalizeImage": NORMALISE}, {"ToCHWImage": None}]
    reading = [DECODE, {"RecResizeImg": {"image_shape": [3, 48, 320]}}]
    boxes = {"name": "DBPostProcess", "thresh": 0.3, "box_thresh": 0.6, "max_candidates": 1000, "unclip_ratio": 1.5}
    characters = {"name": "CTCLabelDecode", "character_dict": known["character"].split("\n")}
    for name, steps, after in ((DETECTION, finding, boxes), (RECOGNITION, reading, characters)):
        values = {"Global": {"model_name": name}, "PreProcess": {"transform_ops": steps}, "PostProcess": after}
        (target / name / "inference.yml").write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")


def main(models: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder)
        write_models(models, target)
        engine = import_paddleocr().PaddleOCR(
            text_detection_model_name=DETECTION,
            text_detection_model_dir=str(target / DETECTION),
            text_recognition_model_name=RECOGNITION,
            text_recognition_model_dir=str(target / RECOGNITION),
            use_doc_orientation_classify=False,
            use_doc_unwarping=False,
            use_textline_orientation=False,
            engine="onnxruntime",
        )

        def read(path: str, _: str) -> dict[str, object]:
            return {"lines": [text for page in engine.predict(path) for text in page["rec_texts"]]}

        serve(read)


main(Path(sys.argv[1]))
