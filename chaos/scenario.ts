/** What the command line asked for; a scenario fills in what is not given. */
export interface Wanted {
  seed: number;
  /** The form that `npm test` runs: the same rules, smaller figures. */
  short: boolean;
  events?: number;
  kills?: number;
  /** What it is played on; SQLite unless it says so. */
  database?: "postgres";
  /** How long the part lasts whose length matters. */
  seconds?: number;
}

/** One JSON line: figures of the scenario, each judgement by name, and whether all of them held. */
export interface Report {
  /** Figures to print, in this order. */
  figures: Record<string, unknown>;
  /** What had to hold: the sentence that a failure prints, and whether it did. */
  held: Record<string, boolean>;
}

export interface Scenario {
  /** The promises it shows (docs/reliability.md). */
  promise: string;
  /** Whether it can be played on PostgreSQL: where not, it is about SQLite's file. */
  onPostgres?: true;
  run(wanted: Wanted): Promise<Report>;
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** With the fraction of a millisecond, on the clock that all processes of the machine share. */
export const wallClock = () => performance.timeOrigin + performance.now();

export function percentile(values: number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
}

export const round = (value: number, digits = 1) => Number(value.toFixed(digits));
