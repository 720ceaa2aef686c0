import type { Instance } from "@/lib/instance";

const GIVE_BACK_MS = 60_000;

/**
 * After a fault of ours: it is due again in a minute, its attempt counted; the tries still come to an end.
 * @returns whether that could be written
 */
export async function giveBack(tidings: Instance, ids: string[], epoch: number): Promise<boolean> {
  const { database, now, log } = tidings;
  const rest = { epoch, state: "pending" as const, reason: null, lateMs: 0, now: now() };
  const nextAttemptAt = rest.now + GIVE_BACK_MS;
  try {
    await database.atomically((tx) =>
      database.sql.settle(
        tx,
        ids.map((id) => ({ id, ...rest, nextAttemptAt })),
      ),
    );
    return true;
  } catch (error) {
    log.fatal({ err: error, deliveryIds: ids }, "delivery.not_given_back");
    return false;
  }
}
