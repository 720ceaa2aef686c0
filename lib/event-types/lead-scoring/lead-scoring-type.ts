import { z } from "zod";
import { defineEventType, type Wanted } from "@/lib/event-types/define";
import { distinct, distinctIds, platformId, score } from "@/lib/event-types/fields";
import { type Crossing, sampleCrossing } from "@/lib/event-types/sample-crossing";
import { Cause, Contact, type CrossedOn, DataCenter, LeadScoring, simple } from "@/lib/payloads/simple";

const PRODUCT_INTEREST = {
  id: 3,
  name: "Product interest",
  stage: { id: 2, name: "Sales ready", threshold: 150 },
};

/** `{"id": 3}` is any stage of lead scoring 3. */
const chosenLeadScoring = z.strictObject(
  { id: platformId, stageIds: distinctIds.optional() },
  "must be an object with id and, for certain stages only, stageIds",
);

/** Both crossings of a stage's threshold; they differ in words and in the side the score is on. */
export const leadScoringType = <const Name extends `lead_scoring.threshold_${Crossing}`>(
  name: Name,
  crossing: Crossing,
  wireName: string,
  crossedOn: CrossedOn,
) =>
  defineEventType({
    name,
    data: z.looseObject({ leadScoringId: platformId, stageId: platformId, score }),
    remedies: {
      leadScoringId: "Send the id of a lead scoring of this data center, a whole number such as 3.",
      stageId: "Send the id of a stage of this lead scoring, a whole number such as 2.",
      score: "Send the contact's score as a number such as 155.",
    },
    refinements: z.strictObject({
      leadScorings: distinct(chosenLeadScoring, (chosen) => chosen.id).optional(),
    }),
    wanted: ({ leadScorings }): Wanted =>
      leadScorings
        ? {
            leadScorings: leadScorings.flatMap(
              ({ id, stageIds }) => stageIds?.map((s) => `${id}/${s}`) ?? `${id}`,
            ),
          }
        : {},
    facets: ({ data }) => ({
      leadScorings: [`${data.leadScoringId}`, `${data.leadScoringId}/${data.stageId}`],
    }),
    references: (data) => ({ leadScorings: [{ id: data.leadScoringId, stageId: data.stageId }] }),
    sample: (context) => {
      const leadScoring = context.leadScoring ?? PRODUCT_INTEREST;
      const { id, stage } = leadScoring;
      const { cause, contact, score } = sampleCrossing(crossing, stage.threshold, context);
      return {
        cause,
        contact,
        data: { leadScoringId: id, stageId: stage.id, score },
        masterData: { leadScoring },
      };
    },
    wires: { simple: simple(wireName, Cause, DataCenter, LeadScoring(crossedOn), Contact) },
  });
