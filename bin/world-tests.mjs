// The tests that open an installation of their own, whatever its database: `TEST_DATABASE=postgres` plays them on PostgreSQL.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./steps.mjs";

const FOLDERS = ["lib", "app", "server", "e2e"];
const OPENS_ONE = /fixtures\/(world|replay-world)"/;
/** About SQLite itself. */
const ON_SQLITE = /\bon: "sqlite"/;

/** Paths for vitest's command line. */
export const worldTests = () =>
  FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((file) => file.endsWith(".test.ts"))
      .map((file) => join(folder, file))
      .filter((file) => {
        const text = readFileSync(join(root, file), "utf8");
        return OPENS_ONE.test(text) && !ON_SQLITE.test(text);
      }),
  );
