import base64
import hashlib
import hmac
from xml.etree import ElementTree

# What stands before a SHA-256 digest in a signature by RSA PKCS #1 v1.5.
SHA256_PREFIX = bytes.fromhex("3031300d060960864801650304020105000420")


def is_from_tidings(public_keys: list[str], headers, body: bytes) -> bool:
    """public_keys: every XML of this page, two while a key is being rotated.
    headers: request.headers of Flask, Django or FastAPI.
    body: the raw bytes, before any JSON parsing.
    """
    try:
        signature = base64.b64decode(headers.get("x-di-signature", ""), validate=True)
    except ValueError:
        return False
    return any(fits(signature, xml, body) for xml in public_keys)


def fits(signature: bytes, xml: str, body: bytes) -> bool:
    key = ElementTree.fromstring(xml)
    modulus, exponent = (
        int.from_bytes(base64.b64decode(key.findtext(name)), "big") for name in ("Modulus", "Exponent")
    )
    size = (modulus.bit_length() + 7) // 8
    number = int.from_bytes(signature, "big")
    if len(signature) != size or number >= modulus:
        return False
    digest = SHA256_PREFIX + hashlib.sha256(body).digest()
    expected = b"\x00\x01" + (size - len(digest) - 3) * b"\xff" + b"\x00" + digest
    return hmac.compare_digest(pow(number, exponent, modulus).to_bytes(size, "big"), expected)
