import { runDuePassages } from "@/lib/workflows/run-due";
import { percentile, round } from "../chaos/scenario";
import { type Installation, openInstallation } from "./workflows/installation";

/**
 * What waiting costs: looking for due passages, and moving 200 of them on, among 1,000,000 that wait beside among
 * 1,000, in turns. And how many due passages are moved on in a second, among as many, in a process that has nothing
 * else to do: through a condition, an update and into a wait; and through a step that owes a request.
 */
const WAITING = Number(process.env.BENCH_WAITING ?? 1_000_000);
const FEW = 1_000;
const DUE = Number(process.env.BENCH_DUE ?? 20_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);
const CONTACTS = 20_000;

const WAIT = { id: "wait", type: "wait", for: { kind: "duration", seconds: 30 * 86_400 } };
const DECIDED = [
  {
    ...{ id: "vip", type: "condition", yes: [], no: [] },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Tidings
    rules: [{ kind: "value", value: "${event.total}", operator: "greater", compareTo: "50" }],
  },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Tidings
  { id: "note", type: "update_contact", values: [{ property: "Total", value: "${event.total}" }] },
  WAIT,
];
const owing = (webhookId: string) => [{ id: "tell", type: "webhook", webhookId }];

interface Part extends Installation {
  decided: string;
  owing: string;
}

async function open(waiting: number): Promise<Part> {
  const installation = await openInstallation(CONTACTS);
  const decided = await installation.publish(() => DECIDED);
  installation.letWait(decided, waiting);
  return { ...installation, decided, owing: await installation.publish(owing) };
}

const many = await open(WAITING);
const few = await open(FEW);
const looks = { many: [] as number[], few: [] as number[] };
const moves = { many: [] as number[], few: [] as number[] };
for (let round = -3; round < ROUNDS; round++) {
  const turn = { fewLook: await look(few), manyLook: await look(many) };
  const moved = { few: await moveOn(few, few.decided, 200), many: await moveOn(many, many.decided, 200) };
  if (round < 0) continue;
  looks.few.push(turn.fewLook);
  looks.many.push(turn.manyLook);
  moves.few.push(moved.few);
  moves.many.push(moved.many);
}
const decided = await moveOn(many, many.decided, DUE);
const owed = await moveOn(many, many.owing, DUE);
const median = (values: number[]) => percentile(values, 50);
const figures = {
  bench: "workflows",
  waiting: WAITING,
  look: { ms: round(median(looks.many), 3), msWithFew: round(median(looks.few), 3) },
  lookRatio: round(median(looks.many) / median(looks.few), 2),
  moveRatio: round(median(moves.many) / median(moves.few), 2),
  passagesPerSecond: {
    decided: Math.round((DUE / decided) * 1_000),
    owing: Math.round((DUE / owed) * 1_000),
  },
  asked: { ratio: 1.2, passagesPerSecond: 1_000 },
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
await many.close();
await few.close();

/** Looks a hundred times while nothing is due. @returns ms of one look */
async function look({ tidings }: Part): Promise<number> {
  const began = performance.now();
  for (let time = 0; time < 100; time++) await runDuePassages(tidings, () => {});
  return (performance.now() - began) / 100;
}

/** @returns ms that it takes to move so many new passages on, as far as they go */
async function moveOn({ tidings, begin }: Part, workflowId: string, passages: number): Promise<number> {
  await begin(workflowId, passages);
  const began = performance.now();
  await runDuePassages(tidings, () => {});
  return performance.now() - began;
}
