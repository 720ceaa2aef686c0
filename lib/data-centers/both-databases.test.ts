import { describe, expect, it, onTestFinished } from "vitest";
import { ENGINES } from "@/db/conformance/engines";
import { openWorld } from "@/e2e/fixtures/world";
import { addDataCenter } from "./create";
import { deleteItem } from "./delete-item";
import { findDataCenter } from "./find";
import { putDataCenter } from "./put";
import { replaceItems } from "./replace-items";
import { listDataCenterRows } from "./rows";
import { findUsage } from "./usage";
import { addItem, putItem } from "./write-item";

describe.each(ENGINES)("D20: master data on $name", ({ place }) => {
  it("is written, counted, refused while in use, and read whole", async () => {
    const world = await openWorld({ env: (await place()).env });
    onTestFinished(() => world.close());
    const { caller } = world;
    const { id } = await addDataCenter(caller, { name: "Beta" });
    await putDataCenter(caller, id, { name: "Gamma" });
    const field = (id: number, code: string) => ({ id, code, label: code, type: "text", keyField: true });
    await replaceItems(caller, id, "fields", { fields: [field(1, "a"), field(2, "b")] });
    await replaceItems(caller, id, "fields", { fields: [field(1, "b"), field(2, "a")] });
    const stages = [{ name: "Hot", threshold: -Number.MAX_SAFE_INTEGER }];
    await addItem(caller, id, "leadScorings", { name: "Interest", stages });
    await Promise.all([1, 2, 3].map((n) => addItem(caller, id, "mailings", { name: `Mailing ${n}` })));
    await Promise.all(
      [1, 2].map((n) =>
        replaceItems(caller, id, "personas", { personas: [{ id: n, name: "P", threshold: n }] }),
      ),
    );
    await putItem(caller, id, "communicationTypes", "9", { name: "News" });
    await deleteItem(caller, id, "communicationTypes", "9");
    const whole = await findDataCenter(caller, id);
    expect(whole).toMatchObject({
      name: "Gamma",
      fields: [field(1, "b"), field(2, "a")],
      leadScorings: [{ id: 1, stages: [{ id: 1, threshold: -Number.MAX_SAFE_INTEGER }] }],
      mailings: [{ id: 1 }, { id: 2 }, { id: 3 }],
      communicationTypes: [],
    });
    expect(whole.personas).toHaveLength(1);
    const [persona] = whole.personas;

    const webhook = await world.webhook({
      dataCenterId: id,
      triggers: [{ type: "persona.threshold_passed", personaIds: [persona?.id] }],
    });
    await expect(deleteItem(caller, id, "personas", persona?.id ?? 0)).rejects.toMatchObject({ status: 409 });
    expect(await findUsage(caller, id, "personas", whole.personas)).toEqual([
      { ...persona, usedBy: [{ id: webhook.id, label: webhook.label }] },
    ]);
    expect((await listDataCenterRows(caller))[1]?.counts).toEqual({
      ...{ webhooks: 1, personas: 1, leadScorings: 1, fields: 2, mailings: 3, communicationTypes: 0 },
    });
  });
});
