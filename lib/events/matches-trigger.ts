import type { Facets, Wanted } from "@/lib/event-types/define";

/**
 * Whether a trigger wants an event of its type: for every refinement, any of the values it names has to be
 * among those the event offers (decision 7). No refinement means any event (S1.27).
 * @returns true, or the name of the refinement that kept the event out, for "not matched because …"
 */
export function matchesTrigger(wanted: Wanted, facets: Facets): true | string {
  for (const [refinement, values] of Object.entries(wanted)) {
    const offered = facets[refinement] ?? [];
    if (!values.some((value) => offered.includes(value))) return refinement;
  }
  return true;
}
