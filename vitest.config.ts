import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["{lib,db,app,server,bin,components,texts,e2e}/**/*.test.ts"],
    environment: "node",
    // As many as there are cores: the default leaves one idle, half of what CI has.
    maxWorkers: "100%",
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
