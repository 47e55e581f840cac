"""Debian's tesseract: jpn, and jpn_vert for vertical pages, which it is told of since it cannot tell by itself."""

import subprocess

from loop import serve

OPTIONS = {"horizontal": ["-l", "jpn", "--psm", "3"], "vertical": ["-l", "jpn_vert", "--psm", "5"]}


def read(path: str, direction: str) -> dict[str, object]:
    command = ["tesseract", path, "-", *OPTIONS[direction]]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {"lines": [line for line in text.splitlines() if line.strip()]}


serve(read)
