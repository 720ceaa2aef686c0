import { plural } from "./plural";

/** The page *Audit*, and the entries as other pages show them. */
export const audit = {
  title: "Audit",
  intro:
    "Who did what, and when: every change, every sign-in, every look at a secret. Nobody can change or remove an entry.",
  list: "Audit entries",
  columns: { when: "When", who: "Who", what: "What" },
  actors: { user: "Person", api_key: "API key", command_line: "Command line", system: "Tidings" },
  stranger: "Not signed in",

  details: "Details",
  detailsOf: (sentence: string) => `Details: ${sentence}`,
  changes: "What changed",
  field: "Field",
  before: "Before",
  after: "After",
  nothing: "–",
  on: "yes",
  off: "no",
  recorded: "As recorded",
  id: "Id",
  allAbout: "Everything about this",
  allBy: "Everything done by this one",

  filters: {
    target: "Id of what it is about",
    targetPlaceholder: "Id of a webhook, person, key …",
    actor: "Who",
    action: "What was done",
    kind: "About",
    from: "From (UTC)",
    to: "Until (UTC), included",
  },
  unknownActor: (id: string) => `Unknown: ${id}`,
  people: "People",
  keys: "API keys",
  others: "Others",
  shown: (count: number, paged: boolean) =>
    `${plural(count, "entry", "entries")}${paged ? " on this page" : ""}`,
  emptyTitle: "Nothing has been recorded yet",
  emptyText: "From now on every change, every sign-in and every look at a secret is written down here.",
  noMatch: "No entry matches these filters.",
  exportCsv: "Export CSV",
  exportNote: (limit: number) => `The filtered entries, at most the newest ${limit.toLocaleString("en")}`,

  csv: {
    columns: [
      "time_utc",
      "actor_kind",
      "actor_id",
      "actor",
      "action",
      "what",
      "target_kind",
      "target_id",
      "target",
      "details",
    ],
    cut: (limit: number) =>
      `Only the newest ${limit.toLocaleString("en")} entries are exported. Narrow the filters to export older ones.`,
  },
} as const;
