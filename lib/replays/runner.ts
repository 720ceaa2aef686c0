import type { Instance } from "@/lib/instance";
import { runDueReplays } from "./run-due";

/** How often to look whether somebody has started one. */
const LOOK_MS = 500;

/** Works replays off beside an engine, part by part as they become due. */
export function startReplays(tidings: Instance, onQueued: (webhookIds: string[]) => void) {
  let over = false;
  let wake = () => {};

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function run() {
    while (!over) {
      try {
        const next = await runDueReplays(tidings, onQueued, () => over);
        if (!over) await sleep(Math.min(next ?? LOOK_MS, LOOK_MS));
      } catch (error) {
        tidings.log.error({ err: error }, "replays.fault");
        if (!over) await sleep(LOOK_MS);
      }
    }
  }
  const running = run();

  return {
    /** Ends after the part under way. */
    async stop() {
      over = true;
      wake();
      await running;
    },
  };
}
