// Writes the next migration of both dialects from db/tables.ts: `npm run migrations -- --name what_changed`.
import { spawnSync } from "node:child_process";

const named = process.argv.slice(2);
for (const [dialect, kit] of [
  ["sqlite", "sqlite"],
  ["postgres", "postgresql"],
]) {
  const config = [
    `--dialect=${kit}`,
    `--schema=./db/schema.${dialect}.ts`,
    `--out=./db/migrations/${dialect}`,
  ];
  const { status } = spawnSync("npx", ["drizzle-kit", "generate", ...config, ...named], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
