import { openApiDocument } from "@/lib/api/openapi";
import { answer, json } from "@/lib/route";

/** For everybody: it says nothing about any account. */
export const GET = (): Promise<Response> =>
  answer(async ({ env }) => json(openApiDocument({ publicUrl: env.PUBLIC_URL })));
