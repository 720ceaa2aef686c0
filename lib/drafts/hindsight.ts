import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { judgeWebhook } from "@/lib/events/judge-webhook";
import type { Because } from "@/lib/events/schema";
import { fieldProblems } from "@/lib/field-problems";
import { iso } from "@/lib/time";
import { kindOf, type WebhookSettings } from "@/lib/webhooks/schema";
import { withoutSecrets } from "@/lib/webhooks/settings";
import { type Hindsight, hindsightInputSchema, hindsightSchema, RECALLED_EVENTS } from "./hindsight-schema";
import { readUnsaved } from "./read-unsaved";
import { type Recalled, readData, recallOfTypes, recallOthers, recallWithContact } from "./recall-events";

/**
 * What would have happened: the newest events of the draft's data center, those of its triggers' types first, and why
 * each would not have been sent. Judged as the page of an event judges saved webhooks, but as if it were active:
 * nobody could see anything of a webhook that is still to be activated otherwise. A workflow's webhook has no triggers:
 * its steps send about contacts, so it is shown the newest events that are about one. Nothing is sent, stored or
 * audited.
 * @throws Problem 400 at places of the settings, 429
 */
export async function lookBack(caller: Caller, input: unknown): Promise<Hindsight> {
  const parsed = hindsightInputSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const settings = await readUnsaved(caller, parsed.data.settings);
  const { dataCenterId } = settings;
  if (kindOf(settings.profile) === "workflow") return lookBackForSteps(caller, dataCenterId);
  const types = settings.triggers.map(({ type }) => type);

  const recall = await recallOfTypes(caller, dataCenterId, types, RECALLED_EVENTS);
  const judged = await judgeEach(caller, settings, recall.events);
  const others = await recallOthers(caller, dataCenterId, types, RECALLED_EVENTS - judged.length);
  const why = { because: "other_event_type" as const };
  return hindsightSchema.parse({
    events: [...judged, ...others.map((event) => toView(event, why))],
    triggers: types.map((type) => {
      const ofType = judged.filter((event) => event.type === type);
      const matched = ofType.filter((event) => event.why === null);
      return { type, looked: ofType.length, matched: matched.length };
    }),
    searchedTo: iso(recall.stoppedAt),
  });
}

async function lookBackForSteps(caller: Caller, dataCenterId: number): Promise<Hindsight> {
  const { events, stoppedAt } = await recallWithContact(caller, dataCenterId, RECALLED_EVENTS);
  return hindsightSchema.parse({
    events: events.map((event) => toView(event, null)),
    ...{ triggers: [], searchedTo: iso(stoppedAt) },
  });
}

async function judgeEach(caller: Caller, settings: WebhookSettings, events: Recalled[]) {
  const data = await readData(caller, events);
  const then = { settings: withoutSecrets(settings), status: "active" as const };
  return events.flatMap((event) => {
    const rest = data.get(event.id);
    return rest ? [toView(event, judgeWebhook({ ...event, ...rest }, then) ?? null)] : [];
  });
}

const toView = (
  { id, type, acceptedAt, contactId, contactEmail, sample }: Recalled,
  why: Because | null,
) => ({
  ...{ id, type, contactId, contactEmail, sample, why },
  acceptedAt: iso(acceptedAt),
});
