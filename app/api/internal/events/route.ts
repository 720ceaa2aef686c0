import { toldAddress } from "@/lib/accounts/client-address";
import { postEvents } from "@/lib/events/post-events";
import { readBody } from "@/lib/route";

/** The producers' door under plain `next start`; our own server hands requests to the same verb (server/mount-events.ts). */
export async function POST(request: Request): Promise<Response> {
  const { status, headers, body } = await postEvents({
    header: (name) => request.headers.get(name),
    readBody: (maxBytes) => readBody(request, maxBytes),
    address: (tidings) => toldAddress(tidings, request.headers),
  });
  return new Response(body, { status, headers });
}
