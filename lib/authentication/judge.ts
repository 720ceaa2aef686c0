import type { FieldProblem } from "@/lib/errors";
import { type Header, judgeBasicUsername, judgeHeaders } from "@/lib/webhooks/header-rules";

/** A credential as it is written, with or without its secrets. */
export interface WrittenCredential {
  type: string;
  username?: string | undefined;
  value?: string | undefined;
  token?: string | undefined;
  in?: string | undefined;
  name?: string | undefined;
  connectorId?: string | undefined;
  headers?: { name: string; value?: string | undefined }[] | undefined;
  clientId?: string | undefined;
  clientSecret?: string | undefined;
  scope?: string | undefined;
  audience?: string | undefined;
}

type Fault = Pick<FieldProblem, "message" | "remedy">;

const MAX_QUERY_KEY = 2_048;

/**
 * What the type's own parts must be like, whoever uses it; but for headers that bear a name of the person's choice,
 * which are judged together with all others of the request.
 * @returns faults at places within the credential
 */
export function judgeCredential(given: WrittenCredential): FieldProblem[] {
  const { type, username = "", value, token, name = "" } = given;
  const at = (path: string, fault: Fault | null | undefined) => (fault ? [{ path, ...fault }] : []);
  if (type === "basic") return at("username", judgeBasicUsername(username));
  if (type === "raw") return at("value", value ? judgeAuthorization(value) : null);
  if (type === "bearer") return at("token", token ? judgeToken(token) : null);
  if (type === "api_key" && given.in === "query") {
    return [...at("name", judgeText(name)), ...at("value", value ? judgeQueryKey(value) : null)];
  }
  if (type === "oauth2") {
    const { clientId = "", clientSecret = "", scope = "", audience = "" } = given;
    return Object.entries({ clientId, clientSecret, scope, audience }).flatMap(([path, text]) =>
      at(path, judgeText(text)),
    );
  }
  return [];
}

/** Header names, in lower case, and parameters of the URL that a request has because of its authentication. */
export function namesSent({ type, in: place, name = "", headers = [] }: WrittenCredential) {
  switch (type) {
    case "basic":
    case "raw":
    case "bearer":
    case "oauth2":
      return { headers: ["authorization"], query: [] };
    case "api_key":
      return place === "query"
        ? { headers: [], query: [name] }
        : { headers: [name.toLowerCase()], query: [] };
    case "headers":
      return { headers: headers.map((header) => header.name.toLowerCase()), query: [] };
    default:
      return { headers: [], query: [] };
  }
}

/** Headers with a name of the person's choice, each with its place within the credential. */
export function ownHeaders(given: WrittenCredential): (Header & { place: string })[] {
  const { type, name = "", value = "", headers = [] } = given;
  if (type === "api_key" && given.in === "header") return [{ place: "", name, value }];
  if (type !== "headers") return [];
  return headers.map((header, index) => ({
    ...{ place: `headers.${index}.`, name: header.name, value: header.value ?? "" },
  }));
}

function judgeAuthorization(value: string): Fault | undefined {
  const [fault] = judgeHeaders([{ name: "Authorization", value }]);
  return fault && { message: fault.message, remedy: fault.remedy };
}

function judgeToken(token: string): Fault | undefined {
  if (!/^\s*bearer\s/i.test(token)) return judgeAuthorization(`Bearer ${token}`);
  const remedy = "Enter the token alone: Tidings writes Bearer in front of it.";
  return { message: "begins with Bearer", remedy };
}

function judgeText(text: string): Fault | null {
  if (/\p{Cc}/u.test(text)) {
    const remedy = "Remove line breaks, tabs and other control characters.";
    return { message: "contains control characters", remedy };
  }
  if (text.isWellFormed()) return null;
  const remedy = "Remove the lone surrogate; write the whole character.";
  return { message: "contains half a character", remedy };
}

function judgeQueryKey(value: string): Fault | null {
  const fault = judgeText(value);
  if (fault || encodeURIComponent(value).length <= MAX_QUERY_KEY) return fault;
  return {
    message: `is longer than ${MAX_QUERY_KEY.toLocaleString("en")} characters in a URL`,
    remedy: "Send so long a key in a header.",
  };
}
