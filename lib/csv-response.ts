/** A file that is made while it is read. What can fail at once fails before the answer begins. */
export async function csvResponse(pieces: AsyncGenerator<string, void>, fileName: string): Promise<Response> {
  const first = await pieces.next();
  return new Response(streamOf(first, pieces), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${fileName}"`,
      "Cache-Control": "private, no-store",
    },
  });
}

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
