import type { Command } from "commander";
import type { z } from "zod";
import { type Instance, type OpenOptions, openInstance } from "@/lib/instance";

export class WrongUsage extends Error {}

/** Adds a command whose options are parsed by a schema and whose verb's answer is printed; text as it is, the rest as JSON. */
export function command<Schema extends z.ZodType>(
  parent: Command,
  name: string,
  description: string,
  options: [flags: string, description: string][],
  schema: Schema,
  verb: (tidings: Instance, options: z.infer<Schema>) => unknown,
  open: OpenOptions = {},
) {
  verbOf(parent, name, description, options, schema, (parsed) =>
    inInstance((tidings) => verb(tidings, parsed), open),
  );
}

export async function inInstance<Result>(
  verb: (tidings: Instance) => Result,
  options: OpenOptions = {},
): Promise<Awaited<Result>> {
  const tidings = await openInstance({ LOG_LEVEL: "silent", ...process.env }, { name: "cli", ...options });
  try {
    return await verb(tidings);
  } finally {
    await tidings.close();
  }
}

/** The same without a database that is open. `<file>` in the name becomes the field `file`. */
export function verbOf<Schema extends z.ZodType>(
  parent: Command,
  name: string,
  description: string,
  options: [flags: string, description: string][],
  schema: Schema,
  verb: (options: z.infer<Schema>) => Promise<unknown>,
) {
  const created = parent.command(name).description(description).exitOverride().allowExcessArguments(false);
  for (const [flags, text] of options) created.option(flags, text);
  created.action(async (...given: unknown[]) => {
    const [file] = given.slice(0, -2);
    const parsed = schema.safeParse({ ...(given.at(-2) ?? {}), ...(file !== undefined && { file }) });
    if (!parsed.success) {
      const faults = parsed.error.issues.map((issue) => `${flagOf(issue.path)} ${wordsOf(issue)}`);
      throw new WrongUsage(
        `${[...new Set(faults)].join("\n")}\nSee: tidings ${parent.parent === null ? "" : `${parent.name()} `}${name.split(" ", 1)[0]} --help`,
      );
    }
    const answer = await verb(parsed.data);
    process.stdout.write(typeof answer === "string" ? answer : `${JSON.stringify(answer)}\n`);
  });
}

export const flagOf = (path: PropertyKey[]) =>
  `--${String(path[0]).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
function wordsOf(issue: z.core.$ZodIssue): string {
  // A schema's own words go first.
  if (!/^(Invalid|Too) /.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return "is missing";
    case "invalid_value":
      return `must be ${issue.values.join(" or ")}`;
    case "too_big":
      return `must be at most ${issue.maximum}${issue.origin === "string" ? " characters long" : ""}`;
    case "too_small":
      return `must be at least ${issue.minimum}${issue.origin === "string" ? " characters long" : ""}`;
    default:
      return "is not valid";
  }
}
