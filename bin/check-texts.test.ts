// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources that are checked hold templates
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";

/** Runs the check on a tree of this one file. @returns what it printed */
function check(text: string, file = "components/a.tsx"): string[] {
  const root = mkdtempSync(join(tmpdir(), "tidings-texts-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, dirname(file)), { recursive: true });
  writeFileSync(join(root, file), text);
  const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/check-texts.mjs", root], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  const printed = stdout.split("\n").filter(Boolean);
  expect(status).toBe(printed.length > 0 ? 1 : 0);
  return printed;
}

describe("the words of the UI live in texts/", () => {
  it.each([
    ["an attribute", '<Alert title="Not saved" />', 'title: "Not saved"'],
    ["an expression", '<Alert title={"Not saved"} />', 'title: "Not saved"'],
    ["a template", "<Button aria-label={`Edit ${name}`} />", "aria-label: `Edit ${name}`"],
    ["a function", "<Dialog title={(one) => `Edit ${one.name}`} />", "title: `Edit ${one.name}`"],
    ["a choice", '<Alert title={fresh ? t.created : "Not saved"} />', 'title: "Not saved"'],
    ["a condition", '<Input error={wrong && "Too long"} />', 'error: "Too long"'],
    ["a fallback", '<Input label={name ?? "No name"} />', 'label: "No name"'],
    ["an object", 'show({ message: "Saved", role: "status" });', 'message: "Saved"'],
    ["a quoted key", '<Modal close={{ "aria-label": "Close" }} />', 'aria-label: "Close"'],
    ["a default", 'function A({ cancelLabel = "Cancel" }) {}', 'cancelLabel: "Cancel"'],
    ["a place of one's own", '<Select nothingFoundMessage="None" />', 'nothingFoundMessage: "None"'],
    ["letters that are not English", '<Input label="Übersicht" />', 'label: "Übersicht"'],
  ])("finds words in %s", (_what, text, words) => {
    expect(check(`\n\n${text}\n`)).toEqual([`components/a.tsx:3 ${words}`]);
  });

  it("finds both words of a choice, each at its line", () => {
    const text = '<Alert\n  title={\n    fresh\n      ? "Created"\n      : "Saved"\n  }\n/>';
    expect(check(text, "app/a.tsx")).toEqual(['app/a.tsx:4 title: "Created"', 'app/a.tsx:5 title: "Saved"']);
  });

  it.each([
    "<Alert title={t.notSaved} />",
    '<Alert title={status === "active" ? t.active : t.inactive} />',
    '<Alert title={t.title("webhook")} />',
    '<Alert title={<Text size="sm">{t.title}</Text>} color="red" />',
    '<Divider labelPosition="left" />',
    '<Table.Td data-label={t.label} role="cell" />',
    "<Text title={`${name} · ${count > 1 ? `${count} ` : 0}`} />",
    'interface Props {\n  label: string;\n  title?: "x";\n}',
    '// <Alert title="Not saved" />\n/* <Alert title="Not saved" /> */',
    '<Alert title="" /><Alert title="–" />',
  ])("allows %s", (text) => {
    expect(check(text)).toEqual([]);
  });

  it("leaves tests and other files alone", () => {
    expect(check('<Alert title="Not saved" />', "components/a.test.tsx")).toEqual([]);
    expect(check('const a = { title: "Not saved" };', "lib/a.ts")).toEqual([]);
  });

  it("holds in this repository", () => {
    const { stdout, status } = spawnSync(process.execPath, ["bin/check-texts.mjs"], { encoding: "utf8" });
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });
});
