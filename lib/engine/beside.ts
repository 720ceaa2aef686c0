import type { Instance } from "@/lib/instance";

/** Work that is done part by part beside an engine, wherever one runs. */
export interface BesideWork {
  /** What the log says of a fault of ours; the work goes on after a pause. */
  fault: string;
  /** How often to look at least whether there is something to do, in ms. */
  lookMs: number;
  /** Does what is due. @returns in how many ms to look again; undefined where nothing tells */
  work(isOver: () => boolean): Promise<number | undefined>;
}

export function startBeside(tidings: Instance, { fault, lookMs, work }: BesideWork) {
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
        const next = await work(() => over);
        if (!over) await sleep(Math.min(next ?? lookMs, lookMs));
      } catch (error) {
        tidings.log.error({ err: error }, fault);
        if (!over) await sleep(lookMs);
      }
    }
  }
  const running = run();

  return {
    /** Has it look now: something was made due just now. */
    wake: () => wake(),
    /** Ends after the part under way. */
    async stop() {
      over = true;
      wake();
      await running;
    },
  };
}
