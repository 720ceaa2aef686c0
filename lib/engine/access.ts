import type { StoredAuthentication } from "@/db/shapes";
import type { ClientCertificate } from "./pinned-connector";
import type { OAuthClient } from "./tokens";

/** A header as it is sent, and whether people may see its value. */
export interface EndpointHeader {
  name: string;
  value: string;
  secret: boolean;
}

/** What authentication adds to each request, its secrets opened. */
export interface Access {
  headers: EndpointHeader[];
  /** Names and values that the sender alone appends to the URL. */
  query: [string, string][];
  /** A token is fetched for each attempt, or known from an earlier one. */
  oauth?: OAuthClient;
  /** Shown to receivers within TLS. */
  certificate?: ClientCertificate;
}

/**
 * @param open the secret of a key within the authentication; null where it can't be read
 * @returns null where one of its secrets can't be
 */
export function openAccess(
  authentication: StoredAuthentication,
  open: (key: string) => string | null,
): Access | null {
  const withSecret = (key: string, make: (secret: string) => Access): Access | null => {
    const secret = open(key);
    return secret === null ? null : make(secret);
  };
  switch (authentication.type) {
    case "none":
      return NOTHING;
    case "basic":
      return withSecret("password", (password) => {
        const pair = Buffer.from(`${authentication.username}:${password}`).toString("base64");
        return secretHeader("authorization", `Basic ${pair}`);
      });
    case "raw":
      return withSecret("value", (value) => secretHeader("authorization", value));
    case "bearer":
      return withSecret("token", (token) => secretHeader("authorization", `Bearer ${token}`));
    case "api_key":
      return withSecret("value", (value) =>
        authentication.in === "query"
          ? { headers: [], query: [[authentication.name, value]] }
          : secretHeader(authentication.name, value),
      );
    case "headers": {
      const values = authentication.headers.map((_, index) => open(`headers.${index}.value`));
      if (values.includes(null)) return null;
      return {
        headers: authentication.headers.map(({ name }, index) => ({
          ...{ name, value: values[index] as string, secret: true },
        })),
        query: [],
      };
    }
    case "connector":
      // What it stands for is opened in its place.
      return null;
  }
}

const NOTHING: Access = { headers: [], query: [] };

const secretHeader = (name: string, value: string): Access => ({
  headers: [{ name, value, secret: true }],
  query: [],
});
