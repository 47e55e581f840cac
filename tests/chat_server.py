"""A server on this machine that speaks OpenAI's chat completions, as an office's own model does."""

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class ChatServer(ThreadingHTTPServer):
    """``say`` makes the answer of the sentence in the question; prepared ``statuses``, or one ``answer``, come first.

    It remembers the questions whole (``asked``), their sentences (``said``), the keys, and how many came at once.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.say: Callable[[str], str] = lambda text: text
        self.answer: object = None
        self.statuses: list[int] = []
        self.headers: dict[str, str] = {}
        self.models = ["tiny"]
        self.asked: list[dict] = []
        self.said: list[str] = []
        self.keys: list[str | None] = []
        self.delay = 0.0
        self.busy = self.most = 0
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, *_):
        """A client that gave up waiting is what some tests are about."""


@contextlib.contextmanager
def serving() -> Iterator[ChatServer]:
    """Yield a server that answers, on a free loopback port."""
    server = ChatServer()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: ChatServer

    def do_GET(self):
        self.server.keys.append(self.headers["Authorization"])
        self.reply({"data": [{"id": name} for name in self.server.models]})

    def do_POST(self):
        server = self.server
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        sentence = body["messages"][-1]["content"].partition("「")[2].removesuffix("」")
        with server.lock:
            server.asked.append(body)
            server.said.append(sentence)
            server.busy += 1
            server.most = max(server.most, server.busy)
            status = server.statuses.pop(0) if server.statuses else 200
        time.sleep(server.delay)
        with server.lock:
            server.busy -= 1
        answer = {"choices": [{"message": {"content": server.say(sentence)}}]}
        self.reply(answer if server.answer is None else server.answer, status)

    def reply(self, value, status=200):
        data = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        for name, text in (self.server.headers if status != 200 else {}).items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        """Say nothing."""
