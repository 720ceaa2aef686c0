import type { DataCenter } from "@/components/console-context";
import { webhookSettings } from "@/texts/webhook-settings";

const t = webhookSettings;

/** " – Decision maker or Champion", " – Product interest (Sales ready)"; nothing where any will do. */
export function detailsText(trigger: object, dataCenter: DataCenter | undefined): string {
  const { personaIds, leadScorings, properties } = trigger as {
    personaIds?: number[];
    leadScorings?: { id: number; stageIds?: number[] }[];
    properties?: string[];
  };
  const personas = personaIds?.map((id) => named(dataCenter?.personas, id));
  const scorings = leadScorings?.map(({ id, stageIds }) => {
    const scoring = dataCenter?.leadScorings.find((each) => each.id === id);
    const stages = stageIds?.map((stageId) => named(scoring?.stages, stageId));
    return named(dataCenter?.leadScorings, id) + (stages ? ` (${stages.join(", ")})` : "");
  });
  const details = personas ?? scorings ?? properties;
  return details ? ` – ${details.join(t.or)}` : "";
}

const named = (list: { id: number; name: string }[] | undefined, id: number) =>
  list?.find((each) => each.id === id)?.name ?? t.numbered(id);
