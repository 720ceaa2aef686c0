import fc from "fast-check";
import type { RetryRule } from "@/db/shapes";

/** What a receiver does: answers with a status (429 asks to wait), can't be reached, or says nothing until we are gone. */
export type Answer = number | "refused" | "own network" | "silence";

/** The settings that a history plays with; the rest is that of profile custom. */
export interface Rules {
  retry: RetryRule;
  batch: { max: number; maxWaitMs: number };
  order: "none" | "webhook" | "contact";
  concurrency: number;
  honourRetryAfter: boolean;
  suspendOnGone: boolean;
  success: "2xx" | "200";
  suspension: { failedInARow: number; hoursWithoutSuccess: number; autoResume: boolean } | null;
}

/** Simple and signed bodies are about one event, and signed ones tell of the first attempt; stream bodies are lists. */
export type Style = "simple" | "stream" | "signed";

export interface Start {
  style: Style;
  rules: Rules;
}

export type Command =
  | { do: "accept"; contacts: number[] }
  | { do: "deliver"; answers: Answer[] }
  | { do: "pass"; seconds: number; answers: Answer[] }
  | { do: "outage"; tries: number; seconds: number; answer: Answer }
  | {
      do: "hang";
      answers: Answer[];
      cancel: "nothing" | "waiting" | "one under way";
      end: "crash" | "crash, then answers" | 200 | 500;
    }
  | { do: "deactivate"; waiting: "keep" | "cancel" }
  | { do: "activate" }
  | { do: "cancel"; which: number }
  | { do: "resend"; which: number }
  | { do: "replay"; kind: "failed" | "missed"; perSecond: number }
  | { do: "edit"; rules: Rules }
  | { do: "sweep" }
  | { do: "prune" }
  | { do: "delete" };

const SCHEDULE: RetryRule = { kind: "schedule", delaysSeconds: [5, 30], jitter: 0.2 };
const NONE: RetryRule = { kind: "none" };
/** As profile stream, but for an hour instead of three days. */
const FROM_ACCEPTANCE: RetryRule = {
  ...{ kind: "interval", everySeconds: 10, untilHours: 1 },
  from: "accepted",
};
const FROM_FIRST_TRY: RetryRule = { ...FROM_ACCEPTANCE, from: "first_attempt" };

const rulesOf = (style: Style): fc.Arbitrary<Rules> =>
  fc.record({
    retry:
      style !== "stream"
        ? fc.constantFrom(SCHEDULE, SCHEDULE, SCHEDULE, FROM_ACCEPTANCE, NONE)
        : fc.constantFrom(FROM_ACCEPTANCE, FROM_ACCEPTANCE, FROM_ACCEPTANCE, FROM_FIRST_TRY, SCHEDULE),
    batch:
      style !== "stream"
        ? fc.constant({ max: 1, maxWaitMs: 0 })
        : fc.constantFrom({ max: 3, maxWaitMs: 2_000 }, { max: 3, maxWaitMs: 0 }, { max: 1, maxWaitMs: 0 }),
    order: fc.constantFrom<Rules["order"][]>("none", "none", "webhook", "contact"),
    concurrency: fc.constantFrom(2, 2, 3),
    honourRetryAfter: fc.boolean(),
    suspendOnGone: fc.boolean(),
    success: style !== "stream" ? fc.constant<Rules["success"]>("2xx") : fc.constantFrom("2xx", "200"),
    suspension: fc.constantFrom(
      null,
      { failedInARow: 2, hoursWithoutSuccess: 1, autoResume: false },
      { failedInARow: 1, hoursWithoutSuccess: 1, autoResume: true },
      { failedInARow: 2, hoursWithoutSuccess: 1, autoResume: true },
    ),
  });

export const start: fc.Arbitrary<Start> = fc
  .constantFrom<Style[]>("simple", "stream", "stream", "signed")
  .chain((style) => fc.record({ style: fc.constant(style), rules: rulesOf(style) }));

const answers = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.array(
      fc.constantFrom<Answer[]>(200, 200, 204, 302, 410, 429, 500, 500, 500, "refused", "own network"),
      { maxLength: 6, size: "max" },
    ),
  },
  // All that is due fails.
  { weight: 1, arbitrary: fc.constant<Answer[]>(Array.from({ length: 24 }, () => 500)) },
);

/** Seconds: a try again, a batch that is full by time, a probe, an hour without success, a week and a day. */
const pass = fc.record({
  do: fc.constant("pass"),
  seconds: fc.constantFrom(1, 5, 11, 31, 31, 700, 4_000, 700_000),
  answers,
});

const hang = fc.record({
  do: fc.constant("hang"),
  answers: fc.array(fc.constantFrom<Answer[]>(200, 500, 500, "own network"), { maxLength: 2 }),
  cancel: fc.constantFrom("nothing", "nothing", "nothing", "waiting", "one under way"),
  end: fc.constantFrom("crash", "crash", "crash, then answers", 200, 500),
});

const commandOf = (style: Style) =>
  fc.oneof(
    {
      weight: 14,
      arbitrary: fc.record({
        do: fc.constant("accept"),
        contacts: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 5, size: "max" }),
      }),
    },
    { weight: 6, arbitrary: fc.record({ do: fc.constant("deliver"), answers }) },
    { weight: 12, arbitrary: pass },
    { weight: 8, arbitrary: hang },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant("outage"),
        tries: fc.constantFrom(3, 8, 35),
        seconds: fc.constantFrom(11, 31, 600),
        answer: fc.constantFrom<Answer[]>(500, "refused", "own network"),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant("deactivate"),
        waiting: fc.constantFrom("keep", "keep", "cancel"),
      }),
    },
    { weight: 4, arbitrary: fc.record({ do: fc.constant("activate") }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("cancel"), which: fc.nat(20) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("resend"), which: fc.nat(20) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant("replay"),
        kind: fc.constantFrom("failed", "failed", "missed"),
        perSecond: fc.constantFrom(1, 100),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("edit"), rules: rulesOf(style) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("sweep") }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("prune") }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("delete") }) },
  ) as fc.Arbitrary<Command>;

/** How a webhook begins, and what people, producers, receivers, time and kills do to it. */
export const history: fc.Arbitrary<{ start: Start; commands: Command[] }> = start.chain((begin) =>
  fc.record({
    start: fc.constant(begin),
    commands: fc.array(commandOf(begin.style), { minLength: 2, maxLength: 20, size: "max" }),
  }),
);
