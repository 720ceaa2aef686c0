import { openWorld, type World } from "@/e2e/fixtures/world";
import { loadWebhook } from "@/lib/webhooks/find";
import { listWebhooks } from "@/lib/webhooks/list";
import { secretPlace } from "@/lib/webhooks/settings";
import { applyConfiguration } from "./apply";
import { exportConfiguration } from "./export";
import { FaultyFile, type FileProblem } from "./faulty-file";
import { planConfiguration } from "./plan";
import type { Environment } from "./secret-references";

export const PUBLIC_URL = "https://hooks.example.com/x";

/** No network: every name is answered here. */
const env = {
  EGRESS_ALLOW_CIDRS: "",
  EGRESS_RESOLVE:
    "hooks.example.com=93.184.216.34,inside.example.com=10.0.0.5,mixed.example.com=93.184.216.34|10.0.0.5",
};

type Entry = Record<string, unknown>;

/** An entry that is fine, and whatever a test says besides. */
export const entry = (changes: Entry = {}): Entry => ({
  ...{ label: "Hot leads", status: "active", dataCenterId: 1, url: PUBLIC_URL },
  triggers: [{ type: "persona.threshold_passed" }],
  ...changes,
});

export const basic = (variable = "CRM_PASSWORD", username = "crm") => ({
  authentication: { type: "basic", username, password: { fromEnvironment: variable } },
});

export const fileOf = (webhooks: unknown[], rest: Entry = {}) =>
  Buffer.from(JSON.stringify({ tidings: 1, ...rest, webhooks }));

interface Options {
  environment?: Environment;
  prune?: boolean;
  /** What else stands in the file. */
  rest?: Entry;
}

/** Plans and applies on a world, with entries in place of files. */
export async function openConfiguration(given: Parameters<typeof openWorld>[0] = {}) {
  const world = await openWorld({ env: { ...env, ...given.env } });
  return withFiles(world);
}

export function withFiles(world: World, caller = world.caller) {
  const optionsOf = ({ environment = {}, prune = false }: Options) => ({ environment, prune });
  const rows = async (sql: string) => world.tidings.database.rows<{ n: number }>(sql, []);
  return {
    world,
    caller,
    plan: (webhooks: unknown[], options: Options = {}) =>
      planConfiguration(caller, fileOf(webhooks, options.rest), optionsOf(options)),
    apply: (webhooks: unknown[], options: Options = {}) =>
      applyConfiguration(caller, fileOf(webhooks, options.rest), optionsOf(options)),
    exported: (format: "yaml" | "json" = "yaml") => exportConfiguration(caller, { format }),
    /** What is wrong with a file. */
    async faults(webhooks: unknown[], options: Options = {}): Promise<FileProblem[]> {
      try {
        await planConfiguration(caller, fileOf(webhooks, options.rest), optionsOf(options));
      } catch (error) {
        if (error instanceof FaultyFile) return error.problems;
        throw error;
      }
      return [];
    },
    /** How much has ever been written. */
    async written() {
      const tables = ["webhooks", "webhook_revisions", "audit_entries", "signing_keys", "mails"];
      const counts = tables.map(async (table) => (await rows(`SELECT count(*) AS n FROM ${table}`))[0]?.n);
      const { webhooks } = await listWebhooks(caller, {});
      return JSON.stringify([await Promise.all(counts), webhooks]);
    },
    /** Every secret of a webhook, opened. */
    async secrets(id: string): Promise<Record<string, string | null>> {
      const { webhook, revision } = await loadWebhook(caller, id);
      const { keyring } = world.tidings;
      return Object.fromEntries(
        Object.entries(revision.secrets).map(([place, ciphertext]) => [
          ...([place, keyring.open(ciphertext, secretPlace(webhook, place))] as const),
        ]),
      );
    },
    async webhook(label: string) {
      const { webhooks } = await listWebhooks(caller, { q: label });
      const found = webhooks.find((webhook) => webhook.label === label);
      if (!found) throw new Error(`There is no webhook ${label}.`);
      return found;
    },
  };
}

export type Configuration = Awaited<ReturnType<typeof openConfiguration>>;
