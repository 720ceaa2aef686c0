import { getInstance } from "@/lib/instance";
import { unsubscribe } from "@/lib/messages/unsubscribe";
import { paths } from "@/lib/paths";
import { answer } from "@/lib/route";

export const dynamic = "force-dynamic";

interface Context {
  params: Promise<{ token: string }>;
}

/** One click in a mail program (RFC 8058): no cookie, no page, no question. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  return answer(async (tidings) => {
    const mail = new URL(request.url).searchParams.get("mail");
    await unsubscribe(tidings, token, mail, { userAgent: request.headers.get("user-agent") });
    return new Response("You are unsubscribed.\n", {
      headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
    });
  });
}

/** Whoever opens the address in a browser is asked first: scanners of mails follow every link. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  const { env } = await getInstance();
  const mail = new URL(request.url).searchParams.get("mail") ?? undefined;
  return Response.redirect(new URL(paths.unsubscribe(token, mail), env.PUBLIC_URL), 303);
}
