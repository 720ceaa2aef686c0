import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import type { JsonObject } from "@/lib/vocabulary";
import type { LoadedWebhook } from "@/lib/webhooks/find";
import { startsCreated } from "@/lib/webhooks/first-status";
import { FORMAT } from "./document";
import { readPresent } from "./present";
import { renderYaml } from "./render-yaml";
import { shortForm } from "./short-form";
import { proposeVariable } from "./variable-name";

interface ExportOptions {
  format: "yaml" | "json";
  /** Of one data center alone. */
  dataCenterId?: number | undefined;
}

/**
 * The webhooks of an account as a file that `apply` takes; secrets are references with proposed names.
 * @throws Problem 400 at `dataCenter`, 404
 */
export async function exportConfiguration(
  caller: Caller,
  { format, dataCenterId }: ExportOptions,
): Promise<string> {
  const present = await readPresent(caller);
  if (dataCenterId !== undefined && !present.dataCenterIds.has(dataCenterId)) {
    const message = `there is no data center ${dataCenterId} in account ${caller.accountId}`;
    throw invalid([{ path: "dataCenter", message, remedy: "Name a data center of the account." }]);
  }
  const taken = new Set<string>();
  const webhooks = present.webhooks
    .filter(({ webhook }) => dataCenterId === undefined || webhook.dataCenterId === dataCenterId)
    .map(({ webhook, revision }) =>
      shortForm(webhook.label, writtenStatus(webhook), revision.settings, present, (_, field) => ({
        fromEnvironment: proposeVariable(webhook.label, field, taken),
      })),
    );
  const document: JsonObject = {
    tidings: FORMAT,
    ...(dataCenterId !== undefined && { dataCenters: [dataCenterId] }),
    webhooks,
  };
  return format === "json" ? `${JSON.stringify(document, null, 2)}\n` : renderYaml(document, present.account);
}

/** What people wanted, in words that a new webhook of the profile can be given. */
function writtenStatus({ status, profile }: LoadedWebhook["webhook"]): string {
  if (status === "suspended") return "active";
  return status === "created" && !startsCreated(profile) ? "inactive" : status;
}
