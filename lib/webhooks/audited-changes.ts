import type { StoredSecrets, StoredSettings } from "@/db/shapes";
import { type Changes, changesBetween } from "@/lib/audit/changes";
import type { JsonObject } from "@/lib/vocabulary";
import { replacedSecrets } from "./latest-change";

export interface AuditedState {
  label: string;
  settings: StoredSettings;
  secrets: StoredSecrets;
}

/**
 * What an edit changed, for the audit log (G13). Of a secret it says only that there is another one; a header that is
 * secret before or afterwards shows no value on either side.
 */
export function auditedChanges(before: AuditedState, after: AuditedState): Changes {
  const secret = new Set(
    [...before.settings.headers, ...after.settings.headers].flatMap((header) =>
      header.secret ? header.name.toLowerCase() : [],
    ),
  );
  const changes = changesBetween(plain(before, secret), plain(after, secret));
  for (const place of replacedSecrets(before.secrets, after.secrets)) {
    changes[place] = { before: place in before.secrets ? "set" : null, after: "replaced" };
  }
  return changes;
}

function plain({ label, settings }: AuditedState, secret: Set<string>): JsonObject {
  const headers = settings.headers.map(({ name, value }) => ({
    name,
    value: secret.has(name.toLowerCase()) ? "secret" : value,
  }));
  return { label, ...(settings as unknown as JsonObject), headers };
}
