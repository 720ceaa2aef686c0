import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";

/** Runs the check on a tree of these files (and the files that imports point at). @returns what it printed */
function check(files: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), "tidings-imports-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const targets = Object.fromEntries(
    [
      ...["app/page.tsx", "components/table.tsx", "server/main.ts", "db/connect.ts", "e2e/fixtures/world.ts"],
      ...["lib/vocabulary.ts", "lib/ids.ts", "lib/env.ts", "lib/paths.ts", "lib/webhooks/schema.ts"],
      ...["lib/webhooks/queries.ts", "lib/event-types/personas.ts", "lib/webhooks/create.ts"],
      "lib/engine/sender.fixture.ts",
    ].map((file) => [file, ""]),
  );
  for (const [file, text] of Object.entries({ ...targets, ...files })) {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/check-imports.mjs", root], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  const printed = stdout.split("\n").filter(Boolean);
  expect(status).toBe(printed.length > 0 ? 1 : 0);
  return printed;
}

describe("the direction of imports", () => {
  it.each([
    ["app/a.tsx", 'import { table } from "@/components/table";'],
    ["app/a.tsx", 'import { create } from "@/lib/webhooks/create";'],
    ["components/a.tsx", 'import { schema } from "@/lib/webhooks/schema";'],
    ["components/a.tsx", 'import { webhookQueries } from "@/lib/webhooks/queries";'],
    ["components/a.tsx", 'import { PERSONA_TYPES } from "@/lib/event-types/personas";'],
    ["components/a.tsx", 'import type { Created } from "@/lib/webhooks/create";'],
    ["components/a.tsx", 'import { type A, type B } from "@/lib/webhooks/create";'],
    ["components/a.tsx", 'import react from "react";'],
    ["lib/a.ts", 'import { connect } from "@/db/connect";'],
    ["lib/a/b.ts", 'import { env } from "../env";'],
    ["db/a.ts", 'import { newId } from "@/lib/ids";\nimport { PLANS } from "../lib/vocabulary";'],
    ["server/a.ts", 'import "@/app/page";'],
    ["lib/a.test.ts", 'import { openWorld } from "@/e2e/fixtures/world";'],
    ["lib/a.fixture.ts", 'import { main } from "@/server/main";'],
    ["lib/a.ts", '// import { main } from "@/server/main";\n/* import "@/app/page" */'],
  ])("allows in %s: %s", (file, text) => {
    expect(check({ [file]: text })).toEqual([]);
  });

  it.each([
    ["components/a.tsx", 'import { create } from "@/lib/webhooks/create";', "lib/webhooks/create.ts"],
    ["components/a.tsx", 'import { type A, b } from "@/lib/webhooks/create";', "lib/webhooks/create.ts"],
    ["components/a.tsx", 'import type { Row } from "@/db/connect";', "db/connect.ts"],
    ["components/a.tsx", 'import page from "../app/page";', "app/page.tsx"],
    ["client/a.ts", 'import type { schema } from "@/lib/webhooks/schema";', "lib/webhooks/schema.ts"],
    ["lib/a.ts", 'import { table } from "@/components/table";', "components/table.tsx"],
    ["lib/a.ts", 'export { page } from "@/app/page";', "app/page.tsx"],
    ["lib/a.ts", 'const world = await import("@/e2e/fixtures/world");', "e2e/fixtures/world.ts"],
    ["lib/a.ts", 'import { sender } from "./engine/sender.fixture";', "lib/engine/sender.fixture.ts"],
    ["db/a.ts", 'import { env } from "@/lib/env";', "lib/env.ts"],
    ["app/a.ts", 'import { main } from "@/server/main";', "server/main.ts"],
  ])("refuses in %s: %s", (file, text, target) => {
    const [violation, ...more] = check({ [file]: `\n\n${text}\n` });
    expect(violation).toContain(`${file}:3 imports ${target}: `);
    expect(more).toEqual([]);
  });

  it("finds an import that stands on several lines where it begins", () => {
    const text = 'import { z } from "zod";\nimport {\n  a,\n  b,\n} from "@/lib/env";\n';
    expect(check({ "db/a.ts": text })).toEqual([expect.stringContaining("db/a.ts:2 imports lib/env.ts: ")]);
  });

  it.each(["lib/utils/a.ts", "lib/helpers.ts", "app/misc.tsx", "lib/services/a.ts", "db/manager.ts"])(
    "refuses the name of %s",
    (file) => {
      expect(check({ [file]: "" })).toEqual([expect.stringContaining(`${file}:1 is called `)]);
    },
  );

  it("refuses barrels", () => {
    expect(check({ "lib/webhooks/index.ts": "" })).toEqual([expect.stringContaining("is a barrel")]);
  });

  it("holds in this repository", () => {
    const { stdout, status } = spawnSync(process.execPath, ["bin/check-imports.mjs"], { encoding: "utf8" });
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });
});
