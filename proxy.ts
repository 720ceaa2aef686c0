import { type NextRequest, NextResponse } from "next/server";
import { contentPolicy, NONCE_HEADER, newNonce } from "@/lib/content-policy";

const DEVELOPMENT = process.env.NODE_ENV === "development";

/**
 * Gives every answer a content policy with a nonce of its own, which Next reads from the request's copy, and tells
 * pages their own address, so that signing in can lead back to it (lib/accounts/visitor.ts). It decides nothing:
 * every page, action and route checks the session itself.
 */
export function proxy(request: NextRequest) {
  const nonce = newNonce();
  const policy = contentPolicy(nonce, { development: DEVELOPMENT });
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set(NONCE_HEADER, nonce);
  headers.set("x-tidings-path", request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}
