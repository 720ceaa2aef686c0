import type { Access } from "@/lib/api/access";
import { Problem } from "@/lib/errors";
import type { NewApiKey } from "./schema";

/** What a caller may pass on; null means everything. */
export type Rights = Pick<Access, "scopes" | "dataCenterIds">;

/** A key makes no key that may do more than itself; a person may make any. @throws Problem 403 */
export function refuseEscalation({ scopes, dataCenterIds }: Rights, wanted: NewApiKey): void {
  const missing = wanted.scopes.filter((scope) => scopes && !scopes.includes(scope));
  if (missing.length > 0) {
    const lacks = `${missing.length === 1 ? "scope" : "scopes"} ${missing.join(", ")}`;
    throw new Problem(
      "forbidden",
      `The API key lacks the ${lacks} and can't give to another key what it may not do itself. Ask for less, or create the key in the console.`,
    );
  }
  if (!dataCenterIds) return;
  const beyond = wanted.dataCenterIds?.filter((id) => !dataCenterIds.includes(id)) ?? null;
  if (beyond?.length === 0) return;
  const asked = beyond === null ? "all data centers" : `data center ${beyond.join(", ")}`;
  throw new Problem(
    "forbidden",
    `The API key may write data center ${dataCenterIds.join(", ")} only and can't make a key for ${asked}. Name data centers of its own.`,
  );
}
