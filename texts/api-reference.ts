import { plural } from "./plural";

/** The interactive reference of the API (S2.4). */
export const apiReference = {
  title: "API reference",
  steps:
    "Open an operation, press Try it out, fill in what is mandatory, press Execute, and read the response code.",
  realTitle: "Calls are real",
  real: (account: string, clientId: number) =>
    `They are carried out at once in ${account} (client ID ${clientId}), with your own rights: what you create, change or delete here is created, changed or deleted.`,
  member:
    "As a member you can call what reads webhooks, runs, deliveries and events; everything else is answered with 403.",
  withKey:
    "To call with the rights of an API key instead, press Authorize and enter it; it is forgotten when you leave the page.",
  freePlan: "The account is on the free plan: calls about webhooks are answered with 402.",
  filter: "Find an operation",
  filterPlaceholder: "Name, path or id",
  found: (count: number) => plural(count, "operation", "operations"),
  nothingFound: "No operation matches.",
  notLoaded: "The reference could not be loaded",
  notLoadedText: "The server could not be reached. Check your connection and try again.",
  example: "Example",
  body: "Body of the call",
  /** What a copied command has in place of the session, which only this page has. */
  keyInCommand: "Bearer tdg_YOUR_KEY",
  loading: "Loading the reference",
} as const;
