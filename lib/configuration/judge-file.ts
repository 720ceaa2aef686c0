import { labelKey } from "@/lib/label-schema";
import type { ConfigurationFile } from "./document";
import type { FileProblem } from "./faulty-file";
import type { Present } from "./present";

/** What no entry of a file shows alone. */

export function judgeScope(file: ConfigurationFile, { dataCenterIds }: Present): FileProblem[] {
  return (file.dataCenters ?? []).flatMap((id, index) => {
    const message = `there is no data center ${id} in the account`;
    const remedy = "Name data centers of the account.";
    return dataCenterIds.has(id) ? [] : [{ path: `dataCenters.${index}`, message, remedy }];
  });
}

/** Two entries can't mean the same webhook. */
export function nameTwice(names: { label: string; previousLabel: string | undefined }[]): FileProblem[] {
  return (["label", "previousLabel"] as const).flatMap((field) => {
    const keys = names.map(({ [field]: name }) => (name ? labelKey(name) : undefined));
    return keys.flatMap((key, index): FileProblem[] => {
      const first = keys.indexOf(key);
      if (key === undefined || first === index) return [];
      const message = `is the ${field} of webhooks.${first} too`;
      const remedy = "Choose another one; upper and lower case are not told apart.";
      return [{ path: `webhooks.${index}.${field}`, message, remedy }];
    });
  });
}

export function judgeTotal(
  { webhooks, account: { webhookLimit } }: Present,
  { created, deleted }: { created: number; deleted: number },
): FileProblem[] {
  const total = webhooks.length + created - deleted;
  if (created === 0 || total <= webhookLimit) return [];
  const message = `would make ${total} webhooks, and the account's limit is ${webhookLimit}`;
  const remedy = "Remove some, or raise it by account update --webhook-limit.";
  return [{ path: "webhooks", message, remedy }];
}
