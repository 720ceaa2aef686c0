import base64
import time

# Python's own library has no Ed25519: pip install cryptography
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def is_from_tidings(public_key: str, headers, body: bytes) -> bool:
    """public_key: "whpk_…" from this page. headers: request.headers of Flask, Django or FastAPI.
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

    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key.removeprefix("whpk_")))
    signed = f"{message_id}.{timestamp}.".encode() + body

    # Several signatures, separated by spaces, while a key is being rotated.
    for each in headers.get("webhook-signature", "").split(" "):
        version, _, value = each.partition(",")
        if version != "v1a":
            continue
        try:
            key.verify(base64.b64decode(value), signed)
            return True
        except (ValueError, InvalidSignature):
            continue
    return False
