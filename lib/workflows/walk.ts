import { createHash } from "node:crypto";
import { contactEmailSchema } from "@/lib/contacts/schema";
import type { JsonObject } from "@/lib/vocabulary";
import type { Step, WaitStep, WebhookStep } from "@/lib/workflows/definition";
import { type JudgedRule, judgeRules, textOf, type World } from "@/lib/workflows/judge-rules";
import type { Plan } from "@/lib/workflows/plan";
import { dueAtOf } from "@/lib/workflows/waits";

/** Where a passage stands, and why it is looked at now. */
export interface Standing {
  passageId: string;
  /** The step it is at; null where it has just begun. */
  stepId: string | null;
  /**
   * What has come: nothing yet (it arrives), the time it waited for, the event it waited for, the answer of its
   * webhook, or word that no answer will come.
   */
  because: "arrived" | "due" | "happened" | "answered" | "failed";
}

export interface RequestEffect {
  kind: "request";
  stepId: string;
  webhookId: string;
  wait: boolean;
  conversion: boolean;
  identity: Identity | null;
  /** The passage's own contact as the steps before have left it. */
  contact: World["contact"];
}

/** What a step does outside of the passage, to be written in the same commit. */
export type Effect =
  | RequestEffect
  | { kind: "update_contact"; stepId: string; values: Record<string, string> }
  | { kind: "group"; stepId: string; action: "add" | "remove"; groupId: number }
  /** With what its expressions read, as it is at this step. */
  | { kind: "message"; stepId: string; messageId: string; world: World };

/** Who is the contact of a request: the first filled of the three (decision 21). */
export interface Identity {
  by: "id" | "email" | "phone";
  value: string;
}

/** One line of the passage's page: what a step did, and why. */
export interface Entry {
  stepId: string;
  outcome: string;
  detail: JsonObject;
}

/** How the walk comes to rest. */
export type Rest =
  | { kind: "waits"; stepId: string; dueAt: number; eventType: string | null }
  | { kind: "awaits_answer"; stepId: string }
  | { kind: "ended"; how: "done" | "stopped"; stepId: string | null };

export interface Walk {
  entries: Entry[];
  effects: Effect[];
  rest: Rest;
}

/**
 * One contact's way from where it stands to where it has to wait, or to the end. Pure: the same standing in the same
 * world takes the same way, so that a repeat after a kill does no harm.
 */
export function walk(plan: Plan, standing: Standing, before: World): Walk {
  const walk: Omit<Walk, "rest"> = { entries: [], effects: [] };
  let world = before;
  let at: Standing | null = standing.stepId === null ? startOf(plan, standing.passageId) : standing;
  while (at !== null) {
    const taken = takeStep(plan, at, world);
    walk.entries.push(taken.entry);
    walk.effects.push(...taken.effects);
    if (taken.rest) return { ...walk, rest: taken.rest };
    ({ world, next: at } = taken);
  }
  return { ...walk, rest: { kind: "ended", how: "done", stepId: null } };
}

/** Where a passage begins; null in a workflow without steps. */
export const startOf = (plan: Plan, passageId: string): Standing | null =>
  plan.first === null ? null : { passageId, stepId: plan.first, because: "arrived" };

export interface Taken {
  entry: Entry;
  effects: Effect[];
  /** As the next step sees it. */
  world: World;
  /** Where the contact arrives then; null at the end, and where it rests. */
  next: Standing | null;
  rest?: Rest;
}

/** One step of the way. */
export function takeStep(plan: Plan, standing: Standing, world: World): Taken {
  const { passageId, stepId } = standing;
  const planned = stepId === null ? undefined : plan.steps.get(stepId);
  if (!planned || stepId === null) throw new Error(`The workflow has no step ${stepId}.`);
  const { step, next, branches } = planned;
  const went = pass(step, standing, world);
  const onTo = went.branch === undefined ? next : (branches[went.branch] ?? null);
  return {
    entry: { stepId, outcome: went.outcome, detail: went.detail ?? {} },
    ...{ effects: went.effects ?? [], world: went.world ?? world },
    ...(went.rest && { rest: went.rest }),
    next: went.rest || onTo === null ? null : { passageId, stepId: onTo, because: "arrived" },
  };
}

interface Went {
  outcome: string;
  detail?: JsonObject;
  effects?: Effect[];
  /** Into this branch; on behind the step where there is none. */
  branch?: string;
  rest?: Rest;
  /** As the steps behind see it. */
  world?: World;
}

function pass(step: Step, standing: Standing, world: World): Went {
  switch (step.type) {
    case "webhook":
      return passWebhook(step, standing, world);
    case "wait":
      return passWait(step, standing, world);
    case "condition": {
      const judged = judgeRules(step, world);
      const branch = judged.met ? "yes" : "no";
      return { outcome: branch, branch, detail: { rules: judged.rules.map(told) } };
    }
    case "split": {
      const share = shareOf(standing.passageId, step.id);
      const branch = branchAt(step.branches, share);
      return { outcome: "split", branch: String(branch), detail: { branch: branch + 1 } };
    }
    case "update_contact":
      return update(step.id, step.values, world);
    case "group": {
      const { action, groupId } = step;
      const groups = new Set(world.groups);
      if (action === "add") groups.add(groupId);
      else groups.delete(groupId);
      const effects: Effect[] = [{ kind: "group", stepId: step.id, action, groupId }];
      return { outcome: action === "add" ? "added" : "removed", effects, world: { ...world, groups } };
    }
    case "message": {
      const { id: stepId, messageId } = step;
      // What becomes of it is known only when it is rendered (lib/messages/queue.ts).
      if (messageId === null) return { outcome: "skipped", detail: { why: "message_deleted" } };
      return { outcome: "queued", effects: [{ kind: "message", stepId, messageId, world }] };
    }
    case "end":
      return { outcome: "ended", rest: { kind: "ended", how: "done", stepId: step.id } };
  }
}

function passWebhook(step: WebhookStep, { because }: Standing, world: World): Went {
  if (because === "answered") {
    const saved = step.mapping.length > 0 ? update(step.id, step.mapping, world) : {};
    return { ...saved, outcome: "answered" };
  }
  if (because === "failed") {
    if (step.onFailure === "branch") return { outcome: "failed", branch: "failed" };
    if (step.onFailure === "continue") return { outcome: "failed" };
    return { outcome: "failed", rest: { kind: "ended", how: "stopped", stepId: step.id } };
  }
  const { webhookId, wait, conversion = false } = step;
  const identity = identify(step.contact, world);
  const { contact } = world;
  const request = { stepId: step.id, webhookId, wait, conversion, identity, contact };
  const effects: Effect[] = [{ kind: "request", ...request }];
  const detail: JsonObject = identity ? { contact: { ...identity } } : {};
  if (!wait) return { outcome: "requested", effects, detail };
  return { outcome: "requested", effects, detail, rest: { kind: "awaits_answer", stepId: step.id } };
}

function identify(contact: WebhookStep["contact"], world: World): Identity | null {
  for (const by of ["id", "email", "phone"] as const) {
    const read = textOf(contact[by], world);
    const value = "text" in read ? read.text.trim() : "";
    if (value !== "") return { by, value };
  }
  return null;
}

/** Values that can't be computed are left out and told; the rest is saved. */
function update(stepId: string, wanted: readonly { property: string; value: string }[], world: World): Went {
  const values: Record<string, string> = {};
  const faults: Record<string, string> = {};
  for (const { property, value } of wanted) {
    const read = textOf(value, world);
    if ("fault" in read) faults[property] = read.fault;
    else if (property === "email" && read.text !== "" && !contactEmailSchema.safeParse(read.text).success)
      faults[property] = "is not an e-mail address";
    else values[property] = read.text;
  }
  const { email, ...properties } = values;
  const contact = world.contact && {
    ...world.contact,
    email: email === undefined ? world.contact.email : email || null,
    properties: { ...world.contact.properties, ...properties },
  };
  return {
    outcome: "updated",
    detail: { values, ...(Object.keys(faults).length > 0 && { faults }) },
    effects: Object.keys(values).length > 0 ? [{ kind: "update_contact", stepId, values }] : [],
    world: { ...world, contact },
  };
}

function passWait(step: WaitStep, { because }: Standing, world: World): Went {
  const { for: waited } = step;
  if (because === "happened") return { outcome: "happened" };
  if (because === "due") {
    return waited.kind === "event" ? { outcome: "timed_out", branch: "timedOut" } : { outcome: "waited" };
  }
  const dueAt = dueAtOf(waited, world);
  if (dueAt === null) return { outcome: "not_waited", detail: { why: "the contact has no such date" } };
  if (dueAt <= world.now) return { outcome: "not_waited", detail: { why: "the time is past" } };
  const eventType = waited.kind === "event" ? waited.eventType : null;
  return {
    outcome: "waits",
    detail: { until: new Date(dueAt).toISOString(), ...(eventType && { eventType }) },
    rest: { kind: "waits", stepId: step.id, dueAt, eventType },
  };
}

/** The same passage gets the same number from 0 to 99 at the same step, always. */
function shareOf(passageId: string, stepId: string): number {
  return createHash("sha256").update(`${passageId} ${stepId}`).digest().readUInt32BE(0) % 100;
}

function branchAt(branches: readonly { share: number }[], share: number): number {
  let upTo = 0;
  for (const [index, branch] of branches.entries()) {
    upTo += branch.share;
    if (share < upTo) return index;
  }
  return branches.length - 1;
}

const told = ({ held, value, fault }: JudgedRule): JsonObject => ({
  ...{ held, value },
  ...(fault === undefined ? {} : { fault }),
});
