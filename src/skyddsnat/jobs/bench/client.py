"""A client of its own process: threads that send ready-made requests one after the other and time the answers.

In, as JSON on standard input: {"port", "lanes": [[request, ...], ...], "status", "most", "seconds"}. Each lane is a
thread with one connection that goes round its requests until `most` are sent in all or the time is out.
Out, as JSON: {"times": [milliseconds, ...], "elapsed": seconds, "refused": count of answers with another status}.

Standard library alone, and little of it: what this process uses of the cores, the server lacks.
"""

import json
import socket
import sys
import threading
import time
from typing import Any

HOST = "127.0.0.1"
_WAIT = 30.0


class Lane:
    """One connection and what came of it."""

    def __init__(self, port: int, requests: list[str], status: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=_WAIT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.requests = [request.encode() for request in requests]
        self.expected = f"HTTP/1.1 {status} ".encode()
        self.times: list[float] = []
        self.refused = 0

    def run(self, start: threading.Barrier, most: int, seconds: float) -> None:
        """Send until the share of this lane is sent or the time is out."""
        start.wait()
        end = time.perf_counter() + seconds
        for number in range(most):
            begun = time.perf_counter()
            if begun > end:
                return
            answer = self._ask(self.requests[number % len(self.requests)])
            self.times.append((time.perf_counter() - begun) * 1000)
            self.refused += not answer.startswith(self.expected)

    def _ask(self, request: bytes) -> bytes:
        """The head of the answer; its body is read and dropped."""
        self.socket.sendall(request)
        head, _, body = self._until_head().partition(b"\r\n\r\n")
        missing = _length(head) - len(body)
        while missing > 0:
            missing -= len(self._received())
        return head

    def _until_head(self) -> bytes:
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._received()
        return data

    def _received(self) -> bytes:
        data = self.socket.recv(262_144)
        if not data:
            raise ConnectionError("the server closed the connection")
        return data


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


def run(plan: dict[str, Any]) -> dict[str, Any]:
    """Do what the plan says."""
    lanes = [Lane(plan["port"], requests, plan["status"]) for requests in plan["lanes"]]
    start = threading.Barrier(len(lanes) + 1)
    share = max(plan["most"] // len(lanes), 1)
    threads = [threading.Thread(target=lane.run, args=(start, share, plan["seconds"])) for lane in lanes]
    for thread in threads:
        thread.start()
    start.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    return {
        "times": [each for lane in lanes for each in lane.times],
        "elapsed": time.perf_counter() - begun,
        "refused": sum(lane.refused for lane in lanes),
    }


if __name__ == "__main__":
    json.dump(run(json.load(sys.stdin)), sys.stdout)
