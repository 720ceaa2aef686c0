import { type Query, viewReader } from "@/app/(console)/read-view";
import { isId } from "@/lib/ids";
import { PASSAGE_STATES, type PassageState } from "@/lib/vocabulary";

const STATES = [...PASSAGE_STATES, "under_way"];
const OUTCOMES = ["accepted", "pending", "failed"];

/** What the page shows, as its address says it. */
export type PassagesView = {
  contact?: string | undefined;
  state?: PassageState | "under_way" | undefined;
  /** A step's id. */
  step?: string | undefined;
  outcome?: "accepted" | "pending" | "failed" | undefined;
  cursor?: string | undefined;
};

export function readView(query: Query): PassagesView {
  const { text, oneOf } = viewReader(query);
  const step = text("step");
  const cursor = text("cursor");
  return {
    contact: text("contact"),
    state: oneOf("state", STATES) as PassagesView["state"],
    step: step && /^[\w-]{1,40}$/.test(step) ? step : undefined,
    outcome: oneOf("outcome", OUTCOMES) as PassagesView["outcome"],
    cursor: cursor && isId(cursor) ? cursor.toLowerCase() : undefined,
  };
}

export const PAGE_SIZE = 25;

export const filterOf = ({ contact, step, ...view }: PassagesView) => ({
  ...{ ...view, contactId: contact, stepId: step, limit: String(PAGE_SIZE) },
});

export const isFiltered = ({ cursor: _, ...filters }: PassagesView) =>
  Object.values(filters).some((value) => value !== undefined);
