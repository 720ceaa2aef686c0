import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { readSteps } from "@/db/read-steps";
import type { Caller } from "@/lib/accounts/caller";
import { newContact } from "@/lib/contacts/change";
import { loadContact } from "@/lib/contacts/find";
import { paths } from "@/lib/paths";
import type { TemplateScope } from "@/lib/templates/names";
import type { JsonObject } from "@/lib/vocabulary";
import { compileMessage } from "./compile";
import { readFields } from "./faults";
import { readStandings } from "./read-standings";
import { renderMessage } from "./render";
import type { mailShownSchema } from "./schema";
import { whySkipped } from "./why-skipped";

export type Mail = z.infer<typeof mailShownSchema>;

interface Looked {
  mail: Mail | null;
  /** As a passage's entry tells it. */
  outcome: "queued" | "skipped" | "failed";
  detail: JsonObject;
}

/** What a step would send to the contact of a rehearsal, or why nothing. Nothing is written. */
export async function lookAtStepMessage(
  caller: Caller,
  dataCenterId: number,
  messageId: string,
  scope: TemplateScope,
): Promise<Looked> {
  const { tidings, accountId } = caller;
  const { messages } = tidings.database.tables;
  const place = { accountId, dataCenterId };
  const [message] = await tidings.database.orm
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.id, messageId),
        eq(messages.accountId, accountId),
        eq(messages.dataCenterId, dataCenterId),
      ),
    );
  if (!message) return { mail: null, outcome: "skipped", detail: { why: "message_deleted" } };
  const { id = null, email = null } = scope.contact ?? {};
  const stored = id === null ? undefined : await loadContact(caller, place, id);
  // An earlier step may have changed the address.
  const contact = { ...(stored ?? newContact(place, id ?? "", scope.now)), email };
  const standing = await readSteps(tidings.database, (tx) =>
    readStandings(tidings.database, tx, place, [contact]),
  );
  const why = whySkipped(contact, message, standing(contact.id), scope.now);
  if (why !== null) return { mail: null, outcome: "skipped", detail: { why } };
  const compiled = compileMessage(message, await readFields(caller, dataCenterId));
  if (!compiled.ok) return failed(compiled.faults);
  const example = new URL(paths.unsubscribe("example"), tidings.env.PUBLIC_URL).href;
  const rendered = renderMessage(compiled.message, {
    ...scope,
    ...(!message.transactional && { unsubscribeUrl: example }),
  });
  if (!rendered.ok) return failed(rendered.faults);
  return { mail: { to: email, ...rendered.mail }, outcome: "queued", detail: {} };
}

const failed = (faults: unknown[]): Looked => ({
  ...{ mail: null, outcome: "failed", detail: { faults } as unknown as JsonObject },
});
