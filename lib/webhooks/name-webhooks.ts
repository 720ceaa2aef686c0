const NAMED_AT_MOST = 5;

/** `the webhook "A"`, `the webhooks "A", "B" and 3 more`: who stands in the way of something. */
export function nameWebhooks(users: readonly { label: string }[]): string {
  const labels = users.slice(0, NAMED_AT_MOST).map(({ label }) => `"${label}"`);
  const more = users.length - labels.length;
  const names = [...labels, ...(more > 0 ? [`${more} more`] : [])];
  const last = names.pop();
  return names.length === 0 ? `the webhook ${last}` : `the webhooks ${names.join(", ")} and ${last}`;
}
