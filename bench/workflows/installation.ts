import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SqliteDatabase } from "@/db/connect-sqlite";
import { type Caller, COMMAND_LINE } from "@/lib/accounts/caller";
import { createAccount } from "@/lib/accounts/create-account";
import { updateAccount } from "@/lib/accounts/update-account";
import { keysOf } from "@/lib/contacts/keys";
import { createDataCenter } from "@/lib/data-centers/create";
import { newId } from "@/lib/ids";
import { type Instance, openInstance } from "@/lib/instance";
import { createWebhook } from "@/lib/webhooks/create";
import { beginPassages } from "@/lib/workflows/begin-passages";
import { activateWorkflow } from "@/lib/workflows/change-status";
import { createWorkflow } from "@/lib/workflows/create";

const DAY_MS = 86_400_000;

/** An installation with a directory of contacts, as an engine has it open, whose clock the bench moves. */
export interface Installation {
  tidings: Instance;
  clock: { now: number };
  /** Publishes a workflow of these steps. @returns its id */
  publish(steps: (webhookId: string) => object[]): Promise<string>;
  /** Begins a passage for each of so many contacts; they are due at once. */
  begin(workflowId: string, passages: number): Promise<void>;
  /** Passages of the workflow that wait for a moment weeks ahead, as many as there are. */
  letWait(workflowId: string, passages: number): void;
  close(): Promise<void>;
}

export async function openInstallation(contacts: number): Promise<Installation> {
  const dataDir = mkdtempSync(join(tmpdir(), "tidings-bench-workflows-"));
  const clock = { now: Date.now() };
  const tidings = await openInstance(
    { DATA_DIR: dataDir, EGRESS_ALLOW_CIDRS: "127.0.0.0/8", LOG_LEVEL: "silent" },
    { now: () => clock.now, sync: "soon" },
  );
  const administrator = { email: "bench@example.org", password: "a long password" };
  const { clientId: accountId } = await createAccount(tidings, {
    name: "Bench",
    plan: "paid",
    administrator,
  });
  await updateAccount(tidings, accountId, { feature: "automation=on" });
  const { dataCenterId } = await createDataCenter(tidings, accountId, { name: "Quantum", sampleData: true });
  const caller: Caller = { tidings, accountId, actor: COMMAND_LINE };
  const place = { accountId, dataCenterId };
  const { sqlite } = tidings.database as SqliteDatabase;
  fillDirectory(sqlite, place, contacts, clock.now);
  const webhook = await createWebhook(caller, {
    ...{
      kind: "workflow",
      label: "Bench",
      dataCenterId,
      profile: "scenario",
      url: "https://127.0.0.1:8443/hook",
    },
    scenario: { details: ["email"], customFields: "all", consent: [], statistics: [], additional: [] },
  });

  return {
    ...{ tidings, clock },
    async publish(steps) {
      const definition = {
        trigger: { type: "event", eventType: "custom.bench" },
        ...{ reentry: { kind: "always" }, steps: steps(webhook.id) },
      };
      const { id } = await createWorkflow(caller, { name: newId(), dataCenterId, definition });
      await activateWorkflow(caller, id);
      return id;
    },
    async begin(workflowId, passages) {
      for (let from = 0; from < passages; from += 500) {
        const wanted = Array.from({ length: Math.min(500, passages - from) }, (_, index) => ({
          ...{ type: "custom.bench", contactId: contactId((from + index) % contacts) },
          ...{ eventId: null, data: { total: from + index } },
        }));
        const workflow = { id: workflowId, version: 1 };
        await tidings.database.atomically((tx) =>
          beginPassages(tidings.database, tx, place, { workflow, wanted, now: clock.now }),
        );
      }
    },
    letWait(workflowId, passages) {
      const insert = sqlite.prepare(`
        INSERT INTO passages (id, account_id, workflow_id, version, data_center_id, contact_id, state, step_id,
          because, due_at, started_at) VALUES (?, ?, ?, 1, ?, ?, 'waiting', 'wait', 'due', ?, ?)`);
      sqlite.transaction(() => {
        for (let number = 0; number < passages; number++) {
          const due = clock.now + 30 * DAY_MS + number;
          const whose = contactId(number % contacts);
          insert.run(newId(), accountId, workflowId, dataCenterId, whose, due, clock.now);
        }
      })();
    },
    async close() {
      await tidings.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const contactId = (number: number) => String(5_000_000 + number);

function fillDirectory(
  sqlite: SqliteDatabase["sqlite"],
  { accountId, dataCenterId }: { accountId: number; dataCenterId: number },
  contacts: number,
  now: number,
) {
  const insert = sqlite.prepare(`
    INSERT INTO contacts (account_id, data_center_id, id, email, properties, email_key, phone_key, name_key,
      surname_key, updated_at, occurred_at, joined_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)`);
  sqlite.transaction(() => {
    for (let number = 0; number < contacts; number++) {
      const properties = {
        FirstName: "Jo",
        LastName: `Doe ${number}`,
        City: number % 2 === 0 ? "Graz" : "Linz",
      };
      const contact = { id: contactId(number), email: `jo.${number}@example.org`, properties };
      const { emailKey, phoneKey, nameKey, surnameKey } = keysOf(contact);
      insert.run(
        ...[accountId, dataCenterId, contact.id, contact.email, JSON.stringify(properties)],
        ...[emailKey, phoneKey, nameKey, surnameKey, now, now],
      );
    }
  })();
}
