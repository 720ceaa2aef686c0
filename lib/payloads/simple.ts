import type { RenderableEvent } from "@/lib/payloads/renderable-event";
import { constant, type Wire, type WireField, wire } from "@/lib/payloads/wire";
import { numberIfSafe, wholeSeconds } from "@/lib/payloads/wire-values";
import type { Json } from "@/lib/vocabulary";

/** Simple notification (docs/events.md 2.2): one object per event, PascalCase, fields in the printed order. */
export const simple = (name: string, ...fields: WireField[]): Wire =>
  wire(
    [name],
    [
      { name: "EventId", from: "the event's id", value: ({ id }) => id },
      constant("EventType", name),
      happenedOn("OccurredOn"),
      ...fields,
    ],
  );

function happenedOn(name: string): WireField {
  return {
    name,
    from: "occurredAt, in whole seconds",
    value: ({ occurredAt }) => wholeSeconds(occurredAt),
  };
}

/** Causes are single words, so PascalCase is a capital first letter. */
export const Cause: WireField = {
  name: "Cause",
  from: "cause, in PascalCase",
  value: ({ cause }) => cause.charAt(0).toUpperCase() + cause.slice(1),
};

export const DataCenter: WireField = {
  name: "DataCenter",
  fields: [
    { name: "Id", from: "dataCenterId", value: ({ dataCenter }) => dataCenter.id },
    {
      name: "Name",
      from: "the data center's name at acceptance",
      value: ({ dataCenter }) => dataCenter.name,
    },
  ],
};

export const Contact: WireField = {
  name: "Contact",
  fields: [
    {
      name: "ContactId",
      from: "contact.id, as a number where it is one",
      value: ({ contact }) => (contact && contact.id !== null ? numberIfSafe(contact.id) : undefined),
    },
    { name: "Email", from: "contact.email", value: ({ contact }) => contact?.email ?? undefined },
    {
      name: "Properties",
      from: "contact.properties, if there are any",
      value: ({ contact }) => (contact && !isEmpty(contact.properties) ? contact.properties : undefined),
    },
  ],
};

const isEmpty = (object: object) => {
  for (const _ in object) return false;
  return true;
};

interface Change {
  property: string;
  oldValue: Json;
  newValue: Json;
}

export const ChangedProperties: WireField = {
  name: "ChangedProperties",
  from: "data.changes",
  items: ({ data }) => data.changes as unknown as Change[],
  each: [
    { name: "Name", from: "property", value: ({ property }: Change) => property },
    { name: "OldValue", from: "oldValue", value: ({ oldValue }: Change) => oldValue },
    { name: "NewValue", from: "newValue", value: ({ newValue }: Change) => newValue },
  ],
};

export type CrossedOn = "ThresholdPassedOn" | "ThresholdExitedOn";

export const Persona = (crossedOn: CrossedOn): WireField => ({
  name: "Persona",
  fields: [
    { name: "PersonaId", from: "data.personaId", value: ({ data }) => data.personaId },
    fromMasterData("PersonaName", "the persona's name", ({ persona }) => persona?.name),
    fromMasterData("Threshold", "the persona's threshold", ({ persona }) => persona?.threshold),
    Score,
    happenedOn(crossedOn),
  ],
});

export const LeadScoring = (crossedOn: CrossedOn): WireField => ({
  name: "LeadScoring",
  fields: [
    { name: "LeadId", from: "data.leadScoringId", value: ({ data }) => data.leadScoringId },
    fromMasterData("LeadName", "the lead scoring's name", ({ leadScoring }) => leadScoring?.name),
    {
      name: "Stage",
      fields: [
        { name: "LevelId", from: "data.stageId", value: ({ data }) => data.stageId },
        fromMasterData("ThresholdName", "the stage's name", ({ leadScoring }) => leadScoring?.stage.name),
        fromMasterData(
          "Threshold",
          "the stage's threshold",
          ({ leadScoring }) => leadScoring?.stage.threshold,
        ),
      ],
    },
    Score,
    happenedOn(crossedOn),
  ],
});

const Score: WireField = { name: "Score", from: "data.score", value: ({ data }) => data.score };

const fromMasterData = (
  name: string,
  what: string,
  value: (masterData: RenderableEvent["masterData"]) => unknown,
): WireField => ({
  name,
  from: `${what} at acceptance`,
  value: ({ masterData }) => value(masterData),
});
