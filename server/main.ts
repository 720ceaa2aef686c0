import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { parse } from "node:url";
import next from "next";
import { createWriteLock, shareWriteLock } from "@/db/write-lock";
import { CLIENT_HEADER } from "@/lib/accounts/client-address";
import { contentPolicy, newNonce, SECURITY_HEADERS } from "@/lib/content-policy";
import { PROBLEMS, Problem, type ProblemName } from "@/lib/errors";
import { getInstance, type Instance } from "@/lib/instance";
import { createMailer } from "@/lib/notifications/mailer";
import { problemHeaders } from "@/lib/route";
import { startEngineThread } from "./engine-thread";
import { addressOf, handleEvents, isEventsPost } from "./mount-events";
import { drainOnSignal } from "./shutdown";

/** The web process: pages and routes by Next, the producers' hot route directly, the engine in a thread beside. */
async function main() {
  const memory = shareWriteLock();
  const tidings = await getInstance({ lock: createWriteLock(memory, 0) });
  tidings.ownServer = true;
  const { HOST, PORT, PUBLIC_URL, TIDINGS_ROLE, TRUST_PROXY } = tidings.env;

  const dev = process.env.TIDINGS_DEV === "1";
  const web = next({ dev, dir: process.cwd(), hostname: HOST, port: PORT });
  await web.prepare();
  const handlePage = web.getRequestHandler();

  const server = createServer((request, response) => {
    if (tidings.draining) return refuse(response, "draining");
    if (isEventsPost(request)) return void handleEvents(request, response, TRUST_PROXY);
    nameClient(request, TRUST_PROXY);
    if (TRUST_PROXY === 0) forgetForwarded(request);
    if (!isReadable(request.url)) return refuse(response, "malformed_address");
    handlePage(request, response, parse(request.url ?? "/", true)).catch((error) => {
      tidings.log.error({ err: error }, "request.failed");
      if (!response.headersSent) refuse(response, "internal_error");
      else response.destroy();
    });
  });
  // Longer than a usual proxy keeps its connections, so that none is closed under a request.
  server.keepAliveTimeout = 75_000;
  // Development reloads pages over a socket, and without it again and again; else nothing speaks another protocol.
  const upgrade = dev ? web.getUpgradeHandler() : undefined;
  server.on("upgrade", (request, socket, head) => {
    if (upgrade) void upgrade(request, socket, head);
    else socket.destroy();
  });

  const engine = TIDINGS_ROLE === "all" ? startEngineThread(tidings, memory) : undefined;
  await listen(server, PORT, HOST);
  const mailer = createMailer(tidings);
  mailer?.start();
  // Whom another process has queued a mail for: the command line, an engine, a web process without a mail server.
  if (mailer) tidings.bulletin.listen(({ mail }) => mail && tidings.hearOfMail());
  drainOnSignal(tidings, server, [engine, mailer]);
  announce(tidings, PUBLIC_URL);
}

/** A path that can't be decoded would be a fault deep inside Next; here it is the sender's. */
function isReadable(url = "/"): boolean {
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
    return url.startsWith("/") && URL.canParse(url, "http://localhost");
  } catch {
    return false;
  }
}

/** Tells Next whose request it is; what the sender wrote in that header never arrives. */
function nameClient(request: IncomingMessage, trustedProxies: number) {
  const address = addressOf(request, trustedProxies);
  if (address) request.headers[CLIENT_HEADER] = address;
  else delete request.headers[CLIENT_HEADER];
}

/** Without a proxy in front, anybody may have written these; Next would believe them. */
function forgetForwarded({ headers }: IncomingMessage) {
  for (const name of Object.keys(headers)) {
    if (name.startsWith("x-forwarded-") || name === "forwarded") delete headers[name];
  }
}

/** What Next gives its own answers by next.config.ts and proxy.ts. */
function protect(response: ServerResponse) {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  response.setHeader("Content-Security-Policy", contentPolicy(newNonce()));
}

/** The connection ends with it: kept-alive ones come back to the next process. */
function refuse(response: ServerResponse, name: ProblemName) {
  const problem = new Problem(name, `${PROBLEMS[name].title}.`);
  protect(response);
  response.writeHead(problem.status, { ...problemHeaders(problem), Connection: "close" });
  response.end(JSON.stringify(problem.body()));
}

const listen = (server: ReturnType<typeof createServer>, port: number, host: string) =>
  new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });

function announce(tidings: Instance, publicUrl: string) {
  tidings.log.info({ url: publicUrl }, "server.ready");
  void tidings.database.rows<{ n: number }>("SELECT count(*) AS n FROM accounts", []).then(([accounts]) => {
    const fresh = Number(accounts?.n ?? 0) === 0;
    if (fresh && tidings.setUpCode) process.stderr.write(`Set-up code: ${tidings.setUpCode}\n`);
    process.stderr.write(`Tidings is ready: ${publicUrl}${fresh ? "/setup" : ""}\n`);
  });
}

main().catch((error: NodeJS.ErrnoException) => {
  const inUse = error.code === "EADDRINUSE";
  const text = inUse
    ? `Port ${process.env.PORT ?? 3000} is in use. Stop the other program, or set PORT to another number.`
    : (error.stack ?? String(error));
  process.stderr.write(`Tidings could not start. ${text}\n`);
  process.exit(1);
});
