/** The catalogue of problem types and the page of each. */
export const problemPages = {
  title: "API problems",
  intro:
    "What went wrong is answered as a problem document (RFC 9457, application/problem+json). Its type is the address of one of these pages; programs should go by type and status, people read detail.",
  columns: { status: "Status", problem: "Problem", name: "Type" },
  means: "What it means",
  todo: "What to do",
  example: "Example",
  copyExample: "Copy example",
  operations: "Operations that can answer with it",
  every: "Every operation of the API can answer with it.",
  none: "No operation of the API answers with it.",
  alsoBy: (whom: string) => `Also answered by: ${whom}.`,
  all: "All problems",
  notFoundTitle: "No such problem",
  notFoundText: "There is no problem type with this name. The catalogue lists all that Tidings answers with.",
  toConsole: "Open the console",
} as const;
