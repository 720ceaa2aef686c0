import type { DataCenter } from "@/components/console-context";
import { type Names, eventsText as t } from "@/texts/events";

/** Names for the reasons why an event was not owed, as they are now; what is gone is told by its id. */
export function reasonNames(dataCenters: DataCenter[], dataCenterId: number): Names {
  const place = dataCenters.find(({ id }) => id === dataCenterId);
  const named = (list: { id: number; name: string }[] | undefined, id: number) =>
    list?.find((each) => each.id === id)?.name ?? t.numbered(id);
  return {
    dataCenter: (id) => named(dataCenters, id),
    persona: (id) => named(place?.personas, id),
    stage: (path) => {
      const [scoringId, stageId] = path.split("/").map(Number);
      const scoring = place?.leadScorings.find(({ id }) => id === scoringId);
      const name = named(place?.leadScorings, scoringId ?? 0);
      return stageId === undefined ? name : `${name} (${named(scoring?.stages, stageId)})`;
    },
  };
}
