import { Problem } from "@/lib/errors";
import type { Instance } from "@/lib/instance";

/**
 * Refuses what would make more deliveries wait than INTAKE_MAX_BACKLOG, before any of it is queued; what running
 * replays still have to queue counts as waiting. `everMay` asks only whether it could be at all.
 * @throws Problem 409 where it could never be, else 503
 */
export async function requireRoom(
  tidings: Instance,
  count: number,
  { everMay = false }: { everMay?: boolean } = {},
): Promise<void> {
  const limit = tidings.env.INTAKE_MAX_BACKLOG;
  if (everMay && count <= limit) return;
  const waiting = (await tidings.backlog.size()) + (await readPromised(tidings));
  const fits = Math.max(0, limit - waiting);
  if (count <= fits) return;
  const room = `${figure(waiting)} deliveries are waiting and at most ${figure(limit)} may, so ${figure(fits)} more fit at present.`;
  if (count > limit) {
    throw new Problem(
      "conflict",
      `More than ${figure(limit)} deliveries would have to be queued. ${room} Choose a shorter range.`,
    );
  }
  throw new Problem(
    "backlog_full",
    `${figure(count)} deliveries would have to be queued. ${room} Choose a shorter range, or start it later.`,
    [],
    { "Retry-After": "30" },
  );
}

const figure = (count: number) => count.toLocaleString("en");

async function readPromised({ database }: Instance): Promise<number> {
  const [row] = await database.rows<{ n: number | null }>(
    "SELECT sum(total - queued - skipped) AS n FROM replays WHERE next_at IS NOT NULL",
    [],
  );
  return Math.max(0, Number(row?.n ?? 0));
}
