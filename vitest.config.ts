import { defineConfig } from "vitest/config";

const TESTS = "{lib,db,app,server,bin,components,texts,client,e2e,bench}/**/*.test.ts";

/** Files that put something else in a module's place, which the others of their worker would get too. */
const ALONE = ["lib/accounts/sign-in.test.ts"];

const usual = { environment: "node" as const, testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    // As many as there are cores: the default leaves one idle, half of what CI has.
    maxWorkers: "100%",
    projects: [
      // To read all modules anew for each file took half of the whole time.
      { extends: true, test: { ...usual, name: "shared", include: [TESTS], exclude: ALONE, isolate: false } },
      { extends: true, test: { ...usual, name: "alone", include: ALONE } },
    ],
  },
});
