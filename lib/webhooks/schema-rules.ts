import type { z } from "zod";
import { EVENT_TYPES, type EventTypeName } from "@/lib/event-types/catalogue";
import { canRender } from "@/lib/payloads/can-render";
import { type AnyStyle, isPayloadStyle } from "@/lib/payloads/renderable-event";
import { judgeEventWebhook, judgeWorkflowWebhook } from "./workflow-rules";

interface Settings {
  profile: string;
  triggers: { type: EventTypeName; optInKinds?: unknown }[];
  method: "POST" | "GET";
  delivery: {
    payloadStyle: AnyStyle;
    batch: { max: number };
    retry: { kind: string; delaysSeconds?: unknown[] };
    suspendOnGone: boolean;
    urlPolicy: string;
    suspension: unknown;
  };
  notifyUserIds: string[];
  template?: unknown;
  scenario?: unknown;
}

/** What no setting shows alone: the rules between them (docs/edge.md, Limits and A webhook). */
export function judgeTogether(webhook: Settings, context: z.RefinementCtx): void {
  const refuse = (path: (string | number)[], message: string, remedy: string) =>
    context.addIssue({ code: "custom", path, message, params: { remedy } });
  const { profile, triggers, delivery } = webhook;
  const style = delivery.payloadStyle;
  if (profile === "data_request" || profile === "scenario") judgeWorkflowWebhook(webhook, refuse);
  else judgeEventWebhook(webhook, refuse);

  if (triggers.length > 1 && (profile === "simple" || style === "stream")) {
    const remedy =
      style === "stream"
        ? "The stream style takes exactly one trigger; make one webhook for each event type."
        : "Profile simple takes exactly one trigger; use profile custom for several.";
    refuse(["triggers"], "has more than one entry", remedy);
  }
  triggers.forEach(({ type, optInKinds }, index) => {
    if (triggers.findIndex((other) => other.type === type) < index) {
      const remedy = "Name each event type once; refinements may list several values.";
      refuse(["triggers", index, "type"], "is named twice", remedy);
    } else if (isPayloadStyle(style) && !canRender(style, type)) {
      const known = EVENT_TYPES.flatMap(({ name }) => (canRender(style, name) ? [name] : []));
      const remedy = `With payloadStyle ${style} use ${listed(known)}, or choose another payloadStyle.`;
      refuse(["triggers", index, "type"], `can't be written in the ${style} style`, remedy);
    } else if (style === "stream" && type === "contact.opted_in" && !isOneKind(optInKinds)) {
      const remedy = 'Use one of ["single"], ["confirmed"] and ["double"]; make one webhook for each.';
      refuse(["triggers", index, "optInKinds"], "must name exactly one with the stream style", remedy);
    }
  });
  if (delivery.batch.max > 1 && style !== "stream") {
    const remedy = 'Use 1, or payloadStyle "stream", whose body is a list.';
    refuse(["delivery", "batch", "max"], `can only be 1 with the ${style} style`, remedy);
  }
  webhook.notifyUserIds.forEach((id, index) => {
    if (webhook.notifyUserIds.indexOf(id) < index) {
      refuse(["notifyUserIds", index], "is named twice", "Name each user once.");
    }
  });
}

/** A stream has one wire name, and each kind of opt-in has its own (S2.17). */
const isOneKind = (kinds: unknown) => Array.isArray(kinds) && kinds.length === 1;

function listed(names: string[]): string {
  const last = names.at(-1) ?? "";
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} or ${last}` : last;
}
