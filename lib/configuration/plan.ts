import type { Caller } from "@/lib/accounts/caller";
import { labelKey } from "@/lib/webhooks/create";
import { countWaiting, type LoadedWebhook } from "@/lib/webhooks/find";
import { type ConfigurationFile, readDocument } from "./document";
import { FaultyFile, type FileProblem } from "./faulty-file";
import { type Fields, judgeEntry, judgeSurroundings } from "./judge-entry";
import { matchEntries } from "./match";
import { planDelete, planEntry, type Task } from "./plan-webhook";
import { type Present, readPresent } from "./present";
import { type PlannedChange, type PlanView, planViewSchema } from "./schema";
import type { Environment } from "./secret-references";

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
export async function planConfiguration(caller: Caller, bytes: Uint8Array, options: PlanOptions) {
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

export async function makePlan(
  caller: Caller,
  bytes: Uint8Array,
  { environment, prune }: PlanOptions,
): Promise<Plan> {
  const file = readDocument(bytes);
  const present = await readPresent(caller);
  const problems = judgeScope(file, present);
  const report = (index: number, found: Omit<FileProblem, "line" | "column">[]) =>
    problems.push(
      ...found.map((problem) => ({
        ...problem,
        path: ["webhooks", index, problem.path].filter((part) => part !== "").join("."),
      })),
    );

  const entries = file.webhooks.map((entry) => (isFields(entry) ? entry : {}));
  const names = entries.map(({ label, previousLabel }) => ({
    label: typeof label === "string" ? label.trim() : "",
    previousLabel: typeof previousLabel === "string" ? previousLabel.trim() : undefined,
  }));
  for (const key of ["label", "previousLabel"] as const) {
    for (const [index, first] of repeated(names.map((name) => name[key]))) {
      const message = `is the ${key} of webhooks.${first} too`;
      const remedy = "Choose another one; upper and lower case are not told apart.";
      report(index, [{ path: key, message, remedy }]);
    }
  }
  const { matches, order } = matchEntries(names, present.webhooks.map(labelled));
  const waiting = await countWaiting(
    caller.tidings.database,
    present.webhooks.map(({ webhook }) => webhook.id),
  );
  const waitingOf = (loaded: LoadedWebhook | undefined) => (loaded ? waiting(loaded.webhook.id).waiting : 0);

  const tasks = await Promise.all(
    file.webhooks.map(async (_, index) => {
      const before = matches[index]?.loaded;
      const judged = isFields(file.webhooks[index])
        ? judgeEntry(entries[index] as Fields, before, present, environment)
        : { problems: [NOT_AN_OBJECT] };
      if ("problems" in judged) return report(index, judged.problems) && undefined;
      const { settings } = judged;
      if (file.dataCenters && !file.dataCenters.includes(settings.dataCenterId)) {
        const message = "is none of the file's dataCenters";
        report(index, [{ path: "dataCenterId", message, remedy: "Add it there, or choose one of them." }]);
      }
      const task = planEntry(caller.tidings.keyring, judged, before, present, waitingOf(before));
      if (!task.view.steps.some((step) => step === "create" || step === "update")) return task;
      const outside = await judgeSurroundings(caller, settings, before);
      report(index, outside.problems);
      task.view.warnings.push(...outside.warnings);
      return task;
    }),
  );

  const named = new Set(matches.map((match) => match?.loaded));
  const others = present.webhooks.filter(
    (loaded) => !named.has(loaded) && (file.dataCenters?.includes(loaded.webhook.dataCenterId) ?? true),
  );
  const deleted = prune ? others.map((loaded) => planDelete(loaded, waitingOf(loaded))) : [];
  const created = matches.filter((match) => match === undefined).length;
  const total = present.webhooks.length + created - deleted.length;
  const { webhookLimit } = present.account;
  if (created > 0 && total > webhookLimit) {
    const message = `would make ${total} webhooks, and the account's limit is ${webhookLimit}`;
    const remedy = "Remove webhooks, or raise it: account update --webhook-limit.";
    problems.push({ path: "webhooks", message, remedy });
  }
  if (problems.length > 0) throw new FaultyFile(inOrder(problems, file));

  const made = tasks as Task[];
  const changed = order.map((index) => made[index] as Task);
  const fresh = made.filter(({ before }) => before === undefined);
  const makeRoomFirst = present.webhooks.length + created > webhookLimit;
  return {
    tasks: [...made, ...deleted],
    // Last, so that nothing that happens meanwhile is owed to nobody.
    queue: makeRoomFirst ? [...deleted, ...changed, ...fresh] : [...changed, ...fresh, ...deleted],
    unmanaged: prune ? [] : others.map(({ webhook }) => webhook.label),
  };
}

function judgeScope(file: ConfigurationFile, { dataCenterIds }: Present): FileProblem[] {
  return (file.dataCenters ?? []).flatMap((id, index) =>
    dataCenterIds.has(id)
      ? []
      : [
          {
            path: `dataCenters.${index}`,
            message: `there is no data center ${id} in the account`,
            remedy: "Name data centers of the account.",
          },
        ],
  );
}

const NOT_AN_OBJECT = {
  path: "",
  message: "is not a mapping",
  remedy: "Write a mapping with label, dataCenterId, triggers and url.",
};

const labelled = (loaded: LoadedWebhook) => ({ label: loaded.webhook.label, loaded });

/** Where a name stands again, and where it stood first. */
function repeated(names: (string | undefined)[]): [index: number, first: number][] {
  const keys = names.map((name) => (name ? labelKey(name) : undefined));
  return keys.flatMap((key, index): [number, number][] => {
    const first = keys.indexOf(key);
    return key !== undefined && first < index ? [[index, first]] : [];
  });
}

/** As they stand in the file, each with its line. */
function inOrder(problems: FileProblem[], file: ConfigurationFile): FileProblem[] {
  const placed = problems.map((problem) => ({ ...file.at(problem.path), ...problem }));
  const key = ({ line = 0, column = 0 }: FileProblem) => line * 1e6 + column;
  return placed.sort((a, b) => key(a) - key(b));
}

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
