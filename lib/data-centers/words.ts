import type { MasterList } from "./schema";

/** How problems and audit entries call one of a list. */
export const ITEM_WORDS: Record<MasterList, string> = {
  personas: "persona",
  leadScorings: "lead scoring",
  fields: "field",
  mailings: "mailing",
  communicationTypes: "communication type",
};

/** `persona.created`, `communication_types.replaced`: an audit entry's noun. */
export const auditNoun = (list: MasterList, many: boolean) =>
  `${ITEM_WORDS[list].replace(" ", "_")}${many ? "s" : ""}`;

export const nameOf = (item: { name: string } | { label: string }) =>
  "label" in item ? item.label : item.name;
