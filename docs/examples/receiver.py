# Receives webhooks: pip install standardwebhooks
#                    WEBHOOK_SECRET=whsec_... PORT=8080 python3 receiver.py
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from standardwebhooks.webhooks import Webhook

if TYPE_CHECKING:
    from glacier_events import GlacierEvent

if not os.environ.get("WEBHOOK_SECRET"):
    sys.exit(
        "WEBHOOK_SECRET is not set: use your endpoint's secret, or run: npx glacier-jobs listen --print-secret"
    )
webhook = Webhook(os.environ["WEBHOOK_SECRET"])


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        try:
            event: "GlacierEvent" = webhook.verify(body, dict(self.headers))
        except Exception:
            return self.answer(401)
        print(f"received {event['type']} {event['id']}", flush=True)
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("", int(os.environ.get("PORT", "8080"))), Receiver)
print(f"listening on {server.server_port}", flush=True)
server.serve_forever()
