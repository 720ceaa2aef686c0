const DAY_MS = 86_400_000;

/** From `since` to before `until` (epoch ms): which moments' UUIDv7 ids a partition takes. */
export interface Span {
  since: number;
  until: number;
}

/** How far ahead partitions are made (ms): so long every process may be unable to make one before the rest is used. */
export const AHEAD_MS = 7 * DAY_MS;

/** As many days as keep some 30 partitions: a day's where 30 days are kept, 13 days' where a year is. */
export const daysOfPartition = (retentionDays: number) => Math.max(1, Math.ceil(retentionDays / 30));

/**
 * The partitions that are missing until `AHEAD_MS` from now, one after the other from where the last one ends. Days
 * begin at midnight UTC.
 * @param from where the first one begins, where there is none yet: rows that are older are about to come
 */
export function planPartitions(existing: Span[], now: number, days: number, from = now): Span[] {
  const first = Math.floor(from / DAY_MS) * DAY_MS;
  const made: Span[] = [];
  let since = Math.max(first, ...existing.map(({ until }) => until));
  while (since <= now + AHEAD_MS) {
    const until = since + days * DAY_MS;
    made.push({ since, until });
    since = until;
  }
  return made;
}

/** Those whose every moment lies before, the oldest first. */
export const spansBefore = <Some extends Span>(existing: Some[], before: number): Some[] =>
  existing.filter(({ until }) => until <= before).toSorted((a, b) => a.since - b.since);

/** The least UUIDv7 of a moment. */
export function leastId(at: number): string {
  const hex = at.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** The moment of an id's making. */
export const momentOf = (id: string) => Number.parseInt(id.replace("-", "").slice(0, 12), 16);

/** `20261127`: what a partition that begins then is called after. */
export const stampOf = (at: number) => new Date(at).toISOString().slice(0, 10).replaceAll("-", "");
