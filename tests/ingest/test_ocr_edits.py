import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_numpy

from ingest.ocr.edits import prepare_detection, prepare_recognition, without_denormals

TINY = np.finfo(np.float32).tiny
CHARACTERS = ["東", "带", "京", "规", "☑", "é"]
KEPT = ["東", "京", "☑"]
FEATURES = 4


def save_model(path: Path, weights: dict[str, np.ndarray], metadata: dict[str, str], classes: int) -> Path:
    """Write a network of one layer: x @ weights + bias, then a softmax."""
    helper = onnx.helper
    graph = helper.make_graph(
        [
            helper.make_node("MatMul", ["x", "weights"], ["product"]),
            helper.make_node("Add", ["product", "bias"], ["sum"]),
            helper.make_node("Softmax", ["sum"], ["y"], axis=-1),
        ],
        "tiny",
        [helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, ["n", FEATURES])],
        [helper.make_tensor_value_info("y", onnx.TensorProto.FLOAT, ["n", classes])],
        [onnx.numpy_helper.from_array(values, name) for name, values in weights.items()],
    )
    model = helper.make_model(graph, ir_version=10, opset_imports=[helper.make_opsetid("", 11)])
    helper.set_model_props(model, metadata)
    onnx.save(model, path)
    return path


def run(path: Path, x: np.ndarray) -> np.ndarray:
    return np.asarray(onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]).run(None, {"x": x})[0])


def random_weights(classes: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(3)
    return {
        "weights": random.normal(size=(FEATURES, classes)).astype(np.float32),
        "bias": random.normal(size=classes).astype(np.float32),
    }


@pytest.fixture
def recognition(tmp_path: Path) -> Path:
    classes = len(CHARACTERS) + 2
    return save_model(tmp_path / "rec.onnx", random_weights(classes), {"character": "\n".join(CHARACTERS)}, classes)


def prepared(prepare: object, download: Path, directory: Path) -> Path:
    assert callable(prepare)
    directory.mkdir()
    prepare(download, directory)
    return directory


def test_recognition_keeps_the_scores_of_the_characters_that_are_left(recognition: Path, tmp_path: Path) -> None:
    directory = prepared(prepare_recognition, recognition, tmp_path / "made")

    x = np.random.default_rng(5).normal(size=(2, FEATURES)).astype(np.float32)
    whole, pruned = run(recognition, x), run(directory / "inference.onnx", x)
    blank, space = 0, len(CHARACTERS) + 1
    kept = [blank, *(CHARACTERS.index(character) + 1 for character in KEPT), space]
    rest = whole[:, kept] / whole[:, kept].sum(axis=1, keepdims=True)
    np.testing.assert_allclose(pruned, rest, rtol=1e-5)


def test_recognition_is_told_its_characters_and_the_width_of_crops(recognition: Path, tmp_path: Path) -> None:
    directory = prepared(prepare_recognition, recognition, tmp_path / "made")

    configuration = json.loads((directory / "inference.yml").read_text(encoding="utf-8"))
    assert configuration["PostProcess"]["character_dict"] == KEPT
    assert {"RecResizeImg": {"image_shape": [3, 48, 96]}} in configuration["PreProcess"]["transform_ops"]


def test_a_recognition_model_of_another_shape_is_refused(tmp_path: Path) -> None:
    model = save_model(tmp_path / "rec.onnx", random_weights(5), {"character": "\n".join(CHARACTERS)}, 5)

    with pytest.raises(ValueError, match="0 tensors with 8 classes"):
        prepare_recognition(model, tmp_path)


def test_detection_loses_its_denormal_weights_and_nothing_else(tmp_path: Path) -> None:
    weights = random_weights(3)
    weights["weights"][0] = [TINY / 2, -TINY / 4, TINY]
    download = save_model(tmp_path / "det.onnx", weights, {}, 3)

    directory = prepared(prepare_detection, download, tmp_path / "made")

    edited = {t.name: onnx.numpy_helper.to_array(t) for t in onnx.load(directory / "inference.onnx").graph.initializer}
    assert edited["weights"][0].tolist() == [0.0, 0.0, TINY]
    np.testing.assert_array_equal(edited["weights"][1:], weights["weights"][1:])
    np.testing.assert_array_equal(edited["bias"], weights["bias"])


@pytest.mark.parametrize("prepare", [prepare_detection, prepare_recognition])
def test_the_same_download_gives_the_same_bytes(prepare: object, recognition: Path, tmp_path: Path) -> None:
    one, two = (prepared(prepare, recognition, tmp_path / name) for name in ("one", "two"))

    for name in ("inference.onnx", "inference.yml"):
        assert (one / name).read_bytes() == (two / name).read_bytes()


@given(st_numpy.arrays(np.float32, st.integers(0, 20), elements=st.floats(width=32, allow_nan=False)))
def test_only_denormal_numbers_become_zero(weights: np.ndarray) -> None:
    result = without_denormals(weights)

    normal = np.abs(weights) >= TINY
    np.testing.assert_array_equal(result[normal], weights[normal])
    assert not result[~normal].any()
