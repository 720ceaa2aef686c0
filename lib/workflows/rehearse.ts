import { readSteps } from "@/db/read-steps";
import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { newId } from "@/lib/ids";
import { lookAtStepMessage, type Mail } from "@/lib/messages/look-at-step";
import { iso } from "@/lib/time";
import type { Json, JsonObject } from "@/lib/vocabulary";
import { readScope } from "@/lib/workflow-requests/read-scope";
import type { RequestSource } from "@/lib/workflow-requests/schema";
import type { Definition, Step } from "./definition";
import { loadWorkflow } from "./find";
import { tells } from "./hear-events";
import { judgeRules, type World } from "./judge-rules";
import { planOf } from "./plan";
import { readWorlds } from "./read-worlds";
import { type Rehearsal, type Rehearsed, rehearsalInputSchema, rehearsalSchema } from "./rehearsal-schema";
import { RehearsedRequests, type ShownRequest } from "./rehearsed-requests";
import { requireAutomation } from "./require-automation";
import type { Trigger } from "./start-schema";
import { type Rest, type Standing, startOf, type Taken, takeStep } from "./walk";

/**
 * Leads one contact through the whole draft, by the walk that passages go by, without sending or writing anything:
 * waits pass at once, answers and awaited events are as who rehearses says, the happy way where nothing is said.
 * @throws Problem 400 naming the place, 402, 404
 */
export async function rehearseWorkflow(caller: Caller, id: string, input: unknown): Promise<Rehearsal> {
  await requireAutomation(caller);
  const { draft, dataCenterId } = await loadWorkflow(caller, id);
  const parsed = rehearsalInputSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { definition, steps: said, ...source } = parsed.data;
  const rehearsed = chosen(definition ?? (draft as unknown as Definition), said);
  const plan = planOf(rehearsed);
  const requests = new RehearsedRequests(caller, dataCenterId);
  let world = await readWorld(caller, dataCenterId, source);
  const { trigger } = rehearsed;
  const start = trigger?.type === "event" ? judgeStart(trigger, world) : null;
  const way: Rehearsal["way"] = [];
  let ended: Rehearsal["ended"] = "done";
  let at = startOf(plan, newId());
  while (at !== null) {
    const here = at;
    const taken = takeStep(plan, here, world);
    const { request, mail, became } = await lookAtEffects(caller, dataCenterId, requests, taken, world);
    way.push({ ...taken.entry, ...became, at: iso(world.now), request, mail });
    ({ world, next: at } = taken);
    if (!taken.rest) continue;
    if (taken.rest.kind === "ended") ended = taken.rest.how;
    else ({ world, at } = goOn(here, taken.rest, world, said[taken.rest.stepId], request));
  }
  const { id: contactId = null, email = null, properties = {} } = world.contact ?? {};
  return rehearsalSchema.parse({ start, way, ended, contact: { id: contactId, email, properties } });
}

/** Whether the event would let the contact in; without an event there is nothing that it could tell. */
function judgeStart(trigger: Extract<Trigger, { type: "event" }>, world: World): Rehearsal["start"] {
  const { met, rules } = judgeRules(trigger, world);
  return { met: met && (world.event === null || tells(trigger.only, world.event.data)), rules };
}

/** A split whose branch is said sends everybody there. */
function chosen(definition: Definition, said: Readonly<Record<string, Rehearsed>>): Definition {
  const sequence = (steps: readonly Step[]): Step[] => steps.map(one);
  const one = (step: Step): Step => {
    switch (step.type) {
      case "split": {
        const wanted = said[step.id];
        const branch = wanted?.outcome === "branch" ? wanted.branch - 1 : undefined;
        const share = (own: number, index: number) =>
          branch === undefined || branch >= step.branches.length ? own : index === branch ? 100 : 0;
        const branches = step.branches.map(({ share: own, steps }, index) => ({
          share: share(own, index),
          steps: sequence(steps),
        }));
        return { ...step, branches };
      }
      case "condition":
        return { ...step, yes: sequence(step.yes), no: sequence(step.no) };
      case "webhook":
        return { ...step, failed: sequence(step.failed) };
      case "wait":
        return { ...step, timedOut: sequence(step.timedOut) };
      default:
        return step;
    }
  };
  return { ...definition, steps: sequence(definition.steps) };
}

/** As a passage of that contact would be judged; a contact that the directory does not know is in no group. */
async function readWorld(caller: Caller, dataCenterId: number, source: RequestSource): Promise<World> {
  const { tidings, accountId } = caller;
  const { contact, event } = await readScope(caller, dataCenterId, source);
  if (!contact) throw invalid([NOBODY]);
  const now = tidings.now();
  const passing = { contactId: contact.id ?? "", parameters: event?.data ?? null };
  const worlds = await readSteps(tidings.database, (tx) =>
    readWorlds(tidings.database, tx, { accountId, dataCenterId }, [passing]),
  );
  const known = worlds.of(passing, now);
  return known
    ? { ...known, contact }
    : { contact, event, answers: {}, fields: worlds.fields, segments: new Set(), groups: new Set(), now };
}

const NOBODY = {
  path: "event",
  message: "is about no contact",
  remedy: "Choose a contact besides, or an event that is about one.",
};

interface Shown {
  request: ShownRequest | null;
  mail: Mail | null;
  /** What became of a message, in place of what the walk says. */
  became?: { outcome: string; detail: JsonObject };
}

/** What the step would send. */
async function lookAtEffects(
  caller: Caller,
  dataCenterId: number,
  requests: RehearsedRequests,
  { effects }: Taken,
  world: World,
): Promise<Shown> {
  for (const effect of effects) {
    if (effect.kind === "request") return { request: await requests.look(effect, world), mail: null };
    if (effect.kind === "message") {
      const { mail, ...became } = await lookAtStepMessage(
        caller,
        dataCenterId,
        effect.messageId,
        effect.world,
      );
      return { request: null, mail, became };
    }
  }
  return { request: null, mail: null };
}

type Resting = Exclude<Rest, { kind: "ended" }>;

/** What a passage would wait for has come, at the moment at which it would. */
function goOn(
  here: Standing,
  rest: Resting,
  world: World,
  wanted: Rehearsed | undefined,
  request: ShownRequest | null,
): { world: World; at: Standing } {
  const on = (because: Standing["because"]): Standing => ({ ...here, because });
  if (rest.kind === "waits") {
    if (rest.eventType !== null && wanted?.outcome !== "timed_out") return { world, at: on("happened") };
    return { world: { ...world, now: rest.dueAt }, at: on("due") };
  }
  // What can't be made has failed, whatever somebody would like.
  if (!request?.request || request.faults.length > 0 || wanted?.outcome === "failed") {
    return { world, at: on("failed") };
  }
  const answer = wanted?.outcome === "answered" ? (wanted.answer as Json) : {};
  const { webhook } = request;
  const answers = webhook === null ? world.answers : { ...world.answers, [webhook]: answer };
  return { world: { ...world, answers: answers ?? {} }, at: on("answered") };
}
