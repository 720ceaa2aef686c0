import type { DataCenter } from "@/components/console-context";
import { EVENT_TYPES } from "@/lib/event-types/catalogue";
import { inboxUrl, tokenSchema } from "@/lib/inbox/schema";
import type { DialogView } from "@/lib/paths";
import { inbox } from "@/texts/inbox";
import { EMPTY_TRIGGER, type FormValues } from "./form-values";
import { canBeSent, chooseTrigger } from "./profile-rules";

/**
 * The new form, as far as the address fills it in. With an inbox token in `create`, so that it only needs to be saved;
 * with an `event`, with that trigger and a profile that can send it; else as it is.
 * @param first the account has no webhook yet, so that a name for it is free
 */
export function firstWebhookValues(
  empty: FormValues,
  { create, event }: Pick<DialogView, "create" | "event">,
  { dataCenters, first }: { dataCenters: DataCenter[]; first: boolean },
): FormValues {
  const token = tokenSchema.safeParse(create).data;
  if (!token) return event && canBeSent(event) ? forEvent(empty, event) : empty;
  return {
    ...empty,
    label: first ? inbox.first.label : "",
    dataCenterId: dataCenters[0]?.id ?? null,
    triggers: [{ ...EMPTY_TRIGGER, type: EVENT_TYPES[0]?.name ?? "" }],
    url: inboxUrl(token),
  };
}

const forEvent = (empty: FormValues, type: string): FormValues => ({
  ...empty,
  ...chooseTrigger(empty, 0, type).next,
});
