import type { DataCenter } from "@/components/console-context";
import { EVENT_TYPES } from "@/lib/event-types/catalogue";
import { inboxUrl, tokenSchema } from "@/lib/inbox/schema";
import { inbox } from "@/texts/inbox";
import { EMPTY_TRIGGER, type FormValues } from "./form-values";

/**
 * The form for a webhook that sends to an inbox, filled in so that it only needs to be saved. `create` is what the
 * address says: an inbox token, or anything else for the form as it is.
 * @param first the account has no webhook yet, so that a name for it is free
 */
export function firstWebhookValues(
  empty: FormValues,
  create: string | undefined,
  { dataCenters, first }: { dataCenters: DataCenter[]; first: boolean },
): FormValues {
  const token = tokenSchema.safeParse(create).data;
  if (!token) return empty;
  return {
    ...empty,
    label: first ? inbox.first.label : "",
    dataCenterId: dataCenters[0]?.id ?? null,
    triggers: [{ ...EMPTY_TRIGGER, type: EVENT_TYPES[0]?.name ?? "" }],
    url: inboxUrl(token),
  };
}
