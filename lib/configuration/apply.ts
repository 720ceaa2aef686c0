import type { Caller } from "@/lib/accounts/caller";
import { isProblem } from "@/lib/errors";
import { activateWebhook } from "@/lib/webhooks/activate";
import { createWebhook } from "@/lib/webhooks/create";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { updateWebhook } from "@/lib/webhooks/update";
import { makePlan, type PlanOptions, planView } from "./plan";
import type { Task } from "./plan-webhook";
import { type AppliedView, appliedViewSchema, type Step } from "./schema";

/**
 * Plans, and does just that by the verbs of the API. Where one is refused, since somebody else changed something
 * meanwhile, the rest is left alone and the answer says how far it came; calling it again completes it.
 * @throws FaultyFile, Problem 404, both before anything is written
 */
export async function applyConfiguration(
  caller: Caller,
  bytes: Uint8Array,
  options: PlanOptions,
): Promise<AppliedView> {
  const plan = await makePlan(caller, bytes, options);
  const done = new Map<Task, Step[]>();
  let failure: AppliedView["failure"] = null;
  for (const task of plan.queue) {
    const steps: Step[] = [];
    done.set(task, steps);
    failure = await perform(caller, task, steps);
    if (failure) break;
  }
  const view = planView(plan);
  return appliedViewSchema.parse({
    ...view,
    applied: failure === null,
    changes: plan.tasks.map((task) => ({ ...task.view, done: done.get(task) ?? [] })),
    failure,
  });
}

/** @param done what of it is done, filled in on the way */
async function perform(caller: Caller, task: Task, done: Step[]): Promise<AppliedView["failure"]> {
  const { view } = task;
  if (view.action === "delete") {
    return attempt(view.label, "delete", async () => {
      await deleteWebhook(caller, view.id ?? "", { deactivateFirst: view.steps.includes("deactivate") });
      done.push(...view.steps);
    });
  }
  for (const step of view.steps) {
    const failure = await attempt(view.label, step, () => performStep(caller, task, step));
    if (failure) return failure;
    done.push(step);
  }
  return null;
}

async function performStep(caller: Caller, { view, input, before }: Task, step: Step): Promise<void> {
  const id = view.id ?? "";
  if (step === "create") {
    const created = await createWebhook(caller, input);
    view.id = created.id;
  } else if (step === "update") {
    await updateWebhook(caller, id, input, { ifRevision: before?.webhook.revision ?? 0 });
  } else if (step === "activate") await activateWebhook(caller, id);
  else await deactivateWebhook(caller, id);
}

/** Whatever goes wrong, what was done before it has to be told. */
async function attempt(
  label: string,
  step: Step,
  work: () => Promise<void>,
): Promise<AppliedView["failure"]> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!isProblem(error)) return { label, step, detail: surpriseOf(error), errors: [] };
    const errors = error.errors.map(({ path, message, remedy }) => ({ path, message, remedy }));
    return { label, step, detail: error.detail, errors };
  }
}

/** The cause alone: a failed query's own message holds the whole query with its values. */
function surpriseOf(error: unknown): string {
  const { cause = error } = error as { cause?: unknown };
  return cause instanceof Error ? cause.message : String(cause);
}
