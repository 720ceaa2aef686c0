import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { buildSync } from "esbuild";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { keyIdOf, loadKeyring, type SecretPlace } from "./keyring";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tidings-keyring-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
});

const PLACE: SecretPlace = {
  accountId: 1,
  table: "webhook_revisions",
  row: "018f",
  column: "authentication.password",
};
const newKey = () => randomBytes(32).toString("base64");
const keyringOf = (TIDINGS_SECRET_KEY?: string) => loadKeyring({ TIDINGS_SECRET_KEY, DATA_DIR: dataDir });

describe("a sealed credential", () => {
  it("opens where it was sealed, whatever it holds", () => {
    const keyring = keyringOf();
    for (const text of ["secret", "", "Größe 😀", "a\0b", "x".repeat(100_000)]) {
      expect(keyring.open(keyring.seal(text, PLACE), PLACE)).toBe(text);
    }
  });

  it("shows nothing of its text, and looks different each time", () => {
    const keyring = keyringOf();
    const [a, b] = [keyring.seal("hunter2", PLACE), keyring.seal("hunter2", PLACE)];
    expect(a).not.toContain("hunter2");
    expect(a).not.toContain(Buffer.from("hunter2").toString("base64url"));
    expect(a).not.toBe(b);
  });

  it.each<Partial<SecretPlace>>([
    { accountId: 2 },
    { table: "connectors" },
    { row: "018e" },
    { column: "authentication.value" },
  ])("can't be moved to another place: %o", (elsewhere) => {
    const keyring = keyringOf();
    expect(keyring.open(keyring.seal("secret", PLACE), { ...PLACE, ...elsewhere })).toBeNull();
  });

  it("doesn't open when any part of it was changed or is missing", () => {
    const keyring = keyringOf();
    const sealed = keyring.seal("secret", PLACE);
    const [id, nonce, tag, text] = sealed.split(".") as [string, string, string, string];
    const damaged = [
      [`${id}x`, nonce, tag, text],
      [id, flip(nonce), tag, text],
      [id, nonce, flip(tag), text],
      [id, nonce, tag.slice(0, 8), text],
      [id, nonce, tag, flip(text)],
      [id, nonce, tag],
      [id],
      ["", "", "", ""],
    ];
    for (const parts of damaged) expect(keyring.open(parts.join("."), PLACE)).toBeNull();
    expect(keyring.open("not sealed at all", PLACE)).toBeNull();
  });

  it("doesn't open under another key", () => {
    const sealed = keyringOf(newKey()).seal("secret", PLACE);
    expect(keyringOf(newKey()).open(sealed, PLACE)).toBeNull();
  });
});

/** Another first character of the same length. */
const flip = (part: string) => (part.startsWith("A") ? "B" : "A") + part.slice(1);

describe("TIDINGS_SECRET_KEY", () => {
  it("may name several keys: the first seals, each opens", () => {
    const [old, fresh] = [newKey(), newKey()];
    const sealedBefore = keyringOf(`old:${old}`).seal("secret", PLACE);
    const both = keyringOf(`new:${fresh},old:${old}`);
    expect(both.open(sealedBefore, PLACE)).toBe("secret");
    const sealedNow = both.seal("secret", PLACE);
    expect(sealedNow.startsWith("new.")).toBe(true);
    expect(keyringOf(`new:${fresh}`).open(sealedNow, PLACE)).toBe("secret");
    expect(keyringOf(`new:${fresh}`).open(sealedBefore, PLACE)).toBeNull();
  });

  it("may be a key without a name, which its own fingerprint names", () => {
    const [key, other] = [newKey(), newKey()];
    const sealed = keyringOf(key).seal("secret", PLACE);
    expect(sealed).toMatch(/^[0-9a-f]{8}\./);
    expect(keyringOf(`${other},${key}`).open(sealed, PLACE)).toBe("secret");
    expect(keyringOf(`${sealed.slice(0, 8)}:${key}`).open(sealed, PLACE)).toBe("secret");
  });

  it("may have blanks and line breaks around its keys", () => {
    const [a, b] = [newKey(), newKey()];
    const sealed = keyringOf(`a:${a}`).seal("secret", PLACE);
    expect(keyringOf(` b:${b} ,\n a:${a}\n`).open(sealed, PLACE)).toBe("secret");
  });

  it.each([
    ["too short", randomBytes(16).toString("base64")],
    ["too long", randomBytes(33).toString("base64")],
    ["no Base64", "correct horse battery staple"],
    ["empty beside another", `a:${newKey()},`],
    ["a name alone", "a:"],
    ["hexadecimal", randomBytes(32).toString("hex")],
  ])("is refused by name and with a remedy when a key is %s, without repeating it", (_, text) => {
    expect(() => keyringOf(text)).toThrow(/TIDINGS_SECRET_KEY must be 32 bytes in Base64.*openssl/);
    try {
      keyringOf(text);
    } catch (error) {
      expect(String(error)).not.toContain(text);
    }
  });

  it("is refused when two keys have the same name, for then one of them could never open anything", () => {
    expect(() => keyringOf(`a:${newKey()},a:${newKey()}`)).toThrow(/TIDINGS_SECRET_KEY/);
  });

  it("is refused when a key's name has a dot, which would cut what it seals in the wrong places", () => {
    expect(() => keyringOf(`a.b:${newKey()}`)).toThrow(/TIDINGS_SECRET_KEY/);
  });
});

describe("secret.key", () => {
  const file = () => join(dataDir, "secret.key");

  it("is made once, for its owner's eyes alone, and stays the same", () => {
    const sealed = keyringOf().seal("secret", PLACE);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    const text = readFileSync(file(), "utf8");
    expect(Buffer.from(text.trim(), "base64")).toHaveLength(32);
    expect(keyringOf().open(sealed, PLACE)).toBe("secret");
    expect(readFileSync(file(), "utf8")).toBe(text);
  });

  it("is not made where the environment has a key", () => {
    keyringOf(newKey());
    expect(() => statSync(file())).toThrow();
  });

  it("is made in a folder that isn't there yet", () => {
    const inside = join(dataDir, "new", "folder");
    loadKeyring({ DATA_DIR: inside }).seal("x", PLACE);
    expect(statSync(join(inside, "secret.key")).isFile()).toBe(true);
  });

  it("may hold several keys, one a line: the first seals, each opens", () => {
    const sealed = keyringOf().seal("secret", PLACE);
    const old = readFileSync(file(), "utf8");
    for (const text of [
      `${newKey()}\n${old}`,
      `${newKey()},\r\n\n${old}\n`,
      `next:${newKey()}\n${old.trim()}`,
    ]) {
      writeFileSync(file(), text);
      const keyring = keyringOf();
      expect(keyring.keyIds).toHaveLength(2);
      expect(keyring.open(sealed, PLACE)).toBe("secret");
      expect(keyIdOf(keyring.seal("x", PLACE))).toBe(keyring.keyIds[0]);
      expect(keyIdOf(sealed)).toBe(keyring.keyIds[1]);
    }
  });

  it("says what is wrong with it when it was damaged", () => {
    writeFileSync(file(), "damaged\n");
    expect(() => keyringOf()).toThrow(/32 bytes in Base64/);
  });

  it("is one key for all that start at the same moment", async () => {
    const bundle = buildSync({
      stdin: {
        contents: `
          import { parentPort, workerData } from "node:worker_threads";
          import { loadKeyring } from "./lib/keyring";
          const { gate, dataDir, place } = workerData;
          const cells = new Int32Array(gate);
          Atomics.add(cells, 0, 1);
          while (Atomics.load(cells, 0) < 4);
          parentPort.postMessage(loadKeyring({ DATA_DIR: dataDir }).seal("secret", place));`,
        resolveDir: process.cwd(),
      },
      ...{ bundle: true, write: false, platform: "node", format: "cjs", target: "node20" },
    });
    const code = bundle.outputFiles[0]?.text as string;
    const gate = new SharedArrayBuffer(4);
    const sealed = await Promise.all(
      [1, 2, 3, 4].map(
        () =>
          new Promise<string>((resolve, reject) => {
            const worker = new Worker(code, { eval: true, workerData: { gate, dataDir, place: PLACE } });
            worker.once("message", resolve).once("error", reject);
          }),
      ),
    );
    const keyring = keyringOf();
    for (const text of sealed) expect(keyring.open(text, PLACE)).toBe("secret");
  });
});

describe("a derived key", () => {
  it("follows from the first key and its purpose", () => {
    const [a, b] = [newKey(), newKey()];
    const derived = keyringOf(a).derive("cookies");
    expect(keyringOf(a).derive("cookies")).toBe(derived);
    expect(keyringOf(`${a},${b}`).derive("cookies")).toBe(derived);
    expect(keyringOf(a).derive("another")).not.toBe(derived);
    expect(keyringOf(b).derive("cookies")).not.toBe(derived);
    expect(keyringOf(`b:${b},a:${a}`).derive("cookies", "a")).toBe(derived);
  });
});
