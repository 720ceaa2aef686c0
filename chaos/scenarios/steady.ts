import { compare } from "../compare";
import { fileMiB, openFiles, rssMiB, slope } from "../process-figures";
import { createProducer, postOpenLoop } from "../producer";
import { type Report, round, type Scenario, sleep, type Wanted } from "../scenario";
import type { SeededAccount } from "../seed";
import { setOrdinaryStage } from "./ordinary-stage";

const PER_SECOND = 50;
const LOOK_MS = 5_000;

/** What a server opens when it is first called and keeps: a connection for each of its threads, a log. */
const SPARE_FILES = 8;

/** How many are open once that has not changed for a while, or as soon as it is no more than so many. */
async function atRest(count: () => number, enough: number): Promise<number> {
  let [last, same] = [count(), 0];
  for (let looks = 0; looks < 60 && same < 10 && last > enough; looks++) {
    await sleep(1_000);
    const now = count();
    same = now === last ? same + 1 : 0;
    last = now;
  }
  return last;
}

/** D19: half an hour of ordinary work: memory, file handles and the write-ahead log stay as they are. */
export const steady: Scenario = {
  promise: "D19",
  onPostgres: true,
  async run({ seed, short, database, seconds = short ? 60 : 1_800 }: Wanted): Promise<Report> {
    const stage = await setOrdinaryStage({ seed, database });
    try {
      await stage.product.start();
      const { pid } = stage.product;
      const openBefore = await atRest(() => openFiles(pid), 0);
      const producer = createProducer(stage.product.url, stage.accounts[0] as SeededAccount);
      const looks: { minutes: number; rss: number; files: number; wal: number }[] = [];
      const begun = performance.now();
      let over = false;
      const watch = (async () => {
        while (!over) {
          const minutes = (performance.now() - begun) / 60_000;
          const wal = fileMiB(stage.dataDir, "tidings.db-wal");
          looks.push({ minutes, rss: rssMiB(pid), files: openFiles(pid), wal });
          await sleep(LOOK_MS);
        }
      })();
      await postOpenLoop(producer, { perSecond: PER_SECOND, seconds, prefix: "event" });
      over = true;
      await watch;
      const drainSeconds = await stage.drained(240);
      // How many are in use depends on the load; what is still open when nothing is left to do would be a leak.
      const openAfter = await atRest(() => openFiles(pid), openBefore);
      const result = compare(producer.accepted.keys(), await stage.receiver.lines());
      // The first five minutes, or sixth, are for warming up.
      const warm = Math.min(5, seconds / 60 / 6);
      const later = looks.filter(({ minutes }) => minutes >= warm);
      const rssSlope = slope(later.map(({ minutes, rss }) => [minutes, rss]));
      const fileSlope = slope(later.map(({ minutes, files }) => [minutes, files]));
      const worstWal = Math.max(...looks.map(({ wal }) => wal));
      return {
        figures: {
          ...{ ...result, duplicatesBound: 0, minutes: round(seconds / 60), perSecond: PER_SECOND },
          rssMiB: { warm: round(later[0]?.rss ?? 0), last: round(later.at(-1)?.rss ?? 0) },
          rssSlopeMiBPerMinute: round(rssSlope, 2),
          openFiles: {
            before: openBefore,
            most: Math.max(...looks.map(({ files }) => files)),
            after: openAfter,
          },
          openFilesPerMinute: round(fileSlope, 2),
          // PostgreSQL looks after its own.
          ...(!database && { worstWalMiB: round(worstWal) }),
          answers: producer.answers,
        },
        held: {
          "every event is accepted": result.accepted === PER_SECOND * seconds,
          "nothing accepted is lost": result.lost === 0 && drainSeconds !== null,
          "nothing unknown arrives": result.unknown === 0,
          "nothing arrives twice": result.duplicates === 0,
          "memory grows by less than 1 MiB a minute": rssSlope < 1,
          "no file handle stays open": openAfter <= openBefore + SPARE_FILES,
          ...(!database && { "the write-ahead log stays below 64 MiB": worstWal < 64 }),
        },
      };
    } finally {
      await stage.close();
    }
  },
};
