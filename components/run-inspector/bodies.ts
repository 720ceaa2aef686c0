import { bytesText } from "@/texts/sizes";

interface Body {
  body?: string | null;
  bodyBase64?: string;
}

export const isEmptyBody = ({ body, bodyBase64 }: Body) => !body && !bodyBase64;

/** Indented if it is JSON, as it is otherwise. */
export function readableBody({ body, bodyBase64 }: Body): string {
  if (typeof body !== "string") return bodyBase64 ?? "";
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** "342 bytes", "12.4 KiB". */
export function bodySize({ body, bodyBase64 }: Body): string {
  const bytes =
    typeof body === "string" ? new TextEncoder().encode(body).length : base64Bytes(bodyBase64 ?? "");
  return bytesText(bytes);
}

const base64Bytes = (text: string) => Math.floor((text.replace(/=+$/, "").length * 3) / 4);
