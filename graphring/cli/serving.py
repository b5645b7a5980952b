"""One page on localhost, for a program on this machine that can take it from nowhere else."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from graphring.cli.words import say


def serve(page: str, port: int) -> None:
    """Serve the page until Ctrl-C; any other path is told that there is nothing."""
    body = page.encode()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path.partition("?")[0] == "/guide.html"
            self.send_response(200 if found else 404)
            self._allow()
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body) if found else 0))
            self.end_headers()
            self.wfile.write(body if found else b"")

        def do_OPTIONS(self) -> None:
            self.send_response(204)
            self._allow()
            self.end_headers()

        def _allow(self) -> None:
            """Browser is another origin, and asks first; the page holds no data of the graph."""
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "*")

        def log_message(self, *_: object) -> None:
            """Nobody needs a line for each request."""

    with ThreadingHTTPServer(("127.0.0.1", port), Answer) as server:
        say("Type this into Neo4j Browser; Ctrl-C ends it here:")
        print(f":guide http://localhost:{server.server_port}/guide.html", flush=True)  # noqa: T201 - the result
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("The guide is no longer served; what Browser has shown stays.")
