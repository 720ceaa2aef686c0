import { performance } from "node:perf_hooks";

/** How the engine's loop rests between turns, and how much it rests. */
export class Rest {
  private wake = () => {};
  private woken = false;
  private usedBefore = performance.eventLoopUtilization();

  /** Ends the present rest, or the next one at once. */
  notify() {
    this.woken = true;
    this.wake();
  }

  /** Resolves when notified, or after so many ms. */
  async until(ms: number): Promise<void> {
    if (!this.woken && ms > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.wake = () => {};
    }
    this.woken = false;
  }

  /** Whether this thread has hardly rested since it was last asked. */
  isBusy(): boolean {
    const present = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(present, this.usedBefore);
    this.usedBefore = present;
    return utilization > BUSY;
  }
}

/** The share of its time from which on the thread counts as busy. */
const BUSY = 0.9;
