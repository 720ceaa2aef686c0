import { afterAll, beforeAll, expect, it } from "vitest";
import { API_KEY_STORIES } from "./api-keys.stories";
import { CONTACT_STORIES } from "./contacts.stories";
import { createLedger } from "./contract";
import { DATA_CENTER_STORIES } from "./data-centers.stories";
import { EVERYWHERE } from "./everywhere";
import { HISTORY_STORIES } from "./history.stories";
import { type Installation, startInstallation } from "./installation";
import { MESSAGE_STORIES } from "./messages.stories";
import { REPLAY_STORIES } from "./replays.stories";
import { trouble } from "./trouble";
import { USER_STORIES } from "./users.stories";
import { WEBHOOK_STORIES } from "./webhooks.stories";
import { WORKFLOW_STORIES } from "./workflows.stories";

const STORIES: Record<string, (installation: Installation) => Promise<void>> = {
  ...EVERYWHERE,
  ...WEBHOOK_STORIES,
  ...HISTORY_STORIES,
  ...REPLAY_STORIES,
  ...DATA_CENTER_STORIES,
  ...CONTACT_STORIES,
  ...WORKFLOW_STORIES,
  ...MESSAGE_STORIES,
  ...USER_STORIES,
  ...API_KEY_STORIES,
};

const ledger = createLedger();
let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation(ledger);
}, 300_000);
afterAll(() => installation.close());

it("the generated client gets from a fresh installation every status and problem that the document shows of each operation, as it shows it, and no other", async () => {
  const failed: string[] = [];
  for (const [name, story] of Object.entries(STORIES)) {
    await story(installation).catch((error) => failed.push(`${name}: ${error}`));
  }
  await trouble(ledger);
  const { faults } = ledger;
  expect({ failed, faults, unseen: ledger.unseen() }).toEqual({ failed: [], faults: [], unseen: [] });
}, 300_000);
