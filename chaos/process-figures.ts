import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What the operating system says of a process (Linux). */
export const rssMiB = (pid: number) =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN) / 1_024;

/** Processor time of all its threads so far (ms); Linux counts it in hundredths of a second. */
export function cpuMs(pid: number): number {
  const [, after = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
  const fields = after.split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export const openFiles = (pid: number) => readdirSync(`/proc/${pid}/fd`).length;

export function fileMiB(directory: string, file: string): number {
  return (statSync(join(directory, file), { throwIfNoEntry: false })?.size ?? 0) / 1_024 / 1_024;
}

/** The slope of the straight line that fits best, in y per x. */
export function slope(points: [number, number][]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const above = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const below = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return below === 0 ? 0 : above / below;
}
