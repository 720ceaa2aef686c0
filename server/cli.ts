import { Command, CommanderError } from "commander";
import { z } from "zod";
import { createAccount } from "@/lib/accounts/create-account";
import { createUser } from "@/lib/accounts/create-user";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { resetPassword } from "@/lib/accounts/reset-password";
import { updateAccount } from "@/lib/accounts/update-account";
import { createApiKey } from "@/lib/api-keys/create";
import { findAccountOfKey, revokeApiKey } from "@/lib/api-keys/revoke";
import { backUp, refuseOnPostgres } from "@/lib/backups/back-up";
import { restore } from "@/lib/backups/restore";
import { createDataCenter } from "@/lib/data-centers/create";
import { examine } from "@/lib/doctor/examine";
import { readEnv } from "@/lib/env";
import { isProblem } from "@/lib/errors";
import { moveToPostgres } from "@/lib/moves/to-postgres";
import { rekey } from "@/lib/secrets/rekey";
import { emailSchema, passwordSchema } from "@/lib/users/schema";
import { PLANS, ROLES, SCOPES } from "@/lib/vocabulary";
import { command, flagOf, inInstance, verbOf, WrongUsage } from "./cli-command";
import { CLIENT, client, commandLine, file, whole } from "./cli-options";
import { addWebhookCommands } from "./cli-webhooks";

/** The command line (docs/edge.md): JSON on stdout, reasons on stderr; 0 done, 1 refused or failed, 2 wrong usage. */

const program = new Command("tidings")
  .description("Webhooks out of a customer-data platform.")
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) });

const group = (name: string, description: string) =>
  program.command(name).description(description).exitOverride();

const name = z.string().trim().min(1, "is empty").max(200);
const list = <Item extends z.ZodType<unknown, string>>(item: Item) =>
  z
    .string()
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(item).min(1, "is empty"));

const account = group("account", "accounts of customers");
command(
  account,
  "create",
  "makes an account and its first administrator",
  [
    ["--name <name>", "the customer's name"],
    ["--plan <plan>", PLANS.join(" or ")],
    ["--admin-email <email>", "the administrator's e-mail address"],
    ["--admin-password <password>", "at least 10 characters"],
  ],
  z.object({ name, plan: z.enum(PLANS), adminEmail: emailSchema, adminPassword: passwordSchema }),
  (tidings, { name, plan, adminEmail, adminPassword }) =>
    createAccount(tidings, { name, plan, administrator: { email: adminEmail, password: adminPassword } }),
);
command(
  account,
  "update",
  "changes an account",
  [
    CLIENT,
    ["--plan <plan>", PLANS.join(" or ")],
    ["--feature <feature>", "automation=on or automation=off"],
    ["--webhook-limit <n>", "how many webhooks the account may have"],
    ["--retention-days <n>", "how long events and runs are kept, 14 to 365"],
  ],
  z.object({
    client,
    plan: z.enum(PLANS).optional(),
    feature: z.enum(["automation=on", "automation=off"]).optional(),
    webhookLimit: whole(0, 100_000).optional(),
    retentionDays: whole(14, 365).optional(),
  }),
  (tidings, { client, ...changes }) => updateAccount(tidings, client, changes),
);
command(account, "list", "lists every account", [], z.object({}), (tidings) => listAccounts(tidings));

const user = group("user", "people");
command(
  user,
  "create",
  "adds a person to an account",
  [
    CLIENT,
    ["--email <email>", "the e-mail address to sign in with"],
    ["--password <password>", "at least 10 characters"],
    ["--role <role>", ROLES.join(" or ")],
  ],
  z.object({ client, email: emailSchema, password: passwordSchema, role: z.enum(ROLES) }),
  (tidings, { client, ...person }) => createUser(tidings, client, person),
);
command(
  user,
  "reset-password",
  "sets a new password and ends the person's sessions",
  [
    ["--email <email>", "the person's e-mail address"],
    ["--password <password>", "at least 10 characters"],
    ["--disable-two-factor", "also takes the second factor away, for who lost it"],
  ],
  z.object({ email: emailSchema, password: passwordSchema, disableTwoFactor: z.boolean().default(false) }),
  (tidings, input) => resetPassword(tidings, input),
);

command(
  group("data-center", "partitions of an account's customer data"),
  "create",
  "adds a data center to an account",
  [
    CLIENT,
    ["--name <name>", "its name"],
    ["--sample-data", "with personas, lead scorings, mailings, contacts"],
  ],
  z.object({ client, name, sampleData: z.boolean().default(false) }),
  (tidings, { client, ...input }) => createDataCenter(tidings, client, input),
);

const apiKey = group("api-key", "keys of programs");
command(
  apiKey,
  "create",
  "makes a key; it is shown this once",
  [
    CLIENT,
    ["--name <name>", "what it is for"],
    ["--scopes <scopes>", `comma-separated: ${SCOPES.join(", ")}`],
    ["--data-centers <ids>", "the data centers it may write events for (default: all)"],
  ],
  z.object({
    client,
    name,
    scopes: list(z.enum(SCOPES, { error: () => `must be one or more of ${SCOPES.join(", ")}` })),
    dataCenters: list(whole(1, Number.MAX_SAFE_INTEGER)).optional(),
  }),
  (tidings, { client, name, scopes, dataCenters }) =>
    createApiKey(commandLine(tidings, client), { name, scopes, dataCenterIds: dataCenters ?? null }),
);
command(
  apiKey,
  "revoke",
  "ends a key at once",
  [["--id <id>", "the key's id"]],
  z.object({ id: z.uuid("must be the id of a key") }),
  async (tidings, { id }) => revokeApiKey(commandLine(tidings, await findAccountOfKey(tidings, id)), id),
);

addWebhookCommands(group("webhooks", "webhooks of an account as a file"));

command(program, "migrate", "brings the database up to date", [], z.object({}), async () => ({
  migrated: true,
}));
command(
  program,
  "doctor",
  "looks for what is wrong",
  [],
  z.object({}),
  async (tidings) => {
    const findings = await examine(tidings);
    if (!findings.ok) process.exitCode = 1;
    return findings;
  },
  { anyKey: true },
);

verbOf(
  program,
  "backup <file>",
  "writes a copy of the database, beside a running server",
  [["--force", "replaces the file if it exists"]],
  z.object({ file, force: z.boolean().default(false) }),
  async (input) => {
    if (readEnv(process.env).DATABASE_URL) throw refuseOnPostgres(input.file);
    return inInstance((tidings) => backUp(tidings, input));
  },
);
verbOf(
  program,
  "restore <file>",
  "puts a backup in the place of the database, which is kept",
  [],
  z.object({ file }),
  ({ file }) => restore(readEnv(process.env), file),
);
verbOf(
  program,
  "move",
  "copies an installation from SQLite to an empty PostgreSQL",
  [["--to <url>", "postgres://…, an empty database"]],
  z.object({ to: z.string().regex(/^postgres(ql)?:\/\//, "must start with postgres://") }),
  ({ to }) => moveToPostgres(readEnv(process.env), to, (text) => void process.stderr.write(`${text}\n`)),
);
command(
  program,
  "rekey",
  "encrypts every credential anew with the first secret key",
  [],
  z.object({}),
  async (tidings) => {
    const done = await rekey(tidings);
    if (Object.values(done.unreadable).some((rows) => rows > 0)) {
      process.stderr.write(`${done.next}\n`);
      process.exitCode = 1;
    }
    return done;
  },
  { anyKey: true },
);

/** Options that are called otherwise than the field that they fill. */
const OPTIONS: Record<string, string> = { dataCenterIds: "dataCenters" };

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!isProblem(error) || error.errors.length === 0) return error.message;
  return error.errors
    .map(({ path, message, remedy }) => `${flagOf([OPTIONS[path] ?? path])}: ${message}. ${remedy}`)
    .join("\n");
}

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    // --help and --version end here too, with code 0.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    return;
  }
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = error instanceof WrongUsage ? 2 : 1;
});
