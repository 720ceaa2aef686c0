# Asks a sample about each request on a line of its standard input (requests.fixture.ts says how it is written).
import importlib.util
import sys
from base64 import b64decode

NAMES = ["webhook-id", "webhook-timestamp", "webhook-signature", "x-di-signature"]

_, path, kind = sys.argv
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("verify", path)
sample = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sample)

for line in sys.stdin:
    keys, body, *values = line.rstrip("\n").split(",")
    texts = [b64decode(key).decode() for key in keys.split(";")]
    headers = {
        name: b64decode(value).decode("latin-1") for name, value in zip(NAMES, values) if value != "-"
    }
    try:
        answer = sample.is_from_tidings(texts if kind == "rsa" else texts[0], headers, b64decode(body))
        print({True: "true", False: "false"}.get(answer, repr(answer)))
    except Exception as error:
        print(repr(error))
