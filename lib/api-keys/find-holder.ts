import type { KeyHolder } from "@/lib/accounts/caller";
import type { Instance } from "@/lib/instance";
import type { Scope } from "@/lib/vocabulary";
import { hashApiKey } from "./key";

const FIND = `
  SELECT id, account_id AS "accountId", name, scopes, data_center_ids AS "dataCenterIds"
  FROM api_keys WHERE hash = $1 AND revoked_at IS NULL`;

/** The holder of a key that is known and not revoked. Asked at every request, so a revocation counts at once. */
export function findKeyHolder(
  tidings: Instance,
  key: string,
): KeyHolder | undefined | Promise<KeyHolder | undefined> {
  if (!key.startsWith("tdg_")) return undefined;
  const hash = hashApiKey(key);
  return tidings.database.steadily(`api key ${hash}`, () => readHolder(tidings, hash));
}

async function readHolder(tidings: Instance, hash: string): Promise<KeyHolder | undefined> {
  const [row] = await tidings.database.rows<{
    id: string;
    accountId: number;
    name: string;
    scopes: string;
    dataCenterIds: string | null;
  }>(FIND, [hash]);
  if (!row) return undefined;
  return {
    apiKeyId: row.id,
    accountId: row.accountId,
    name: row.name,
    scopes: JSON.parse(row.scopes) as Scope[],
    dataCenterIds: row.dataCenterIds === null ? null : (JSON.parse(row.dataCenterIds) as number[] | null),
  };
}
