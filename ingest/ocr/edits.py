"""What is changed in the OCR models when they are installed, once, so that they are faster and answer in Japanese.

The same download gives the same bytes: the ONNX file is rewritten in protobuf's deterministic form, and the digests of
the results are declared in the catalogue. They hold for the onnx version in requirements.lock; one that wrote the
format in another way would be noticed at install, and a bundle made elsewhere still serves.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ingest.ocr.characters import is_printed

if TYPE_CHECKING:
    import onnx

MODEL_FILE = "inference.onnx"
CONFIGURATION_FILE = "inference.yml"
DETECTION = "PP-OCRv6_small_det"
RECOGNITION = "PP-OCRv6_small_rec"
CROP_SHAPE = [3, 48, 96]
"""Channels, height and least width of a line image; to pad every crop to 320, as it comes, takes 1.35 times as long."""

_FIRST_NORMAL = np.finfo(np.float32).tiny


def prepare_detection(download: Path, directory: Path) -> None:
    """Write the installed detection model into ``directory``: its 255,958 denormal weights become zero.

    The output of the network stays bit for bit the same; a processor takes about three times as long over denormals.
    """
    import onnx

    model = onnx.load(download)
    for tensor in model.graph.initializer:
        if tensor.data_type == onnx.TensorProto.FLOAT:
            _replace(tensor, without_denormals(onnx.numpy_helper.to_array(tensor)))
    _save(model, directory)
    _configure(
        directory,
        DETECTION,
        [
            {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
            {"DetResizeForTest": {"resize_long": 960}},
            {
                "NormalizeImage": {
                    "mean": [0.485, 0.456, 0.406],
                    "std": [0.229, 0.224, 0.225],
                    "scale": "1./255.",
                    "order": "hwc",
                }
            },
            {"ToCHWImage": None},
        ],
        {"name": "DBPostProcess", "thresh": 0.3, "box_thresh": 0.6, "max_candidates": 1000, "unclip_ratio": 1.5},
    )


def prepare_recognition(download: Path, directory: Path) -> None:
    """Write the installed recognition model into ``directory``: it answers only with characters that offices print.

    The classes are cut out of the last layer, before the softmax, so that the confidences are those among the rest.
    """
    import onnx

    model = onnx.load(download)
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    known = metadata["character"].split("\n")
    kept = [index for index, character in enumerate(known) if is_printed(character)]
    # Class 0 is CTC's blank, the last one the space that PaddleOCR adds to the list.
    classes = np.array([0, *(index + 1 for index in kept), len(known) + 1])
    _keep_classes(model, classes, known_classes=len(known) + 2)
    characters = [known[index] for index in kept]
    for entry in model.metadata_props:
        if entry.key == "character":
            entry.value = "\n".join(characters)
    _save(model, directory)
    _configure(
        directory,
        RECOGNITION,
        [
            {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
            {"RecResizeImg": {"image_shape": CROP_SHAPE}},
        ],
        {"name": "CTCLabelDecode", "character_dict": characters},
    )


def without_denormals(weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the weights with every denormal number as zero."""
    return np.where(np.abs(weights) < _FIRST_NORMAL, np.float32(0), weights)


def _keep_classes(model: "onnx.ModelProto", classes: NDArray[np.int64], known_classes: int) -> None:
    import onnx

    cut = 0
    for tensor in model.graph.initializer:
        if tensor.dims and tensor.dims[-1] == known_classes:
            _replace(tensor, np.ascontiguousarray(onnx.numpy_helper.to_array(tensor)[..., classes]))
            cut += 1
    if cut != 2:  # the weights and the bias of the one last layer
        raise ValueError(f"{cut} tensors with {known_classes} classes")
    model.graph.output[0].type.tensor_type.shape.dim[-1].dim_value = len(classes)
    del model.graph.value_info[:]


def _replace(tensor: "onnx.TensorProto", values: NDArray[np.float32]) -> None:
    del tensor.float_data[:]
    tensor.dims[:] = values.shape
    tensor.raw_data = values.astype("<f4").tobytes()


def _save(model: "onnx.ModelProto", directory: Path) -> None:
    (directory / MODEL_FILE).write_bytes(model.SerializeToString(deterministic=True))


def _configure(directory: Path, name: str, transform: list[dict[str, Any]], postprocess: dict[str, Any]) -> None:
    """Write what PaddleOCR reads beside a model. JSON is YAML, and its text is the same with every library version."""
    values = {
        "Global": {"model_name": name},
        "PreProcess": {"transform_ops": transform},
        "PostProcess": postprocess,
    }
    text = json.dumps(values, ensure_ascii=False, indent=1)
    (directory / CONFIGURATION_FILE).write_text(text + "\n", encoding="utf-8")
