import type { DataCenter } from "@/components/console-context";
import { webhookSettings } from "@/texts/webhook-settings";

const t = webhookSettings;

/** " – Decision maker or Champion", " – mailing no. 4; campaign"; nothing where any will do. */
export function detailsText(trigger: object, dataCenter: DataCenter | undefined): string {
  const refinements = trigger as {
    personaIds?: number[];
    leadScorings?: { id: number; stageIds?: number[] }[];
    properties?: string[];
    mailingIds?: number[];
    communicationTypes?: number[];
    sendingKinds?: (keyof typeof t.sendingKinds)[];
    optInFields?: string[];
    optInKinds?: (keyof typeof t.optInKinds)[];
    bounceCategories?: (keyof typeof t.bounceCategories)[];
  };
  const { personaIds, leadScorings, properties, mailingIds, communicationTypes } = refinements;
  const { sendingKinds, optInFields, optInKinds, bounceCategories } = refinements;
  const personas = personaIds?.map((id) => named(dataCenter?.personas, id));
  const scorings = leadScorings?.map(({ id, stageIds }) => {
    const scoring = dataCenter?.leadScorings.find((each) => each.id === id);
    const stages = stageIds?.map((stageId) => named(scoring?.stages, stageId));
    return named(dataCenter?.leadScorings, id) + (stages ? ` (${stages.join(", ")})` : "");
  });
  const details = [
    personas ?? scorings ?? properties ?? optInFields,
    optInKinds?.map((kind) => t.optInKinds[kind]),
    bounceCategories?.map((category) => t.bounceCategories[category]),
    mailingIds && [t.mailings(mailingIds)],
    communicationTypes && [t.communicationTypes(communicationTypes)],
    sendingKinds?.map((kind) => t.sendingKinds[kind]),
  ].flatMap((each) => (each ? [each.join(t.or)] : []));
  return details.length > 0 ? ` – ${details.join("; ")}` : "";
}

const named = (list: { id: number; name: string }[] | undefined, id: number) =>
  list?.find((each) => each.id === id)?.name ?? t.numbered(id);
