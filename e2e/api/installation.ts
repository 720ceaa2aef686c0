import { createTidingsClient, type TidingsClient } from "@/client/client";
import { startServer } from "@/e2e/fixtures/server";
import { passed } from "@/e2e/fixtures/world";
import { startReceiver } from "@/e2e/receiver/receiver";
import { SCOPES, type Scope } from "@/lib/vocabulary";
import { type Ledger, operationAt } from "./contract";

/** So few that a test can use them up. */
const CALLS_PER_MINUTE = 600;

export type Installation = Awaited<ReturnType<typeof startInstallation>>;

/** A program of an account, that calls through the generated client; the ledger sees each answer. */
export interface Program {
  clientId: number;
  key: string;
  client: TidingsClient;
}

/** The product as `npm start` runs it, on nothing but a fresh DATA_DIR, with a receiver and accounts of its own. */
export async function startInstallation(ledger: Ledger) {
  const receiver = await startReceiver();
  const server = await startServer({
    receiver,
    env: { LOG_LEVEL: "warn", API_CALLS_PER_MINUTE: String(CALLS_PER_MINUTE) },
  });

  async function noted(request: Request): Promise<Response> {
    const response = await fetch(request);
    const operation = operationAt(request.method, new URL(request.url).pathname);
    if (operation) {
      const { status, headers } = response;
      ledger.note(operation, { status, headers, text: await response.clone().text() });
    }
    return response;
  }

  const programWith = (clientId: number, key: string): Program => ({
    ...{ clientId, key },
    client: createTidingsClient({ baseUrl: server.url, key, fetch: noted }),
  });

  async function newProgram(clientId: number, scopes: readonly Scope[] = SCOPES): Promise<Program> {
    const { key } = await server.tidings<{ key: string }>(
      ...["api-key", "create", "--client", String(clientId), "--name", "A program"],
      ...["--scopes", scopes.join(",")],
    );
    return programWith(clientId, key);
  }

  async function newAccount(name: string, ...more: string[]): Promise<number> {
    const { clientId } = await server.tidings<{ clientId: number }>(
      ...["account", "create", "--name", name, "--plan", "paid"],
      ...["--admin-email", `${name.toLowerCase()}@example.org`, "--admin-password", "correct horse battery"],
    );
    await server.tidings(
      "data-center",
      "create",
      "--client",
      String(clientId),
      "--name",
      "Quantum",
      "--sample-data",
    );
    if (more.length > 0) await server.tidings("account", "update", "--client", String(clientId), ...more);
    return clientId;
  }

  async function postAs(key: string, ...posted: unknown[]): Promise<string[]> {
    const answer = await fetch(`${server.url}/api/internal/events`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(posted),
    });
    if (answer.status !== 202) throw new Error(await answer.text());
    const { events } = (await answer.json()) as { events: { id: string }[] };
    return events.map(({ id }) => id);
  }

  const clientId = await newAccount("Acme");
  const producer = await newProgram(clientId, ["events:write"]);
  return {
    ...{ server, receiver, clientId, newAccount, newProgram, programWith, noted },
    /** With every scope in the account that stories play in. */
    program: await newProgram(clientId),
    /** A path of the receiver that nobody else has. */
    address: () => {
      const path = `/${crypto.randomUUID()}`;
      return { path, url: receiver.url(path) };
    },
    /** Posts events as a producer does. @returns their ids */
    post: (...changes: Record<string, unknown>[]) =>
      postAs(producer.key, ...changes.map((change) => passed(change))),
    postAs,
    async close() {
      await server.close();
      await receiver.close();
    },
  };
}
