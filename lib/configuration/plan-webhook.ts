import { isDeepStrictEqual } from "node:util";
import type { Keyring } from "@/lib/keyring";
import { withDefaults } from "@/lib/webhooks/create";
import type { LoadedWebhook } from "@/lib/webhooks/find";
import { firstStatus } from "@/lib/webhooks/first-status";
import { secretPlace, withoutSecrets } from "@/lib/webhooks/settings";
import { plural } from "@/texts/plural";
import { changesOf, changesOfNew } from "./changes-of";
import type { JudgedEntry } from "./judge-entry";
import type { Present } from "./present";
import type { PlannedChange } from "./schema";
import { type Fields, type SecretReference, withSecrets } from "./secret-references";
import { shortForm } from "./short-form";

/** A change with what apply needs to make it. */
export interface Task {
  view: PlannedChange;
  before: LoadedWebhook | undefined;
  /** What create or update take; the secrets that are to be written are inside. */
  input: Fields;
}

/** What has to happen so that there is a webhook as an entry describes it. */
export function planEntry(
  keyring: Keyring,
  entry: JudgedEntry,
  before: LoadedWebhook | undefined,
  present: Present,
  waiting: number,
): Task {
  const secrets = entry.secrets.map(({ path, variable, ...secret }) => ({
    ...{ path, variable, text: secret.text, value: compareSecret(keyring, { path, ...secret }, before) },
  }));
  const written = secrets.flatMap(({ path, text, value }) =>
    text !== undefined && (value === "set" || value === "replaced") ? [{ path, text, value }] : [],
  );
  const input = withSecrets(withDefaults(entry.webhook), written);
  const planned = before ? planChange(entry, before, present, written.length > 0) : planNew(entry, present);
  const secretChanges = written.map(({ path, value }) => ({
    ...{ path, from: value === "replaced" ? "set" : null, to: value },
  }));
  const view: PlannedChange = {
    ...{ action: planned.action, label: entry.settings.label, id: before?.webhook.id ?? null },
    steps: planned.steps,
    changes: [...planned.changes, ...secretChanges],
    secrets: secrets.map(({ path, variable, value }) => ({ path, variable, value })),
    notes: notesOn(planned.steps, entry, before, waiting),
    warnings: [],
  };
  return { view, before, input: { ...input, ...planned.status } };
}

function compareSecret(
  keyring: Keyring,
  { path, text, ciphertext }: Omit<SecretReference, "variable">,
  before: LoadedWebhook | undefined,
): PlannedChange["secrets"][number]["value"] {
  if (text === undefined) return "kept";
  if (!before || ciphertext === undefined) return "set";
  return keyring.open(ciphertext, secretPlace(before.webhook, path)) === text ? "unchanged" : "replaced";
}

interface Planned extends Pick<PlannedChange, "action" | "steps" | "changes"> {
  /** With what a new one is created. */
  status?: { status: "created" | "active" | "inactive" };
}

function planNew({ settings, status }: JudgedEntry, present: Present): Planned {
  const startsStill = firstStatus(settings.profile, undefined).status === "created";
  const isActivated = startsStill && status === "active";
  const first = startsStill ? "created" : (status ?? "inactive");
  const last = isActivated ? "active" : first;
  return {
    action: "create",
    steps: isActivated ? ["create", "activate"] : ["create"],
    changes: changesOfNew(shortForm(settings.label, last, withoutSecrets(settings), present)),
    status: { status: first },
  };
}

function planChange(
  { settings, status }: JudgedEntry,
  { webhook, revision }: LoadedWebhook,
  present: Present,
  hasNewSecrets: boolean,
): Planned {
  const after = withoutSecrets(settings);
  const isEdited =
    hasNewSecrets || webhook.label !== settings.label || !isDeepStrictEqual(revision.settings, after);
  const turn = turnTo(status, webhook.status);
  const steps: PlannedChange["steps"] = [];
  if (turn === "deactivate") steps.push(turn);
  if (isEdited) steps.push("update");
  if (turn === "activate") steps.push(turn);
  const statusAfter = turn ? (status ?? webhook.status) : webhook.status;
  const states = [
    { label: webhook.label, status: webhook.status, settings: revision.settings },
    { label: settings.label, status: statusAfter, settings: after },
  ] as const;
  return {
    action: isEdited ? "update" : (turn ?? "unchanged"),
    steps,
    changes: steps.length > 0 ? changesOf(...states, present) : [],
  };
}

/**
 * A webhook that was never activated is as little at work as an inactive one. What the system has suspended stays so:
 * people wanted it active, and no pipeline should send to a broken endpoint again whenever it runs.
 */
function turnTo(wanted: JudgedEntry["status"], status: string): "activate" | "deactivate" | undefined {
  if (wanted === "active") return status === "inactive" || status === "created" ? "activate" : undefined;
  if (wanted === "inactive") return status === "active" || status === "suspended" ? "deactivate" : undefined;
  return undefined;
}

function notesOn(
  steps: PlannedChange["steps"],
  { status }: JudgedEntry,
  before: LoadedWebhook | undefined,
  waiting: number,
): string[] {
  if (before?.webhook.status === "suspended" && status === "active") {
    return ["Suspended by the system, and stays so: activate it in the console or by the API."];
  }
  if (!steps.includes("deactivate") || waiting === 0) return [];
  return [`${plural(waiting, "waiting delivery stays", "waiting deliveries stay")} owed.`];
}

/** Takes a webhook away that the file doesn't name. */
export function planDelete(before: LoadedWebhook, waiting: number): Task {
  const { id, label, status } = before.webhook;
  const cancelled = `${plural(waiting, "waiting delivery is", "waiting deliveries are")} cancelled.`;
  const view: PlannedChange = {
    ...{ action: "delete", label, id },
    steps: status === "active" ? ["deactivate", "delete"] : ["delete"],
    changes: [{ path: "status", from: status, to: "deleted" }],
    secrets: [],
    notes: ["Can't be undone: its credentials are erased.", ...(waiting > 0 ? [cancelled] : [])],
    warnings: [],
  };
  return { view, before, input: {} };
}
