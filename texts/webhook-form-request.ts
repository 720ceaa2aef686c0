import { plural } from "@/texts/plural";

/** The form's *Where*: the URL, who calls it, and the headers of every request. */
export const webhookFormRequest = {
  title: "Where",
  url: "Send data to URL",
  urlExample: "https://example.com/webhooks",
  requestsFrom: "Requests come from",
  copyAddress: (address: string) => `Copy ${address}`,
  /** S2.7 */
  legal:
    "Make sure you adhere to all statutory regulations when sharing any data with a third-party application!",

  authentication: {
    type: "Authentication type",
    username: "Username",
    password: "Password",
    header: "Authorization header",
    headerExample: "For example: Bearer abc123",
    list: "The list of headers",
    name: "Header name",
    nameOf: (number: number) => `Header name ${number}`,
    namePlaceholder: "Name",
    value: "Header value",
    valueOf: (number: number) => `Header value ${number}`,
    add: "Add another header",
    remove: (number: number) => `Remove authentication header ${number}`,
  },

  headers: {
    title: "HTTP headers",
    count: (count: number) => (count === 0 ? "none" : plural(count, "header", "headers")),
    list: "The list of headers",
    name: "Name",
    nameOf: (number: number) => `Header ${number}: Name`,
    value: "Value",
    valueOf: (number: number) => `Header ${number}: Value`,
    secret: "Secret",
    secretOf: (number: number) => `Header ${number}: Secret`,
    add: "Add header",
    remove: (number: number) => `Remove header ${number}`,
  },
} as const;
