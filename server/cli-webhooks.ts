import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import type { Command } from "commander";
import { z } from "zod";
import { applyConfiguration } from "@/lib/configuration/apply";
import { exportConfiguration } from "@/lib/configuration/export";
import { planConfiguration } from "@/lib/configuration/plan";
import type { AppliedView } from "@/lib/configuration/schema";
import { command, inInstance, verbOf } from "./cli-command";
import { CLIENT, client, commandLine, file, whole } from "./cli-options";

/** Webhooks as a file: `webhooks export | plan | apply` (docs/configuration-as-code.md). */
export function addWebhookCommands(webhooks: Command): void {
  command(
    webhooks,
    "export",
    "prints the file that describes the webhooks as they are",
    [
      CLIENT,
      ["--data-center <id>", "those of one data center (default: all)"],
      ["--format <format>", "yaml (default) or json"],
    ],
    z.object({
      client,
      dataCenter: whole(1, Number.MAX_SAFE_INTEGER).optional(),
      format: z.enum(["yaml", "json"]).default("yaml"),
    }),
    (tidings, { client, dataCenter, format }) =>
      exportConfiguration(commandLine(tidings, client), { format, dataCenterId: dataCenter }),
  );

  const prune: [string, string] = ["--prune", "deactivates and deletes webhooks that the file doesn't name"];
  const input = z.object({ file, client, prune: z.boolean().default(false) });
  verbOf(
    webhooks,
    "plan <file>",
    "says what apply would change; - reads standard input",
    [CLIENT, prune],
    input,
    async ({ file, client, prune }) => {
      const bytes = await readInput(file);
      const options = { environment: process.env, prune };
      return inInstance((tidings) => planConfiguration(commandLine(tidings, client), bytes, options));
    },
  );
  verbOf(
    webhooks,
    "apply <file>",
    "makes the webhooks be as the file says; - reads standard input",
    [CLIENT, prune],
    input,
    async ({ file, client, prune }) => {
      const bytes = await readInput(file);
      const options = { environment: process.env, prune };
      const applied = await inInstance((tidings) =>
        applyConfiguration(commandLine(tidings, client), bytes, options),
      );
      if (applied.failure) {
        process.stderr.write(`${explainFailure(applied, applied.failure)}\n`);
        process.exitCode = 1;
      }
      return applied;
    },
  );
}

/** A file that can't be read is found out before the database is touched. */
async function readInput(file: string): Promise<Uint8Array> {
  if (file === "-") return buffer(process.stdin);
  try {
    return await readFile(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(code === "ENOENT" ? `There is no file ${file}.` : `${file} can't be read: ${message}.`);
  }
}

function explainFailure({ changes }: AppliedView, failure: NonNullable<AppliedView["failure"]>): string {
  const steps = changes.map(({ steps, done }) => ({ all: steps.length, done: done.length }));
  const [done, all] = [steps.reduce((sum, s) => sum + s.done, 0), steps.reduce((sum, s) => sum + s.all, 0)];
  const reasons = failure.errors.map(({ path, message, remedy }) => `${path}: ${message}. ${remedy}`);
  return [
    `${failure.step} of "${failure.label}" failed: ${failure.detail}`,
    ...reasons,
    `${done} of ${all} steps are done, and stay; "done" says which. Apply the file again to complete it.`,
  ].join("\n");
}
