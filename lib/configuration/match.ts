import { labelKey } from "@/lib/label-schema";

interface Named {
  label: string;
  previousLabel: string | undefined;
}

/**
 * Which webhook each entry of a file means: the one of its label, else the one of its previous label, which is then
 * renamed. Whoever is about to be renamed is meant by no other entry, so that its old label can be given anew, or passed
 * on along a chain.
 * @returns for each entry its webhook, and the entries with one in the order in which every rename finds its label free
 */
export function matchEntries<Webhook extends { label: string }>(entries: Named[], webhooks: Webhook[]) {
  const byKey = new Map(webhooks.map((webhook) => [labelKey(webhook.label), webhook]));
  const taken = new Set<Webhook>();
  const matches: (Webhook | undefined)[] = entries.map(() => undefined);
  const order: number[] = [];
  const match = (index: number, webhook: Webhook) => {
    matches[index] = webhook;
    taken.add(webhook);
    order.push(index);
  };

  let before: number;
  do {
    before = order.length;
    for (const [index, { label, previousLabel }] of entries.entries()) {
      if (matches[index] || previousLabel === undefined) continue;
      const own = byKey.get(labelKey(label));
      const previous = byKey.get(labelKey(previousLabel));
      const isFree = own === undefined || (taken.has(own) && own !== previous);
      if (previous && isFree && !taken.has(previous)) match(index, previous);
    }
  } while (order.length > before);
  for (const [index, { label }] of entries.entries()) {
    const own = byKey.get(labelKey(label));
    if (!matches[index] && own && !taken.has(own)) match(index, own);
  }
  return { matches, order };
}
