import { Pool } from "undici";
import { sleep, wallClock } from "../chaos/scenario";
import type { SeededAccount } from "../chaos/seed";

/**
 * Posts single events at a fixed rate, whether or not the ones before are answered.
 * @returns by the event's id, when its 202 had arrived (ms since 1970)
 */
export async function openLoop(
  url: string,
  account: SeededAccount,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Map<string, number>> {
  const pool = new Pool(url, { connections: 128 });
  const accepted = new Map<string, number>();
  const body = JSON.stringify({
    type: "persona.threshold_passed",
    dataCenterId: account.dataCenterId,
    contact: { id: 1353, email: "john.doe@example.org", properties: { FirstName: "John", LastName: "Doe" } },
    data: { personaId: 1, score: 105 },
  });
  const headers = { authorization: `Bearer ${account.key}`, "content-type": "application/json" };
  const post = async () => {
    const answer = await pool.request({ method: "POST", path: "/api/internal/events", headers, body });
    const at = wallClock();
    const text = await answer.body.text();
    if (answer.statusCode !== 202) throw new Error(`An event was answered ${answer.statusCode}: ${text}`);
    accepted.set((JSON.parse(text) as { events: [{ id: string }] }).events[0].id, at);
  };
  const posts: Promise<void>[] = [];
  const begun = performance.now();
  while (posts.length < perSecond * seconds) {
    const due = Math.min(perSecond * seconds, ((performance.now() - begun) * perSecond) / 1_000);
    while (posts.length < due) posts.push(post());
    await sleep(1);
  }
  await Promise.all(posts);
  await pool.close();
  return accepted;
}
