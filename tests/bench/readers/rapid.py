"""rapidocr as it comes, in its own environment."""

from loop import serve
from rapidocr import RapidOCR


def main() -> None:
    engine = RapidOCR()

    def read(path: str, _: str) -> dict[str, object]:
        return {"lines": list(engine(path).txts or ())}

    serve(read)


main()
