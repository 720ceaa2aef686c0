import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { build } from "esbuild";

/**
 * Bundles a program of bench/programs and runs it in a process of its own; it prints one JSON line when it is ready.
 * Packages stay outside, so the bundle lies in dist/, below node_modules.
 */
export async function spawnProgram<Ready>(
  name: string,
  args: string[],
): Promise<{ ready: Ready; process: ChildProcess; stop(): Promise<void> }> {
  const outfile = `dist/${name}.mjs`;
  await build({
    entryPoints: [`bench/programs/${name}.ts`],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  const child = spawn(process.execPath, [outfile, ...args], { stdio: ["ignore", "pipe", "inherit", "ipc"] });
  const exited = once(child, "exit");
  const ended = exited.then(() => Promise.reject(new Error(`${name} ended before it was ready.`)));
  ended.catch(() => {});
  const [line] = await Promise.race([once(createInterface({ input: child.stdout as never }), "line"), ended]);
  return {
    ready: JSON.parse(String(line)) as Ready,
    process: child,
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}
