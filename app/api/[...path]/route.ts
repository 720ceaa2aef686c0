import { Problem } from "@/lib/errors";
import { problemResponse } from "@/lib/route";

/** What no other route takes: programs get a problem document, not a page. */
const unknown = (request: Request) =>
  problemResponse(
    new Problem("not_found", `${request.method} ${new URL(request.url).pathname} is not a call of this API.`),
  );

export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT };
