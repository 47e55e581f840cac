import subprocess
import sys

SCRIPT = """
import psutil
from workers import memory
pieces = [bytes(100_000) for _ in range(3000)]
kept = pieces[::100]
del pieces
before = psutil.Process().memory_info().rss
memory.give_back()
print(before - psutil.Process().memory_info().rss)
"""


def test_memory_between_pieces_that_are_kept_goes_back_to_the_system():
    # In a process of its own, for what others of this one have freed goes back, too.
    answer = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert int(answer.stdout) > 100_000_000
