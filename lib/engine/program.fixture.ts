import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { onTestFinished } from "vitest";

/**
 * Runs a few lines of TypeScript, which import from the project's root, as another process that ends with the test.
 * @returns the process, once it has said something, and what it said first
 */
export async function startProgram(directory: string, contents: string) {
  const bundle = buildSync({
    stdin: { contents, loader: "ts", resolveDir: process.cwd() },
    ...{ bundle: true, write: false, platform: "node", format: "cjs", external: ["better-sqlite3"] },
  });
  const script = join(directory, "program.cjs");
  writeFileSync(script, bundle.outputFiles[0]?.text as string);
  const child = spawn(process.execPath, [script], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_PATH: resolve("node_modules") },
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const [said] = await once(child.stdout, "data");
  return { child, said: String(said) };
}

/** Another process whose engine has taken a seat. */
export async function startSeated(dataDir: string, owner: string) {
  const { child } = await startProgram(
    dataDir,
    `
    import { takeSeat } from "./lib/engine/engine-seat";
    const seat = takeSeat(${JSON.stringify(dataDir)}, ${JSON.stringify(owner)});
    process.stdout.write("seated");
    setInterval(() => seat, 1_000);`,
  );
  return {
    async kill() {
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
    },
  };
}
