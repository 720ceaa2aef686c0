const NAMED_AT_MOST = 5;

/** `the webhook "A"`, `the webhooks "A", "B" and 3 more`: who stands in the way of something. */
export const nameWebhooks = (users: readonly { label: string }[]) => nameSome("webhook", users);

/** @param noun in the singular: `webhook`, `workflow` */
export function nameSome(noun: string, users: readonly { label: string }[]): string {
  const labels = users.slice(0, NAMED_AT_MOST).map(({ label }) => `"${label}"`);
  const more = users.length - labels.length;
  const names = [...labels, ...(more > 0 ? [`${more} more`] : [])];
  const last = names.pop();
  return names.length === 0 ? `the ${noun} ${last}` : `the ${noun}s ${names.join(", ")} and ${last}`;
}
