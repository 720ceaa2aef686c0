import type { MasterList } from "@/lib/data-centers/schema";
import { plural } from "@/texts/plural";

/** Administration » Data centers: where a customer's data is, and the lists that webhooks choose from. */

export const LIST_NAMES: Record<MasterList, string> = {
  personas: "Personas",
  leadScorings: "Lead scorings",
  fields: "Fields",
  mailings: "Mailings",
  communicationTypes: "Communication types",
};

const ITEM: Record<MasterList, string> = {
  personas: "persona",
  leadScorings: "lead scoring",
  fields: "field",
  mailings: "mailing",
  communicationTypes: "communication type",
};

const EXPLAINED: Record<MasterList, string> = {
  personas: "A contact whose score reaches the threshold belongs to the persona.",
  leadScorings: "A lead scoring has stages; a contact whose score reaches a stage's threshold is in it.",
  fields: "What is known about a contact. The key fields together say which contact it is.",
  mailings: "The messages that were sent or will be.",
  communicationTypes: "What a message is for, such as a newsletter.",
};

export const dataCenters = {
  title: "Data centers",
  name: "Name",
  id: "Id",
  webhooks: "Webhooks",
  webhooksOf: (count: number, name: string) => `${plural(count, "webhook", "webhooks")} of ${name}`,
  itemsOf: (list: MasterList, count: number, name: string) =>
    `${count.toLocaleString("en")} ${LIST_NAMES[list].toLowerCase()} of ${name}`,
  create: "Create a data center",
  created: (name: string) => `“${name}” is created.`,
  notCreated: "Not created",
  sampleData: "Add sample data",
  sampleDataExplained:
    "Personas, lead scorings, fields, mailings, communication types and 20 contacts, to try things out",
  emptyTitle: "No data center yet",
  emptyText: "A data center holds a part of the account's data. Webhooks belong to one.",
  emptyForMember: "An administrator of the account can create one.",
  count: (count: number) => plural(count, "data center", "data centers"),
  rename: "Rename",
  renameTitle: (name: string) => `Rename “${name}”`,
  renamed: (name: string) => `The data center is now called “${name}”.`,
  notSaved: "Not saved",
  facts: (id: number) => `Data center ${id}`,
  notFoundTitle: "There is no such data center",
  notFoundText: "The address is not right, or the data center belongs to another account.",
  all: "All data centers",
  webhooksHere: (count: number) => plural(count, "webhook", "webhooks"),
} as const;

export const masterList = {
  sections: "Lists of the data center",
  names: LIST_NAMES,
  explained: EXPLAINED,
  columns: {
    name: "Name",
    id: "Id",
    threshold: "Threshold",
    stages: "Stages",
    label: "Label",
    code: "Code",
    type: "Type",
    keyField: "Key field",
  },
  stage: (name: string, threshold: number) => `${name} (${threshold.toLocaleString("en")})`,
  noStage: "No stage",
  isKeyField: "Key field",
  isNoKeyField: "No",
  types: { text: "Text", email: "E-mail", number: "Number", date: "Date", boolean: "Yes or no" },
  add: (list: MasterList) => `Add ${ITEM[list]}`,
  edit: "Edit",
  delete: "Delete",
  editNamed: (name: string) => `Edit ${name}`,
  deleteNamed: (name: string) => `Delete ${name}`,
  addTitle: (list: MasterList) => `Add a ${ITEM[list]}`,
  editTitle: (list: MasterList, name: string) => `Edit ${ITEM[list]} “${name}”`,
  added: (name: string, id: number) => `“${name}” is added with the id ${id}.`,
  saved: (name: string) => `“${name}” is saved.`,
  notSaved: "Not saved",
  gone: (list: MasterList) => `This ${ITEM[list]} is not there any more: somebody has deleted it.`,
  goneTitle: "Not there any more",
  close: "Close",
  idExplained: "Leave it empty to get the next free one",
  idFixed: (id: number) => `Id ${id}`,
  codeExplained: "Letters, digits and underscores, such as f_EMail",
  keyFieldExplained: "The key fields together say which contact a notification is about",
  stages: "Stages",
  stagesExplained: "Ids that are left empty are chosen for you.",
  addStage: "Add stage",
  removeStage: (position: number) => `Remove stage ${position}`,
  stageField: (position: number, field: string) => `Stage ${position}: ${field}`,
  deleteTitle: (list: MasterList, name: string) => `Delete ${ITEM[list]} “${name}”`,
  /** Personas and lead scorings are looked up when an event is accepted, and copied into it. */
  deleteExplained: (list: MasterList) =>
    list === "personas" || list === "leadScorings"
      ? "It can no longer be chosen, and events that name it are refused. Events that were accepted before keep their copy of it, so nothing that is sent for them changes."
      : "It can no longer be chosen. Events that were accepted before stay as they are.",
  deleted: (name: string) => `“${name}” is deleted.`,
  notDeleted: "Not deleted",
  inUse: (list: MasterList, count: number) =>
    `This ${ITEM[list]} can't be deleted: ${count === 1 ? "a webhook is" : `${count.toLocaleString("en")} webhooks are`} narrowed to it. Take it out of ${count === 1 ? "its trigger" : "their triggers"} first.`,
  emptyTitle: (list: MasterList) => `No ${ITEM[list]} yet`,
  emptyForMember: "An administrator of the account or a platform with an API key can add some.",
  searchPlaceholder: "Name or id",
  searchFields: "Label, code or id",
  noMatch: "Nothing matches this search.",
  count: (list: MasterList, count: number) => plural(count, ITEM[list], `${ITEM[list]}s`),
  found: (what: string) => `${what} found`,
  platform: "A platform can keep these lists in sync",
  platformText: (path: string) => `PUT ${path} replaces this list by the one that is sent.`,
  platformKey: "It needs an API key with the scope data-centers:write.",
  curl: "Command",
  copyCurl: "Copy command",
} as const;
