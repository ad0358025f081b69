"""An application that says hello."""

# <app>
from http.server import BaseHTTPRequestHandler, HTTPServer


class Hello(BaseHTTPRequestHandler):
    """Answers with a greeting."""

    def do_GET(self) -> None:
        """Answer a request."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"Hello")


# </app>
HTTPServer(("", 8000), Hello).serve_forever()
