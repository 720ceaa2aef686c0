import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { type FreshKey, freshSigningKeys } from "@/lib/webhooks/new-signing-keys";
import type { OpenedKey } from "@/lib/webhooks/open-signing-keys";
import type { SigningKeyKind } from "@/lib/webhooks/signing-key-kinds";

/**
 * A webhook, or a change of one, that is not saved: the id it has or will have, and the keys that receivers check its
 * tests with, which become its own when it is saved (decision 15). Nothing of it is stored: sealed by the
 * installation's keyring for the person who works on it, it travels with each call (docs/decisions/010).
 */
export interface Draft {
  webhookId: string;
  keys: FreshKey[];
}

/**
 * @param sealed what `sealDraft` made; nothing for one that begins
 * @param webhookId of the saved webhook that is being changed
 * @throws Problem 400 where it is not this person's, or belongs to another webhook, or its key is gone
 */
export function openDraft(caller: Caller, sealed: unknown, webhookId?: string): Draft {
  if (sealed === undefined || sealed === null) return { webhookId: webhookId ?? newId(), keys: [] };
  const text = typeof sealed === "string" ? caller.tidings.keyring.open(sealed, placeOf(caller)) : null;
  const draft: Draft | null = text === null ? null : JSON.parse(text);
  if (!draft || (webhookId !== undefined && draft.webhookId !== webhookId)) {
    throw invalid([
      {
        path: "draft",
        message: "The keys of this draft can't be read any more.",
        remedy: "Show the keys again: new ones are made, and receivers need those.",
      },
    ]);
  }
  return draft;
}

export const sealDraft = (caller: Caller, draft: Draft): string =>
  caller.tidings.keyring.seal(JSON.stringify(draft), placeOf(caller));

/** With a key of each of these kinds; those it has stay. */
export async function withKeys(draft: Draft, kinds: readonly SigningKeyKind[]): Promise<Draft> {
  const missing = kinds.filter((kind) => draft.keys.every((key) => key.kind !== kind));
  return missing.length === 0
    ? draft
    : { ...draft, keys: [...draft.keys, ...(await freshSigningKeys(missing))] };
}

export const openedKeys = ({ keys }: Draft): OpenedKey[] =>
  keys.map(({ kind, secret, publicKey }) => ({ kind, secret, publicKey, expiresAt: null }));

const placeOf = ({ accountId, actor }: Caller) => ({
  ...{ accountId, table: "drafts", row: actor.id ?? actor.kind, column: "keys" },
});
