import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { kindsInUse } from "@/lib/webhooks/signing-key-kinds";
import { viewSigningKeys } from "@/lib/webhooks/signing-keys";
import { openDraft, openedKeys, sealDraft, withKeys } from "./draft";
import { draftKeysSchema, type ShownDraftKeys, shownDraftKeysSchema } from "./schema";

/**
 * The keys that a webhook will have once it is saved: whoever builds its receiver needs them before (S3.28, decision
 * 15). Each look is audited, as that at a saved webhook's is.
 * @throws Problem 400, 429
 */
export async function showDraftKeys(caller: Caller, input: unknown): Promise<ShownDraftKeys> {
  const parsed = draftKeysSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { signature } = parsed.data;
  const opened = openDraft(caller, parsed.data.draft);
  const { tidings, accountId, actor } = caller;
  await tidings.draftTests.take(String(accountId));
  const draft = await withKeys(opened, kindsInUse(signature));
  const { database } = tidings;
  await database.atomically(function* (tx) {
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: tidings.now(), action: "signing_key.drafted" },
      target: { kind: "account", id: String(accountId) },
      details: { kinds: kindsInUse(signature) },
    });
  });
  return shownDraftKeysSchema.parse({
    ...viewSigningKeys(openedKeys(draft), signature),
    draft: sealDraft(caller, draft),
  });
}
