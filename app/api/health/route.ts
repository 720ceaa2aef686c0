import { type Health, readHealth } from "@/lib/health";

export const dynamic = "force-dynamic";

/** 200 with status ok alone, so that a load balancer needs to look at nothing else. */
export async function GET(): Promise<Response> {
  const health: Health = await readHealth();
  return Response.json(health, {
    status: health.status === "ok" ? 200 : 503,
    headers: { "Cache-Control": "no-store" },
  });
}
