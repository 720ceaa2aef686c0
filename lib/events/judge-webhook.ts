import type { StoredSettings } from "@/db/shapes";
import { eventType, isEventType } from "@/lib/event-types/catalogue";
import { wantedOf } from "@/lib/event-types/define";
import type { MasterData, PayloadStyle } from "@/lib/payloads/renderable-event";
import type { Cause, JsonObject, WebhookStatus } from "@/lib/vocabulary";
import { matchesTrigger } from "./matches-trigger";
import type { Because } from "./schema";

interface JudgedEvent {
  type: string;
  dataCenterId: number;
  cause: Cause;
  data: JsonObject;
  masterData: MasterData;
}

/** A webhook at some moment. */
export interface WebhookThen {
  /** Undefined where it did not exist yet. */
  settings:
    | (Pick<StoredSettings, "dataCenterId" | "triggers"> & {
        delivery: Pick<StoredSettings["delivery"], "payloadStyle">;
      })
    | undefined;
  /** Undefined where nobody knows. */
  status: WebhookStatus | undefined;
}

/**
 * Why a webhook, as it was at a moment, is not owed an event. The event's type goes first: of the other reasons a
 * reader can do something about each.
 * @returns undefined where it should have been owed
 */
export function judgeWebhook(event: JudgedEvent, { settings, status }: WebhookThen): Because | undefined {
  if (!settings) return { because: "created_later" };
  const trigger = settings.triggers.find(({ type }) => type === event.type);
  if (!trigger) return { because: "other_event_type" };
  if (settings.dataCenterId !== event.dataCenterId) {
    return { because: "other_data_center", dataCenterId: settings.dataCenterId };
  }
  return judgeRefinements(event, trigger, settings.delivery.payloadStyle) ?? judgeStatus(status);
}

function judgeRefinements(event: JudgedEvent, trigger: JsonObject, style: string) {
  if (!isEventType(event.type)) return { because: "unknown" as const };
  const type = eventType(event.type);
  const { type: _, ...refinements } = trigger;
  const wanted = wantedOf(type, refinements, style as PayloadStyle);
  const facets = type.facets(event);
  const verdict = matchesTrigger(wanted, facets);
  if (verdict === true) return undefined;
  return {
    because: "refinement" as const,
    refinement: verdict,
    wanted: wanted[verdict] ?? [],
    offered: facets[verdict] ?? [],
  };
}

/** Suspended by the system, it is owed its events all the same (decision 10). */
function judgeStatus(status: WebhookStatus | undefined): Because | undefined {
  if (status === undefined) return { because: "unknown" };
  return status === "inactive" || status === "created" ? { because: status } : undefined;
}
