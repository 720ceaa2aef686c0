import type { StoredCredential } from "@/db/shapes";
import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { judgeAddress } from "@/lib/webhooks/check-url";

/** A token server is guarded as every receiver is: its address, then what its name resolves to. @throws Problem 400 */
export async function checkTokenUrl({ tidings }: Caller, credential: StoredCredential): Promise<void> {
  if (credential.type !== "oauth2") return;
  const { fault } = await judgeAddress(tidings, credential.tokenUrl, "https");
  if (fault) throw invalid([{ path: "authentication.tokenUrl", ...fault }]);
}
