import { type ActionWords, text } from "./audit-words";

/** What a data center's lists consist of: the noun of the action, one, several. */
const LISTS = [
  ["persona", "persona", "personas"],
  ["lead_scoring", "lead scoring", "lead scorings"],
  ["field", "field", "fields"],
  ["mailing", "mailing", "mailings"],
  ["communication_type", "communication type", "communication types"],
] as const;

const inDataCenter: ActionWords["more"] = ({ dataCenter }) =>
  text(dataCenter) ? ` of data center ${dataCenter}` : undefined;

/** Entries about a list stand at its data center; single items are called by their own names. */
export const MASTER_DATA_ACTIONS: Record<string, ActionWords> = Object.fromEntries(
  LISTS.flatMap(([noun, one, many]): [string, ActionWords][] => [
    [`${noun}.created`, { label: "Created", did: `created ${one}`, more: inDataCenter }],
    [`${noun}.updated`, { label: "Changed", did: `changed ${one}`, more: inDataCenter }],
    [`${noun}.deleted`, { label: "Deleted", did: `deleted ${one}`, more: inDataCenter }],
    [`${noun}s.replaced`, { label: "Replaced", did: `replaced the ${many} of data center` }],
  ]),
);

export const MASTER_DATA_NOUNS: Record<string, string> = Object.fromEntries(
  LISTS.flatMap(([noun, , many]) => {
    const title = `${many.charAt(0).toUpperCase()}${many.slice(1)}`;
    return [
      [noun, title],
      [`${noun}s`, `${title}, whole lists`],
    ];
  }),
);
