"""A reader as a process of its own: paths of page images come in, what was read and what it cost goes out.

This file imports nothing but the standard library, so that it runs in any reader's environment.
"""

import json
import os
import resource
import sys
from collections.abc import Callable

Read = Callable[[str, str], dict[str, object]]
"""Takes the path of a page image and the direction of its text, returns at least ``lines``, the lines' texts."""


def serve(read: Read) -> None:
    """Answer each line of standard input, a path, a tab and a direction, with a line of JSON, until it ends.

    ``cpu_s`` is the processor time of this process and its children for that page, ``peak_mb`` the most memory so far.
    """
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # engines print what they like
    print(json.dumps({"ready": True}), file=answers, flush=True)
    for request in sys.stdin:
        path, direction = request.rstrip("\n").split("\t")
        before = _cpu_s()
        answer = read(path, direction)
        answer |= {"cpu_s": _cpu_s() - before, "peak_mb": _peak_mb()}
        print(json.dumps(answer), file=answers, flush=True)


def _cpu_s() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _peak_mb() -> float:
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1000
