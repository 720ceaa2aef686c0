import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./schema";

export type TidingsClient = Client<paths>;
export type Webhook = components["schemas"]["Webhook"];
export type Problem = components["schemas"]["Problem"];

export interface ClientOptions {
  /** Where the installation is: `https://tidings.acme.example`. */
  baseUrl: string;
  /** An API key, `tdg_…`. */
  key: string;
  /** In place of the platform's own. */
  fetch?: (request: Request) => Promise<Response>;
}

/** The administration API with the types of its OpenAPI document; `schema.d.ts` is made by `npm run client`. */
export const createTidingsClient = ({ baseUrl, key, fetch }: ClientOptions): TidingsClient =>
  createClient<paths>({
    baseUrl,
    headers: { Authorization: `Bearer ${key}` },
    ...(fetch && { fetch }),
  });
