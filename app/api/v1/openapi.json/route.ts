import { openApiDocument } from "@/lib/api/openapi";
import { answer } from "@/lib/route";

/** Made once: that keeps the thread that answers everybody for 30 ms, and nobody has to sign in to ask for it. */
let made: { publicUrl: string; text: string } | undefined;

/** For everybody: it says nothing about any account. */
export const GET = (): Promise<Response> =>
  answer(async ({ env: { PUBLIC_URL: publicUrl } }) => {
    if (made?.publicUrl !== publicUrl)
      made = { publicUrl, text: JSON.stringify(openApiDocument({ publicUrl })) };
    return new Response(made.text, {
      headers: { "Content-Type": "application/json", "Cache-Control": "no-store" },
    });
  });
