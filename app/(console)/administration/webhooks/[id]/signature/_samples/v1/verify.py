import base64
import hmac
import time


def is_from_tidings(secret: str, headers, body: bytes) -> bool:
    """secret: "whsec_…" from this page. headers: request.headers of Flask, Django or FastAPI.
    body: the raw bytes, before any JSON parsing.
    """
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    try:
        age = int(time.time()) - int(timestamp)
    except ValueError:
        return False
    if abs(age) > 300:
        return False  # too old: somebody may be repeating it

    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    expected = b"v1," + base64.b64encode(hmac.digest(key, signed, "sha256"))

    # Several signatures, separated by spaces, while a secret is being rotated.
    signatures = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(each.encode(), expected) for each in signatures)
