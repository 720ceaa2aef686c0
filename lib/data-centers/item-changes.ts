import { changesBetween } from "@/lib/audit/changes";
import type { JsonObject } from "@/lib/vocabulary";
import type { MasterItem } from "./schema";

/** More than this nobody reads, and an audit entry is kept for good. */
const CHANGES_AT_MOST = 100;

/** What a write did to a list: how many items, and by id what, unless that is too much. */
export function itemChanges(before: MasterItem[], after: MasterItem[]): JsonObject {
  const [from, to] = [byId(before), byId(after)];
  const ids = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  const changed = ids.filter((id) => from[id] && to[id] && !isEqual(from[id], to[id])).length;
  const counts = {
    added: ids.filter((id) => !from[id]).length,
    changed,
    removed: ids.filter((id) => !to[id]).length,
  };
  const changes = changesBetween(from, to);
  return Object.keys(changes).length > CHANGES_AT_MOST ? { counts } : { counts, changes };
}

/** Whether two states of an item say the same; neither the order of keys nor that of stages matters. */
export const sameItem = (before: MasterItem, after: MasterItem) => isEqual(plain(before), plain(after));

const isEqual = (before: JsonObject, after: JsonObject) =>
  Object.keys(changesBetween(before, after)).length === 0;

const byId = (items: MasterItem[]): Record<string, JsonObject> =>
  Object.fromEntries(items.map((item) => [item.id, plain(item)]));

/** Stages by id, so that one that changed does not make the whole list a change. */
function plain({ id: _, ...item }: MasterItem): JsonObject {
  if (!("stages" in item)) return item;
  const stages = item.stages.map(({ id, ...stage }): [string, JsonObject] => [String(id), stage]);
  return { ...item, stages: Object.fromEntries(stages) };
}
