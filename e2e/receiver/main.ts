import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Behaviour } from "./behaviour";
import {
  type CertificateAuthority,
  createCertificateAuthority,
  openCertificateAuthority,
} from "./certificates";
import { DeliveryLog } from "./delivery-log";
import { parseFaultFile, randomFaults, seededRandom } from "./random-faults";
import type { ReceivedRequest } from "./received-request";
import { type Receiver, startReceiver } from "./receiver";

/** The receiver as a process of its own, so that killing or loading the product leaves it alone. */
const { values: args } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    host: { type: "string", default: "127.0.0.1" },
    names: { type: "string", default: "127.0.0.1,receiver.example.com" },
    plain: { type: "boolean", default: false },
    "ca-dir": { type: "string" },
    script: { type: "string" },
    log: { type: "string" },
    /** A member of JSON bodies that each line of the log names. */
    field: { type: "string" },
    /** The same faults in the same order at every start. */
    seed: { type: "string" },
  },
});

const log = new DeliveryLog(args.log, args.field);
const random = args.seed === undefined ? Math.random : seededRandom(Number(args.seed));
const receiver = await startReceiver({
  port: Number(args.port),
  host: args.host,
  names: args.names.split(","),
  plain: args.plain,
  authority: args["ca-dir"] && !args.plain ? await authorityKeptIn(args["ca-dir"]) : undefined,
  keepRequests: false,
  onSettled: (settled) => log.write(settled),
  control,
});
if (args.script) playFaults(receiver, await readFile(args.script, "utf8"));

process.once("SIGTERM", stop);
process.once("SIGINT", stop);
// Started with an IPC channel, it does not outlive whoever started it.
process.once("disconnect", stop);
const ca = args["ca-dir"] && !args.plain ? join(args["ca-dir"], "ca.pem") : receiver.caFile;
console.log(JSON.stringify({ ready: true, port: receiver.port, ca }));

/** A restarted receiver shows a certificate of the same authority, for the product reads it only once. */
async function authorityKeptIn(directory: string): Promise<CertificateAuthority> {
  const certificateFile = join(directory, "ca.pem");
  const keyFile = join(directory, "ca-key.pem");
  try {
    const keyPem = await readFile(keyFile, "utf8");
    return await openCertificateAuthority({
      keyPem,
      certificatePem: await readFile(certificateFile, "utf8"),
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const authority = await createCertificateAuthority();
  await mkdir(directory, { recursive: true });
  await writeFile(certificateFile, authority.certificatePem);
  await writeFile(keyFile, authority.keyPem, { mode: 0o600 });
  return authority;
}

/** GET /__stats, and PUT /__script with another script file for the paths it names. */
function control(request: ReceivedRequest): Behaviour | Promise<Behaviour> | undefined {
  if (request.path === "/__stats") return stats();
  if (request.path !== "/__script") return undefined;
  try {
    playFaults(receiver, request.body.toString("utf8"));
    return json(200, { ok: true });
  } catch (error) {
    return json(400, { error: String(error) });
  }
}

/** What it counts is in the log's file by then. */
async function stats(): Promise<Behaviour> {
  const counters = { ...receiver.counters(), ...log.counters() };
  await log.flushed();
  return json(200, counters);
}

function playFaults(target: Receiver, text: string): void {
  for (const [path, faults] of Object.entries(parseFaultFile(text))) {
    target.script(path, randomFaults(faults, random));
  }
}

function json(status: number, value: unknown): Behaviour {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

async function stop(): Promise<void> {
  await receiver.close();
  await log.close();
  process.exit(0);
}
