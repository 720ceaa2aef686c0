import { describe, expect, it } from "vitest";
import { readDocument } from "./document";
import { FaultyFile, type FileProblem } from "./faulty-file";

const read = (text: string) => readDocument(Buffer.from(text));

function faultsOf(text: string | Buffer): FileProblem[] {
  try {
    readDocument(Buffer.from(text));
  } catch (error) {
    if (error instanceof FaultyFile) return error.problems;
    throw error;
  }
  throw new Error("the file was taken");
}

describe("a configuration file", () => {
  it("is YAML or JSON, tabs included, with or without a byte order mark", () => {
    const expected = { tidings: 1, webhooks: [{ label: "Yes" }] };
    for (const text of [
      "tidings: 1\nwebhooks:\n  - label: Yes\n",
      '{\n\t"tidings": 1,\n\t"webhooks": [\n\t\t{"label": "Yes"}\n\t]\n}',
      "\ufefftidings: 1\nwebhooks: [{label: Yes}]",
    ]) {
      expect(read(text)).toMatchObject(expected);
    }
  });

  it("may say once what several webhooks share", () => {
    const text = "tidings: 1\nwebhooks:\n  - &a {label: A, url: u}\n  - {<<: *a, label: B}\n";
    expect(read(text).webhooks).toEqual([
      { label: "A", url: "u" },
      { label: "B", url: "u" },
    ]);
  });

  it("knows the line of every path, as far as the path leads", () => {
    const file = read("tidings: 1\nwebhooks:\n  - label: A\n    triggers:\n      - type: x\n");
    expect(file.at("webhooks.0.triggers.0.type")).toEqual({ line: 5, column: 9 });
    expect(file.at("webhooks.0.url")).toEqual({ line: 3, column: 5 });
    expect(file.at("webhooks.7.url")).toEqual({ line: 2, column: 1 });
    expect(file.at("colour")).toEqual({});
  });
});

describe("a fault of syntax is told with its line and column, and without what stands there", () => {
  it.each<[string, string, number, number, RegExp]>([
    ["a key that stands twice", "tidings: 1\ntidings: 1", 2, 1, /unique/],
    ["a list that isn't closed", "tidings: 1\nwebhooks: [\n", 3, 1, /end with a \]/],
    ["a wrong indentation", "tidings: 1\nwebhooks:\n  - label: A\n url: x", 4, 1, /same column/],
    ["a tab", "webhooks:\n\t- label: A", 2, 1, /Tabs/],
    ["a tag", "tidings: 1\nwebhooks: !env [s3cret]", 2, 11, /Unresolved tag/],
    ["a second document", "tidings: 1\n---\ntidings: 1", 2, 1, /another document/],
    ["broken JSON", '{"tidings": 1,\n "webhooks" [}', 2, 13, /./],
  ])("%s", (_, text, line, column, message) => {
    const [fault] = faultsOf(text);
    expect(fault).toMatchObject({ line, column, message: expect.stringMatching(message) });
    expect(fault?.remedy).toMatch(/^[A-Z].*\.$/);
    expect(JSON.stringify(fault)).not.toContain("s3cret");
  });

  it("an alias without its anchor, and one that stands for gigabytes", () => {
    expect(faultsOf("tidings: 1\nwebhooks: *nope")[0]?.message).toMatch(/nope/);
    const tenfold = (name: string, of: string) => `${name}: &${name} [${Array(10).fill(of).join(",")}]\n`;
    const bomb = tenfold("a", "x") + tenfold("b", "*a") + tenfold("c", "*b") + tenfold("d", "*c");
    expect(faultsOf(bomb)[0]?.message).toMatch(/alias/);
  });

  it.each(["[", "- ", "{a: ", "? ", "[[{a: "])("20,000 times %j", (text) => {
    expect(faultsOf(text.repeat(20_000))).toMatchObject([{ message: "nests too deep" }]);
  });

  it("bytes that are not UTF-8", () => {
    expect(faultsOf(Buffer.from([0xff, 0xfe]))).toMatchObject([{ message: "is not UTF-8" }]);
  });
});

describe("what is no configuration", () => {
  it.each<[string, string[]]>([
    ["", [""]],
    ["[]", [""]],
    ["hello", [""]],
    ["tidings: 1", ["webhooks"]],
    ["webhooks: []", ["tidings"]],
    ["tidings: 2\nwebhooks: []", ["tidings"]],
    ["tidings: '1'\nwebhooks: {}", ["tidings", "webhooks"]],
    ["tidings: 1\nwebhooks: []\ncolour: red", ["colour"]],
    ["tidings: 1\nwebhooks: []\ndataCenters: []", ["dataCenters"]],
    ["tidings: 1\nwebhooks: []\ndataCenters: [1, x]", ["dataCenters.1"]],
  ])("%j is refused at %j", (text, paths) => {
    const faults = faultsOf(text);
    expect(faults.map(({ path }) => path)).toEqual(paths);
    for (const { message, remedy } of faults) {
      expect(message).not.toMatch(/Invalid|expected|undefined/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
    }
  });
});
