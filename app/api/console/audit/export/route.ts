import { filterOf, readView } from "@/app/(console)/administration/audit/list-view";
import { exportAudit } from "@/lib/audit/export";
import { consoleRoute } from "@/lib/console-route";
import { iso } from "@/lib/time";

/** What the page *Audit* shows under the same filters, as a file. */
export const GET = consoleRoute(
  async ({ caller, query }) => {
    const { cursor: _, limit: __, ...filter } = filterOf(readView(Object.fromEntries(query)));
    const pieces = exportAudit(caller, filter);
    // What can fail at once fails before the answer begins, and is a problem document.
    const first = await pieces.next();
    return new Response(streamOf(first, pieces), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="audit-${iso(caller.tidings.now()).slice(0, 10)}.csv"`,
        "Cache-Control": "private, no-store",
      },
    });
  },
  { role: "administrator", plan: "any" },
);

function streamOf(first: IteratorResult<string, void>, rest: AsyncGenerator<string, void>) {
  const encoder = new TextEncoder();
  let ready: IteratorResult<string, void> | undefined = first;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = ready ?? (await rest.next());
      ready = undefined;
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await rest.return();
    },
  });
}
