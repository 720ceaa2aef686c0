import { renameSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import type { Operation } from "@/lib/api/operation";
import { OPERATIONS } from "@/lib/api/operations";
import { MAX_DATA_CENTERS } from "@/lib/data-centers/schema";
import { createBacklog } from "@/lib/deliveries/backlog";
import { newId } from "@/lib/ids";
import { labelKey } from "@/lib/label-schema";
import { MAX_WILDCARDS } from "@/lib/messages/blocked-schema";
import { MAX_MESSAGES } from "@/lib/messages/schema";
import { updateWebhook } from "@/lib/webhooks/update";
import { type Ledger, operationAt } from "./contract";

/**
 * What the running product can't be brought to within reason: its exported handlers answer it here, in this process,
 * while it stops, while its database is away, when it is full, and when somebody else is faster.
 */
export async function trouble(ledger: Ledger): Promise<void> {
  const world = await openWorld({ env: { INTAKE_MAX_BACKLOG: "3" } });
  try {
    const doors = await openDoors(world);
    const noted: typeof doors.call = async (method, path, options) => {
      const answer = await doors.call(method, path, options);
      const operation = operationAt(method, path);
      if (operation) ledger.note(operation, answer);
      return answer;
    };
    const everywhere = async () => {
      for (const operation of OPERATIONS) {
        await noted(operation.method, filled(operation, world.clientId), { body: exampleOf(operation) });
      }
    };

    world.tidings.draining = true;
    await everywhere();
    world.tidings.draining = false;

    const file = join(world.dataDir, "tidings.db");
    renameSync(file, `${file}.away`);
    await everywhere();
    renameSync(`${file}.away`, file);

    const { id, url } = await world.webhook({ delivery: { retry: { kind: "none" } } });
    const { pathname } = new URL(url);
    world.receiver.script(pathname, { status: 500 });
    await world.accept([passed(), passed()]);
    await world.deliver();
    world.clock.now += 1_000;
    await world.accept([passed(), passed()]);
    world.tidings.backlog = createBacklog(world.tidings.database);
    const replays = `/api/v1/${world.clientId}/webhooks/${id}/replays`;
    await noted("POST", replays, { body: { kind: "failed" } });

    await beOvertaken(world, noted);
    await fillWithMessages(world, noted);

    const dataCenters = `/api/v1/${world.clientId}/data-centers`;
    const body = { name: "A data center" };
    for (let center = 1; center <= MAX_DATA_CENTERS + 1; center++) {
      await noted("PUT", `${dataCenters}/${center}`, { body });
    }
    await noted("POST", dataCenters, { body });
  } finally {
    await world.close();
  }
}

/** Somebody else changes a webhook while a change of it looks a name up, and while keys for it are made. */
async function beOvertaken(world: World, call: Doors["call"]): Promise<void> {
  const { id } = await world.webhook({ delivery: { signature: { standard: "v1", rsa: true } } });
  const at = `/api/v1/${world.clientId}/webhooks/${id}`;
  const overtake = () => updateWebhook(world.caller, id, { description: crypto.randomUUID() });

  const { resolver } = world.tidings;
  const { resolve } = resolver;
  resolver.resolve = async () => {
    await overtake();
    return { ok: false, reason: "dns_lookup_failed" };
  };
  await call("PATCH", at, { body: { url: "https://receiver.example.com/hook" } });
  resolver.resolve = resolve;

  let rotated = false;
  const rotating = call("POST", `${at}/signing-keys/rotate`).finally(() => {
    rotated = true;
  });
  // To make an RSA key takes longer than a change, and needs the event loop in between.
  while (!rotated) {
    await overtake();
    await new Promise(setImmediate);
  }
  await rotating;
}

/** As many messages and blocked patterns as there may be; and of several changes at once the first holds. */
async function fillWithMessages(world: World, call: Doors["call"]): Promise<void> {
  await updateAccount(world.tidings, world.clientId, { feature: "automation=on" });
  const { clientId: accountId, dataCenterId } = world;
  const { database } = world.tidings;
  const { messages, blockedAddresses } = database.tables;
  const at = `/api/v1/${accountId}`;
  const draft = { name: "A message", dataCenterId };
  const { json } = await call("POST", `${at}/messages`, { body: draft });
  const change = (subject: string) => call("PATCH", `${at}/messages/${json.id}`, { body: { subject } });
  await Promise.all(["One", "Two", "Three"].map(change));

  await database.atomically(function* (tx) {
    const [made] = yield* tx.run(tx.orm.select().from(messages).where(eq(messages.id, json.id)));
    for (let number = 1; made && number < MAX_MESSAGES; number++) {
      const name = `Message ${number}`;
      yield* tx.run(tx.orm.insert(messages).values({ ...made, id: newId(), name, nameKey: labelKey(name) }));
    }
    for (let number = 0; number < MAX_WILDCARDS; number++) {
      const pattern = `*@spam${number}.example`;
      const because = "blocklisted" as const;
      yield* tx.run(
        tx.orm.insert(blockedAddresses).values({ accountId, dataCenterId, pattern, because, at: 0 }),
      );
    }
  });
  await call("POST", `${at}/messages`, { body: { ...draft, name: "One more" } });
  const blocked = `${at}/data-centers/${dataCenterId}/blocked-addresses`;
  await call("PUT", `${blocked}/*@one-more.example`, { body: {} });
}

/** The address of an operation, with the examples of its parameters. */
const filled = ({ path, params = {} }: Operation, clientId: number) =>
  path.replace(/\{(\w+)\}/g, (_, name) => String(params[name]?.example ?? clientId));

const exampleOf = ({ body }: Operation) => Object.values(body?.examples ?? {})[0]?.value;
