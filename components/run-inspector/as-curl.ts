import type { RunView } from "@/lib/runs/schema";

type SentRequest = NonNullable<RunView["request"]>;

/** The request as a shell command. What is masked stays masked: put the secret in yourself. */
export function asCurl({ method, url, headers, body, bodyBase64 }: SentRequest): string {
  const parts = [`curl -X ${quote(method)} ${quote(url)}`];
  for (const { name, value } of headers) {
    if (!/^(content-length|host|connection|transfer-encoding)$/i.test(name))
      parts.push(`-H ${quote(`${name}: ${value}`)}`);
  }
  if (typeof body === "string") parts.push(`--data-raw ${quote(body)}`);
  if (bodyBase64 !== undefined) {
    return `printf %s ${quote(bodyBase64)} | base64 -d | ${[...parts, "--data-binary @-"].join(" \\\n  ")}`;
  }
  return parts.join(" \\\n  ");
}

/** In single quotes a shell reads nothing but the closing quote, so bodies can't run anything. */
const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
