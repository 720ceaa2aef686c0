import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import { distinctIds, platformId, score } from "@/lib/event-types/fields";
import { type Crossing, sampleCrossing } from "@/lib/event-types/sample-crossing";
import { Cause, Contact, type CrossedOn, DataCenter, Persona, simple } from "@/lib/payloads/simple";

const DECISION_MAKER = { id: 12, name: "Decision maker", threshold: 100 };

/** Both crossings of a persona's threshold; they differ in words and in the side the score is on. */
export const personaType = <const Name extends `persona.threshold_${Crossing}`>(
  name: Name,
  crossing: Crossing,
  wireName: string,
  crossedOn: CrossedOn,
) =>
  defineEventType({
    name,
    data: z.looseObject({ personaId: platformId, score }),
    remedies: {
      personaId: "Send the id of a persona of this data center, a whole number such as 12.",
      score: "Send the contact's score as a number such as 105.",
    },
    refinements: z.strictObject({ personaIds: distinctIds.optional() }),
    facets: ({ data }) => ({ personaIds: [data.personaId] }),
    references: (data) => ({ personas: [data.personaId] }),
    sample: (context) => {
      const persona = context.persona ?? DECISION_MAKER;
      const { cause, contact, score } = sampleCrossing(crossing, persona.threshold, context);
      return { cause, contact, data: { personaId: persona.id, score }, masterData: { persona } };
    },
    wires: { simple: simple(wireName, Cause, DataCenter, Persona(crossedOn), Contact) },
  });
