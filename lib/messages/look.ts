import { and, eq } from "drizzle-orm";
import { readSteps } from "@/db/read-steps";
import type { Caller } from "@/lib/accounts/caller";
import { loadContact } from "@/lib/contacts/find";
import { invalid, isProblem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { labelKey } from "@/lib/label-schema";
import { paths } from "@/lib/paths";
import type { TemplateScope } from "@/lib/templates/names";
import type { Json, JsonObject } from "@/lib/vocabulary";
import { readScope } from "@/lib/workflow-requests/read-scope";
import { sendTrial } from "@/lib/workflow-requests/send-trial";
import { answerOf } from "@/lib/workflows/read-worlds";
import { requireAutomation } from "@/lib/workflows/require-automation";
import { compileMessage } from "./compile";
import { readFields, refuseUnknownDataCenter } from "./faults";
import { readStandings } from "./read-standings";
import { renderMessage } from "./render";
import { type MessageLook, type MessageTrial, messageLookSchema, messageTrialSchema } from "./schema";
import { whySkipped } from "./why-skipped";

/**
 * The mail as a step would send it to the chosen contact, by the code that sends it; webhooks that it reads from are
 * asked anew if that is wanted, and what they find stands in it (S4.38).
 * @throws Problem 400, 402, 404, 409, 429
 */
export async function lookAtMessage(caller: Caller, input: unknown): Promise<MessageLook> {
  await requireAutomation(caller);
  const parsed = messageTrialSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  return (await makeTrial(caller, parsed.data)).look;
}

export interface MadeTrial {
  look: MessageLook;
  /** Whom it tells of. */
  contactId: string | null;
}

export async function makeTrial(caller: Caller, trial: MessageTrial): Promise<MadeTrial> {
  const { dataCenterId, source, transactional } = trial;
  await refuseUnknownDataCenter(caller, dataCenterId);
  const compiled = compileMessage(trial, await readFields(caller, dataCenterId));
  const nothing = { mail: null, skipped: null, answers: [] };
  if (!compiled.ok) {
    return { look: messageLookSchema.parse({ ...nothing, faults: compiled.faults }), contactId: null };
  }
  const scope = await readScope(caller, dataCenterId, source);
  const answers = await Promise.all(
    compiled.message.sources.map((label) => readAnswer(caller, label, trial)),
  );
  const found = answers.flatMap(({ label, value }) => (value === undefined ? [] : [[label, value] as const]));
  const { PUBLIC_URL } = caller.tidings.env;
  const example = new URL(paths.unsubscribe("example"), PUBLIC_URL).href;
  const rendered = renderMessage(compiled.message, {
    ...scope,
    answers: Object.fromEntries(found) as JsonObject,
    ...(!transactional && { unsubscribeUrl: example }),
  });
  const look = messageLookSchema.parse({
    mail: rendered.ok ? { to: scope.contact?.email ?? null, ...rendered.mail } : null,
    skipped: await whyNot(caller, trial, scope),
    faults: rendered.ok ? [] : rendered.faults,
    answers: answers.map(({ label, state, why }) => ({ label, state, why })),
  });
  return { look, contactId: scope.contact?.id ?? null };
}

interface Answer extends Pick<MessageLook["answers"][number], "label" | "state" | "why"> {
  value?: Json;
}

async function readAnswer(
  caller: Caller,
  label: string,
  { dataCenterId, source, fetchAnswers }: MessageTrial,
): Promise<Answer> {
  const { orm, tables } = caller.tidings.database;
  const { webhooks } = tables;
  const [webhook] = await orm
    .select({ id: webhooks.id, label: webhooks.label })
    .from(webhooks)
    .where(
      and(
        eq(webhooks.accountId, caller.accountId),
        eq(webhooks.dataCenterId, dataCenterId),
        eq(webhooks.kind, "workflow"),
        eq(webhooks.status, "active"),
        eq(webhooks.labelKey, labelKey(label)),
      ),
    );
  // An answer stands under the very name of its webhook.
  if (!webhook || webhook.label !== label) {
    return { label, state: "unknown", why: "No webhook in workflows of the data center has this name." };
  }
  if (!fetchAnswers) return { label, state: "not_fetched", why: "Not asked yet." };
  try {
    const { run, detail } = await sendTrial(caller, { webhookId: webhook.id, source });
    const { verdict, reason, response } = run;
    if (verdict !== "succeeded" || !response) {
      return {
        label,
        state: "failed",
        why: [reason, detail].filter(Boolean).join(": ") || "No answer came.",
      };
    }
    const body = "body" in response && typeof response.body === "string" ? response.body : "";
    return { label, state: "answered", why: null, value: answerOf(Buffer.from(body)) };
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { label, state: "failed", why: error.message };
  }
}

/** Whether a step would pass the contact over; of a sample contact nothing is known. */
async function whyNot(
  caller: Caller,
  { dataCenterId, source, transactional, optInField }: MessageTrial,
  { contact }: TemplateScope,
): Promise<string | null> {
  const { tidings, accountId } = caller;
  const place = { accountId, dataCenterId };
  // The sample contact has an id that somebody may have.
  const isChosen = Object.values(source).some((value) => value !== undefined);
  const known = isChosen && contact?.id ? await loadContact(caller, place, contact.id) : undefined;
  if (!known) return null;
  const standing = await readSteps(tidings.database, (tx) =>
    readStandings(tidings.database, tx, place, [known]),
  );
  return whySkipped(known, { transactional, optInField }, standing(known.id), tidings.now());
}
