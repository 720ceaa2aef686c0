import { closeSync, fdatasync, openSync } from "node:fs";

/**
 * Brings a write-ahead log to disk beside the thread that writes it, one `fdatasync` after the other, so that a
 * commit need not wait for it (docs/decisions/008-the-engine-syncs-beside-its-work.md). Whoever tells somebody of a
 * commit waits for `synced` first.
 */
export interface SyncSoon {
  /** Something was written: it is to reach the disk as soon as the sync before it has ended. */
  request(): void;
  /** Resolves once all that was requested is on disk. @throws what the last sync met */
  synced(): Promise<void>;
  /** After a last sync. */
  close(): Promise<void>;
}

/** @param onFault called once, when the disk has refused: from then on each commit has to be synced by itself */
export function createSyncSoon(file: string, onFault: (error: Error) => void): SyncSoon {
  let descriptor: number | undefined;
  let running: Promise<void> | undefined;
  let wanted = false;
  let fault: Error | undefined;

  const syncOnce = () =>
    new Promise<void>((resolve) => {
      // Opened late: SQLite makes the file at the first write.
      descriptor ??= openSync(file, "r");
      fdatasync(descriptor, (error) => {
        if (error && !fault) {
          fault = error;
          onFault(error);
        }
        resolve();
      });
    });

  async function run() {
    while (wanted && !fault) {
      wanted = false;
      await syncOnce();
    }
    running = undefined;
  }

  const synced = async () => {
    while (running) await running;
    if (fault) throw fault;
  };

  return {
    request() {
      wanted = true;
      running ??= run();
    },
    synced,
    async close() {
      await synced().catch(() => {});
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}
