import type { PostgresDatabase } from "@/db/connect-postgres";
import { daysOfPartition, type Span, spansBefore } from "@/db/partition-plan";
import {
  dropPartition,
  listPartitions,
  makePartitions,
  type Partition,
  type PartitionedTable,
  takeAwayKeys,
} from "@/db/partitions";
import type { Instance } from "@/lib/instance";
import { DAY_MS } from "@/lib/time";
import { KEPT_SAMPLES } from "./samples";

interface Kept {
  accountId: number;
  /** What is older (epoch ms) is past retention. */
  before: number;
}

export interface PartitionsDone {
  dropped: string[];
  /** Before which moment an account's rows are taken away one by one: the rest goes with its partition. */
  beforeOf(table: PartitionedTable, kept: Kept): number;
}

/**
 * Whole days go at once, without reading their rows, where every account is past its retention and nothing alive points
 * into them; what can't go that way is left to be deleted row by row. Makes the partitions of the days to come, too.
 */
export async function prunePartitions(
  { database, now, log }: Instance,
  accounts: Kept[],
  isOver: () => boolean = () => false,
): Promise<PartitionsDone> {
  const nothing: PartitionsDone = { dropped: [], beforeOf: (_table, { before }) => before };
  if (database.dialect !== "postgres" || accounts.length === 0) return nothing;
  const oldest = Math.min(...accounts.map(({ before }) => before));
  await makePartitions(database, now(), daysOfPartition((now() - oldest) / DAY_MS));
  const dropped: string[] = [];
  const left: Record<PartitionedTable, Partition[]> = { events: [], runs: [] };
  for (const table of ["events", "runs"] as const) {
    const existing = await listPartitions(database, table);
    for (const partition of spansBefore(existing, oldest)) {
      if (isOver()) break;
      if (await drop(database, table, partition)) dropped.push(partition.name);
    }
    left[table] = existing.filter(({ name }) => !dropped.includes(name));
  }
  if (dropped.length > 0) log.info({ dropped }, "retention.dropped");
  return {
    dropped,
    beforeOf: (table, { before }) => (before === oldest ? beginOf(left[table], before) : before),
  };
}

/** The beginning of the partition in which retention ends at present, which soon goes as a whole. */
export function beginOf(partitions: Span[], before: number): number {
  const present = partitions.find(({ since, until }) => since <= before && before < until);
  return present?.since ?? before;
}

async function drop(
  database: PostgresDatabase,
  table: PartitionedTable,
  partition: Partition,
): Promise<boolean> {
  // Whoever posts such a key again after retention posts a new event.
  if (table === "events" && !(await takeAwayKeys(database, partition))) return false;
  return dropPartition(database, table, partition, KEPT_SAMPLES);
}
