import { sayAlive, sayEnded } from "@/db/engine-rows";
import type { Instance } from "@/lib/instance";
import type { Engine } from "./engine";
import { type EngineSeat, takeSeat } from "./engine-seat";

/** An engine's part in the crew that delivers from one PostgreSQL. */
export interface Crew {
  /** To be called every few seconds: says that the engine is alive, and takes over from those that are not. */
  look(): Promise<void>;
  /** The engine has ended and let go of its lanes. */
  leave(): Promise<void>;
}

/** @param owner names the engine in the lanes that it leases */
export function joinCrew(tidings: Instance, engine: Engine, owner: string): Crew {
  const { database, now, bulletin } = tidings;
  const seat = seatFor(tidings, owner);
  return {
    async look() {
      const dead = seat?.dead() ?? [];
      if (dead.length > 0) await sayEnded(database, dead, now());
      engine.engines = await sayAlive(database, owner, now());
      await engine.rescue(dead);
      seat?.bury(dead);
    },
    async leave() {
      seat?.leave();
      bulletin.tell({ due: [] });
      await sayEnded(database, [owner], now());
    },
  };
}

/** Without one the others learn of the engine's death when its leases run out. */
function seatFor({ env, log }: Instance, owner: string): EngineSeat | undefined {
  try {
    return takeSeat(env.DATA_DIR, owner);
  } catch (error) {
    log.warn({ err: error, dataDir: env.DATA_DIR }, "engine.no_seat");
    return undefined;
  }
}
