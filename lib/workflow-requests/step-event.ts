import type { RenderableEvent } from "@/lib/payloads/renderable-event";
import type { ScenarioContact, ScenarioField } from "@/lib/payloads/scenario";
import type { JsonObject } from "@/lib/vocabulary";

/**
 * What the event `workflow.step_reached` keeps of the moment in which a contact reached a webhook's step, so that its
 * request is the same at every attempt (decision 16): the contact as it was, the parameters that expressions read, the
 * data center's fields.
 */
export interface StepReached {
  workflowId: string;
  stepId: string;
  passageId: string;
  /** The data of the event that started the workflow; null where none did. */
  parameters: JsonObject | null;
  consent: NonNullable<ScenarioContact["consent"]>;
  statistics: NonNullable<ScenarioContact["statistics"]>;
}

export interface ReachedStep {
  contact: ScenarioContact | null;
  event: { data: JsonObject } | null;
  fields: readonly ScenarioField[];
}

/** What a request is made of, as it was stored. */
export function readStep({ contact, data, masterData }: RenderableEvent): ReachedStep {
  const { parameters, consent, statistics } = data as unknown as StepReached;
  return {
    contact: contact && { ...contact, consent, statistics },
    event: parameters && { data: parameters },
    fields: masterData.templateFields ?? [],
  };
}
