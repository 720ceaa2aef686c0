import { statSync } from "node:fs";
import { join } from "node:path";
import type { Instance } from "@/lib/instance";
import { examineCredentials } from "@/lib/secrets/examine";
import type { Verdict } from "./examine";

/** One credential of each key in use is opened: a lost or exchanged key can't do that. */
export async function checkCredentials(tidings: Instance): Promise<Verdict> {
  const found = await examineCredentials(tidings);
  if (found.length === 0) return { ok: true, detail: "nothing is encrypted yet" };
  const keyIds = [...new Set(found.map(({ keyId }) => keyId))];
  const closed = [...new Set(found.filter(({ readable }) => !readable).map(({ keyId }) => keyId))];
  if (closed.length > 0) {
    return {
      ok: false,
      detail: `stored credentials can't be opened: TIDINGS_SECRET_KEY or DATA_DIR/secret.key lacks the key ${closed.join(", ")} that they were sealed with. Put it back, or enter those credentials anew.`,
    };
  }
  const [first = "", ...others] = tidings.keyring.keyIds;
  const older = keyIds.filter((id) => id !== first);
  const opened = `stored credentials can be opened (keys in use: ${keyIds.join(", ")})`;
  if (older.length > 0)
    return { ok: true, detail: `${opened}; call rekey to need ${older.join(", ")} no more` };
  const idle = others.length > 0 ? `; ${others.join(", ")} can be taken out of the keys` : "";
  return { ok: true, detail: opened + idle };
}

export function checkKeyFile({ env }: Instance): Verdict {
  if (env.TIDINGS_SECRET_KEY) return { ok: true, detail: "from TIDINGS_SECRET_KEY" };
  const { mode } = statSync(join(env.DATA_DIR, "secret.key"));
  const ok = (mode & 0o077) === 0;
  return {
    ok,
    detail: ok
      ? "DATA_DIR/secret.key, readable by its owner alone"
      : "DATA_DIR/secret.key is readable by others: chmod 600 it",
  };
}
