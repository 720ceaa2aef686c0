import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A place for data that can be filled up and freed again. */
export interface SmallDisk {
  how: string;
  dataDir: string;
  /** How the product has to be run. */
  within: string[];
  /** From now on nothing more fits. */
  fill(pid: number): void;
  free(pid: number): void;
  remove(): void;
}

const MIB = 1_024 * 1_024;

/** A file system in memory where we may mount one; elsewhere a limit on the size of the product's files. */
export function makeSmallDisk(sizeMiB: number): SmallDisk {
  const place = mkdtempSync(join(tmpdir(), "tidings-disk-"));
  return tryMount(place, sizeMiB) ? tmpfs(place) : limited(place);
}

function tryMount(place: string, sizeMiB: number): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${sizeMiB}m`, "tmpfs", place], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function tmpfs(place: string): SmallDisk {
  const filler = join(place, "filler");
  return {
    how: "tmpfs",
    dataDir: join(place, "data"),
    within: [],
    fill: () => writeUntilFull(filler),
    free: () => rmSync(filler),
    remove() {
      execFileSync("umount", [place]);
      rmSync(place, { recursive: true });
    },
  };
}

/** The product writes too meanwhile, so that what fits is only known by trying. */
function writeUntilFull(file: string) {
  const handle = openSync(file, "w");
  const page = Buffer.alloc(4_096);
  try {
    for (;;) writeSync(handle, page);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  } finally {
    closeSync(handle);
  }
}

/** Writes beyond the limit fail with EFBIG; the signal that comes with it would end the process, so it is ignored. */
function limited(place: string): SmallDisk {
  const dataDir = join(place, "data");
  mkdirSync(dataDir);
  const limit = (pid: number, bytes: string) =>
    execFileSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}:unlimited`]);
  return {
    how: "file size limit",
    dataDir,
    within: ["sh", "-c", 'trap "" XFSZ; exec "$@"', "sh"],
    fill: (pid) => void limit(pid, String(2 * MIB)),
    free: (pid) => void limit(pid, "unlimited"),
    remove: () => rmSync(place, { recursive: true }),
  };
}
