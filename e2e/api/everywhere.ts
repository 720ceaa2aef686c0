import type { Operation } from "@/lib/api/operation";
import { OPERATIONS } from "@/lib/api/operations";
import { BODY_BYTES } from "@/lib/api/read-body";
import type { Installation, Program } from "./installation";

/** The answers that every operation of a form gives alike, asked of each. */

interface Sent {
  path?: Record<string, string | number>;
  header?: Record<string, string>;
  /** As it is, in place of JSON. */
  raw?: string;
}

/** A call through the generated client, of an operation that the caller does not know by name. */
export async function call({ client, clientId }: Program, operation: Operation, sent: Sent = {}) {
  const described = Object.entries(operation.params ?? {}).map(([name, { example }]) => [name, example]);
  const path = { clientId, ...Object.fromEntries(described), ...sent.path };
  const json = Object.values(operation.body?.examples ?? {})[0]?.value;
  const body = sent.raw !== undefined || operation.body ? { body: sent.raw ?? JSON.stringify(json) } : {};
  return client.request(
    operation.method.toLowerCase() as "get",
    operation.path as "/api/v1/{clientId}/webhooks",
    {
      params: { path },
      ...body,
      bodySerializer: (text: unknown) => text as string,
      headers: { ...("body" in body && { "Content-Type": "application/json" }), ...sent.header },
    } as never,
  );
}

const withBody = OPERATIONS.filter(({ body }) => body);
const inAccount = OPERATIONS.filter(({ path }) => path.includes("{clientId}"));

/** By what is asked; each throws nothing, for the ledger sees what was answered. */
export const EVERYWHERE: Record<string, (installation: Installation) => Promise<void>> = {
  async "no key"({ program, programWith }) {
    const stranger = programWith(program.clientId, "tdg_nobodys");
    for (const operation of OPERATIONS) await call(stranger, operation);
  },

  async "a key without the scope"({ clientId, newProgram }) {
    const scopes = new Set(OPERATIONS.map(({ scope }) => scope));
    for (const scope of scopes) {
      const other = [...scopes].find((one) => one !== scope);
      const poor = await newProgram(clientId, other ? [other] : []);
      for (const operation of OPERATIONS) if (operation.scope === scope) await call(poor, operation);
    }
  },

  async "the free plan"({ newAccount, newProgram }) {
    const program = await newProgram(await newAccount("Free", "--plan", "free"));
    for (const operation of OPERATIONS) if (!operation.anyPlan) await call(program, operation);
  },

  async "an account that isn't the caller's"({ program }) {
    for (const operation of inAccount) await call(program, operation, { path: { clientId: 999_999 } });
  },

  async "an address that can't be decoded"({ server, noted, program }) {
    for (const { method, path, params } of OPERATIONS) {
      const filled = path.replace(/\{(\w+)\}/g, (_, name) => String(params?.[name]?.example ?? "%E0%A4%A"));
      const headers = { authorization: `Bearer ${program.key}` };
      await noted(new Request(server.url + filled, { method, headers }));
    }
  },

  async "headers that can't be obeyed"({ clientId, newProgram }) {
    const program = await newProgram(clientId);
    for (const operation of OPERATIONS) await call(program, operation, { header: { "If-Match": "x" } });
  },

  async "bodies that are no JSON, in no JSON's name, or too large"({ clientId, newProgram }) {
    const program = await newProgram(clientId);
    for (const operation of withBody) {
      await call(program, operation, { raw: "{" });
      await call(program, operation, { header: { "Content-Type": "text/plain" } });
      await call(program, operation, { raw: " ".repeat((operation.body?.maxBytes ?? BODY_BYTES) + 1) });
    }
  },

  async "an Idempotency-Key that stands for another call"({ clientId, newProgram }) {
    const program = await newProgram(clientId);
    const header = { "Idempotency-Key": crypto.randomUUID() };
    const body = {
      ...{ label: `Webhook ${header["Idempotency-Key"]}`, dataCenterId: 1 },
      ...{ url: "https://receiver.example.com/hook", triggers: [{ type: "contact.updated" as const }] },
    };
    const path = { clientId };
    await program.client.POST("/api/v1/{clientId}/webhooks", { params: { path, header }, body });
    for (const operation of OPERATIONS) {
      if (operation.method === "POST") await call(program, operation, { header });
    }
  },

  async "more calls than are allowed in a minute"({ clientId, newProgram }) {
    const program = await newProgram(clientId);
    const exhaust = async () => {
      const params = { path: { clientId } };
      for (let status = 0; status !== 429; ) {
        const answers = Array.from({ length: 50 }, () =>
          program.client.GET("/api/v1/{clientId}/data-centers", { params }),
        );
        for (const { response } of await Promise.all(answers)) status = Math.max(status, response.status);
      }
    };
    for (const operation of OPERATIONS) {
      while ((await call(program, operation)).response.status !== 429) await exhaust();
    }
  },
};
