/** What people may write into the headers of their webhooks (decision 14; docs/edge.md, Limits and Guard). */
export interface Header {
  name: string;
  value: string;
}

export interface HeaderFault {
  index: number;
  part: "name" | "value" | "all";
  message: string;
  remedy: string;
}

export interface HeaderContext {
  /** Names, in lower case, that the authentication sends besides. */
  sent?: readonly string[];
  /** Workflow webhooks choose their own. */
  allowContentType?: boolean;
}

const MAX_HEADERS = 50;
const MAX_HEADER_BYTES = 8 * 1_024;
const MAX_TOTAL_BYTES = 16 * 1_024;

/** At most one fault for each header, the first that applies. */
export function judgeHeaders(headers: readonly Header[], context: HeaderContext = {}): HeaderFault[] {
  const sent = new Set(context.sent);
  const named = new Set<string>();
  const faults: HeaderFault[] = [];
  let total = 0;
  for (const [index, header] of headers.entries()) {
    const name = header.name.toLowerCase();
    total += sizeOf(header);
    const fault =
      judgeName(name, context) ??
      judgeRepetition(name, sent, named) ??
      judgeValue(header.value) ??
      judgeSize(sizeOf(header), total, index);
    if (fault) faults.push({ index, ...fault });
    named.add(name);
  }
  return faults;
}

/** The colon ends the user name in what is sent, so a name with one would be read as another name. */
export function judgeBasicUsername(username: string): { message: string; remedy: string } | null {
  if (username.includes(":"))
    return { message: "contains a colon", remedy: "Choose a user name without a colon." };
  return /\p{Cc}/u.test(username)
    ? {
        message: "contains control characters",
        remedy: "Remove line breaks, tabs and other control characters.",
      }
    : null;
}

type Fault = Omit<HeaderFault, "index">;

const TOKEN = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;

/** Ours, the connection's, or asked for by machines' metadata services. */
const RESERVED = new Set([
  "host",
  "connection",
  "keep-alive",
  "content-length",
  "transfer-encoding",
  "te",
  "trailer",
  "upgrade",
  "expect",
  "accept-encoding",
  "metadata-flavor",
  "x-di-signature",
]);
const RESERVED_BEGINNINGS = /^(x-aws-ec2-metadata-token|proxy-|webhook-)/;

function judgeName(name: string, context: HeaderContext): Fault | null {
  if (!TOKEN.test(name)) {
    return {
      part: "name",
      message: "is not a header name",
      remedy: "Use letters, digits and hyphens, for example X-Source.",
    };
  }
  const reserved = RESERVED.has(name) || RESERVED_BEGINNINGS.test(name);
  if (!reserved && (name !== "content-type" || context.allowContentType)) return null;
  return { part: "name", message: "is set by Tidings or the connection", remedy: "Remove this header." };
}

function judgeRepetition(name: string, sent: Set<string>, named: Set<string>): Fault | null {
  if (sent.has(name) || (named.has(name) && name === "authorization")) {
    return {
      part: "name",
      message: "is already sent",
      remedy: "Remove this header, or set the authentication type to Not specified.",
    };
  }
  if (!named.has(name)) return null;
  return { part: "name", message: "appears twice", remedy: "Keep one header with this name." };
}

function judgeValue(value: string): Fault | null {
  if (/\p{Cc}/u.test(value)) {
    return {
      part: "value",
      message: "contains control characters",
      remedy: "Remove line breaks, tabs and other control characters.",
    };
  }
  if (/[\u0100-\uffff]/.test(value)) {
    return {
      part: "value",
      message: "contains characters that headers can't carry",
      remedy: "Use Latin-1 characters (up to ÿ), or encode the value, for example as Base64.",
    };
  }
  return null;
}

function judgeSize(bytes: number, total: number, index: number): Fault | null {
  if (index >= MAX_HEADERS) {
    return { part: "all", message: "is one header too many", remedy: `Keep at most ${MAX_HEADERS} headers.` };
  }
  if (bytes > MAX_HEADER_BYTES) {
    return {
      part: "all",
      message: "is longer than 8 KiB",
      remedy: "Shorten name and value to 8,192 bytes together.",
    };
  }
  if (total > MAX_TOTAL_BYTES) {
    return {
      part: "all",
      message: "makes the headers longer than 16 KiB together",
      remedy: "Shorten or remove headers until all have 16,384 bytes at most.",
    };
  }
  return null;
}

/** One byte a character, as they are sent. */
function sizeOf({ name, value }: Header): number {
  return name.length + value.length;
}
