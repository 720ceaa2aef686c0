import { createAccount } from "@/lib/accounts/create-account";
import { updateAccount } from "@/lib/accounts/update-account";
import { createDataCenter } from "@/lib/data-centers/create";
import { acceptEvents } from "@/lib/events/accept-events";
import { parsePostedEvents } from "@/lib/events/posted-event";
import { type Instance, type OpenOptions, openInstance } from "@/lib/instance";
import { SCOPES } from "@/lib/vocabulary";
import { createWebhook } from "@/lib/webhooks/create";

/** Requests at once of one webhook alone; of many together each has the default. */
export const CONCURRENCY = 64;

export const openBench = (
  dataDir: string,
  caFile: string,
  options: OpenOptions = {},
  env: Record<string, string> = {},
) =>
  openInstance(
    {
      DATA_DIR: dataDir,
      EGRESS_ALLOW_CIDRS: "127.0.0.0/8",
      EGRESS_CA_FILE: caFile,
      LOG_LEVEL: "info",
      ...env,
    },
    options,
  );

export const event = {
  type: "persona.threshold_passed",
  dataCenterId: 1,
  contact: { id: 1353, email: "john.doe@example.org", properties: { FirstName: "John", LastName: "Doe" } },
  data: { personaId: 1, score: 105 },
};

/** An account whose webhooks all want the event. @returns what accepts so many events */
export async function fillBench(tidings: Instance, { port, webhooks }: { port: number; webhooks: number }) {
  const { clientId } = await createAccount(tidings, {
    name: "Bench",
    plan: "paid",
    administrator: { email: "bench@example.org", password: "a long password" },
  });
  await updateAccount(tidings, clientId, { webhookLimit: webhooks });
  const { dataCenterId } = await createDataCenter(tidings, clientId, { name: "Quantum", sampleData: true });
  const actor = { kind: "command_line" as const, id: null, name: "bench" };
  for (let number = 1; number <= webhooks; number++) {
    await createWebhook(
      { tidings, accountId: clientId, actor },
      {
        ...{ label: `Bench ${number}`, status: "active", dataCenterId },
        url: `https://127.0.0.1:${port}/hook`,
        triggers: [{ type: "persona.threshold_passed" }],
        ...(webhooks === 1 && { delivery: { concurrency: CONCURRENCY } }),
      },
    );
  }
  const holder = {
    ...{ apiKeyId: "0", accountId: clientId, name: "bench", scopes: [...SCOPES], dataCenterIds: null },
  };
  return async (events: number) => {
    for (let left = events; left > 0; left -= 1_000) {
      const some = Array.from({ length: Math.min(left, 1_000) }, () => ({ ...event, dataCenterId }));
      const posted = parsePostedEvents(some, { now: Date.now() });
      if (!posted.ok) throw new Error(JSON.stringify(posted.errors));
      await acceptEvents(tidings, holder, posted);
    }
  };
}
