import type { Caller } from "@/lib/accounts/caller";
import type { FieldProblem } from "@/lib/errors";
import { countWaiting, type LoadedWebhook } from "@/lib/webhooks/find";
import { type ConfigurationFile, readDocument } from "./document";
import { FaultyFile, type FileProblem } from "./faulty-file";
import { judgeEntry, judgeSurroundings } from "./judge-entry";
import { judgeScope, judgeTotal, nameTwice } from "./judge-file";
import { matchEntries } from "./match";
import { planDelete, planEntry, type Task } from "./plan-webhook";
import { type Present, readPresent } from "./present";
import { type PlannedChange, type PlanView, planViewSchema } from "./schema";
import type { Environment, Fields } from "./secret-references";

export interface PlanOptions {
  /** Where the values of secrets are. */
  environment: Environment;
  /** Webhooks that the file doesn't name are deactivated and deleted; otherwise they stay. */
  prune: boolean;
}

export interface Plan {
  /** In the order of the file, then what is deleted. */
  tasks: Task[];
  /** The same in the order of doing. */
  queue: Task[];
  unmanaged: string[];
}

/** What applying a file would change; nothing is written. @throws FaultyFile with everything wrong, Problem 404 */
export async function planConfiguration(
  caller: Caller,
  bytes: Uint8Array,
  options: PlanOptions,
): Promise<PlanView> {
  return planView(await makePlan(caller, bytes, options));
}

export function planView({ tasks, unmanaged }: Plan): PlanView {
  const changes = tasks.map(({ view }) => view);
  const none = { create: 0, update: 0, activate: 0, deactivate: 0, delete: 0, unchanged: 0 };
  const summary: Record<PlannedChange["action"], number> = none;
  for (const { action } of changes) summary[action]++;
  return planViewSchema.parse({
    ...{ hasChanges: summary.unchanged < changes.length, summary, changes, unmanaged },
  });
}

/** @throws FaultyFile, Problem 404 */
export async function makePlan(caller: Caller, bytes: Uint8Array, options: PlanOptions): Promise<Plan> {
  const file = readDocument(bytes);
  const present = await readPresent(caller);
  const names = file.webhooks.map(namesOf);
  const { matches, order } = matchEntries(
    names,
    present.webhooks.map((loaded) => ({ label: loaded.webhook.label, loaded })),
  );
  const waitingOf = await readWaiting(caller, present);
  const planned = await Promise.all(
    file.webhooks.map(async (entry, index) => {
      const before = matches[index]?.loaded;
      return planOne(caller, { entry, before, waiting: waitingOf(before), file, present, options });
    }),
  );

  const named = new Set(matches.map((match) => match?.loaded));
  const others = present.webhooks.filter(
    (loaded) => !named.has(loaded) && (file.dataCenters?.includes(loaded.webhook.dataCenterId) ?? true),
  );
  const deleted = options.prune ? others.map((loaded) => planDelete(loaded, waitingOf(loaded))) : [];
  const counts = { created: matches.filter((match) => !match).length, deleted: deleted.length };
  refuseFaults(file, [
    ...judgeScope(file, present),
    ...nameTwice(names),
    ...planned.flatMap(({ problems }, index) => inFile(index, problems)),
    ...judgeTotal(present, counts),
  ]);

  const tasks = planned.flatMap(({ task }) => task ?? []);
  const changed = order.flatMap((index) => tasks[index] ?? []);
  const created = tasks.filter(({ before }) => !before);
  const makeRoomFirst = present.webhooks.length + counts.created > present.account.webhookLimit;
  return {
    tasks: [...tasks, ...deleted],
    // Deleted last, so that no event of the meantime is owed to nobody.
    queue: makeRoomFirst ? [...deleted, ...changed, ...created] : [...changed, ...created, ...deleted],
    unmanaged: options.prune ? [] : others.map(({ webhook }) => webhook.label),
  };
}

interface Given {
  entry: unknown;
  before: LoadedWebhook | undefined;
  waiting: number;
  file: ConfigurationFile;
  present: Present;
  options: PlanOptions;
}

async function planOne(
  caller: Caller,
  { entry, before, waiting, file, present, options }: Given,
): Promise<{ problems: FieldProblem[]; task?: Task }> {
  const judged = judgeEntry(entry, before, present, options.environment);
  if ("problems" in judged) return judged;
  const { settings } = judged;
  const task = planEntry(caller.tidings.keyring, judged, before, present, waiting);
  const problems: FieldProblem[] = [];
  if (file.dataCenters && !file.dataCenters.includes(settings.dataCenterId)) {
    const message = "is none of the file's dataCenters";
    problems.push({ path: "dataCenterId", message, remedy: "Add it there, or choose one of them." });
  }
  // What stays as it is was judged when it was saved; a second apply asks no name server.
  if (task.view.steps.some((step) => step === "create" || step === "update")) {
    const outside = await judgeSurroundings(caller, settings, before);
    problems.push(...outside.problems);
    task.view.warnings.push(...outside.warnings);
  }
  return { problems, task };
}

function namesOf(entry: unknown) {
  const { label, previousLabel } = (entry ?? {}) as Fields;
  return {
    label: typeof label === "string" ? label.trim() : "",
    previousLabel: typeof previousLabel === "string" ? previousLabel.trim() : undefined,
  };
}

async function readWaiting({ tidings }: Caller, { webhooks }: Present) {
  const ids = webhooks.map(({ webhook }) => webhook.id);
  const waiting = await countWaiting(tidings.database, ids);
  return (loaded: LoadedWebhook | undefined) => (loaded ? waiting(loaded.webhook.id).waiting : 0);
}

const inFile = (index: number, problems: FieldProblem[]): FileProblem[] =>
  problems.map((problem) => ({
    ...problem,
    path: problem.path === "" ? `webhooks.${index}` : `webhooks.${index}.${problem.path}`,
  }));

/** As they stand in the file, each with its line. */
function refuseFaults(file: ConfigurationFile, problems: FileProblem[]): void {
  if (problems.length === 0) return;
  const placed = problems.map((problem) => ({ ...file.at(problem.path), ...problem }));
  const byPlace = (a: FileProblem, b: FileProblem) =>
    (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
  throw new FaultyFile(placed.sort(byPlace));
}
