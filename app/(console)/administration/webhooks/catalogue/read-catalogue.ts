import { type Query, viewReader } from "@/app/(console)/read-view";
import { EVENT_TYPES } from "@/lib/event-types/catalogue";
import { describeEventType, type EventTypeView } from "@/lib/event-types/describe";
import type { CatalogueView } from "@/lib/paths";
import { PAYLOAD_STYLES } from "@/lib/payloads/renderable-event";

export interface CatalogueEntry {
  type: string;
  label: string;
}

export interface Catalogue {
  groups: { group: string; entries: CatalogueEntry[] }[];
  shown: number;
  all: number;
  /** What the address names; undefined where it names nothing known. */
  chosen: EventTypeView | undefined;
}

export function readView(query: Query): CatalogueView {
  const { text, oneOf } = viewReader(query);
  return {
    q: text("q"),
    type: oneOf(
      "type",
      EVENT_TYPES.map(({ name }) => name),
    ),
    style: oneOf("style", PAYLOAD_STYLES),
  };
}

/** Every word of the search has to stand in the name, the description or the type, in any case. */
export function readCatalogue({ q = "", type }: CatalogueView): Catalogue {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const entries = EVENT_TYPES.filter(({ name, label, description, group }) => {
    const text = `${name} ${label} ${description} ${group}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const groups = [...new Set(entries.map(({ group }) => group))].map((group) => ({
    group,
    entries: entries
      .filter((entry) => entry.group === group)
      .map(({ name, label }) => ({ type: name, label })),
  }));
  return {
    ...{ groups, shown: entries.length, all: EVENT_TYPES.length },
    chosen: type === undefined ? undefined : describeEventType(type),
  };
}
