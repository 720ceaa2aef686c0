import { parseJson, readBody } from "@/lib/route";
import type { Json } from "@/lib/vocabulary";
import type { Operation } from "./operation";

/** Administration calls: 64 KiB of headers and 50 delays fit many times over. */
export const BODY_BYTES = 1024 * 1024;

/**
 * What an operation's call carries: the bytes, and the JSON they are. What may be left out and is, is an empty object;
 * `null` is not. Undefined where the operation takes nothing.
 * @throws Problem 400, 413 or 415
 */
export async function readCallBody(
  request: Request,
  { body }: Operation,
): Promise<{ bytes: Uint8Array; value: Json | undefined }> {
  if (!body) return { bytes: new Uint8Array(), value: undefined };
  const bytes = await readBody(request, body.maxBytes ?? BODY_BYTES);
  if (bytes.byteLength === 0 && body.optional) return { bytes, value: {} };
  return { bytes, value: parseJson(bytes, request.headers.get("content-type")) };
}
