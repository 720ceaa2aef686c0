import { eventType } from "@/lib/event-types/catalogue";
import type { RenderableEvent } from "@/lib/payloads/renderable-event";
import { numberIfSafe, wholeSeconds } from "@/lib/payloads/wire-values";
import type { Json, JsonObject } from "@/lib/vocabulary";

/**
 * Simple notification (docs/events.md 2.2): one object per event, PascalCase, fields in the printed order.
 * The JSON is compact on the wire; a preview indents the same text for the eye. What is `undefined` here is
 * left out of the text, and that is how an absent value is left out of the payload.
 */
export function renderSimple(event: RenderableEvent): string {
  const { simple } = eventType(event.type).wireNames;
  if (simple === undefined) throw new Error(`The simple style does not know ${event.type}.`);
  return JSON.stringify({
    EventId: event.id,
    EventType: simple,
    OccurredOn: wholeSeconds(event.occurredAt),
    ...body(event),
  });
}

function body(event: RenderableEvent) {
  const DataCenter = { Id: event.dataCenter.id, Name: event.dataCenter.name };
  const Contact = contactOf(event);
  switch (event.type) {
    case "contact.became_contact":
      return { DataCenter, Contact };
    case "contact.updated":
      return { DataCenter, Contact, ChangedProperties: changesOf(event.data) };
    case "persona.threshold_passed":
      return { Cause: causeOf(event), DataCenter, Persona: personaOf(event, "ThresholdPassedOn"), Contact };
    case "persona.threshold_exited":
      return { Cause: causeOf(event), DataCenter, Persona: personaOf(event, "ThresholdExitedOn"), Contact };
    case "lead_scoring.threshold_passed":
      return { Cause: causeOf(event), DataCenter, LeadScoring: leadOf(event, "ThresholdPassedOn"), Contact };
    case "lead_scoring.threshold_exited":
      return { Cause: causeOf(event), DataCenter, LeadScoring: leadOf(event, "ThresholdExitedOn"), Contact };
  }
}

function contactOf({ contact }: RenderableEvent) {
  if (!contact) return undefined;
  return {
    ContactId: contact.id === null ? undefined : numberIfSafe(contact.id),
    Email: contact.email ?? undefined,
    Properties: Object.keys(contact.properties).length > 0 ? contact.properties : undefined,
  };
}

function changesOf(data: JsonObject): Json {
  const changes = (data.changes ?? []) as { property: string; oldValue: Json; newValue: Json }[];
  return changes.map(({ property, oldValue, newValue }) => ({
    Name: property,
    OldValue: oldValue,
    NewValue: newValue,
  }));
}

function personaOf({ data, masterData, occurredAt }: RenderableEvent, crossedOn: string) {
  return {
    PersonaId: data.personaId,
    PersonaName: masterData.persona?.name,
    Threshold: masterData.persona?.threshold,
    Score: data.score,
    [crossedOn]: wholeSeconds(occurredAt),
  };
}

function leadOf({ data, masterData, occurredAt }: RenderableEvent, crossedOn: string) {
  const stage = masterData.leadScoring?.stage;
  return {
    LeadId: data.leadScoringId,
    LeadName: masterData.leadScoring?.name,
    Stage: { LevelId: data.stageId, ThresholdName: stage?.name, Threshold: stage?.threshold },
    Score: data.score,
    [crossedOn]: wholeSeconds(occurredAt),
  };
}

/** Causes are single words, so PascalCase is a capital first letter. */
function causeOf({ cause }: RenderableEvent): string {
  return cause.charAt(0).toUpperCase() + cause.slice(1);
}
