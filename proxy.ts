import { type NextRequest, NextResponse } from "next/server";

/**
 * Tells pages their own address, so that signing in can lead back to it (lib/accounts/visitor.ts). It decides
 * nothing: every page, action and route checks the session itself.
 */
export function proxy(request: NextRequest) {
  const headers = new Headers(request.headers);
  headers.set("x-tidings-path", request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: ["/((?!api/|_next/|icon\\.svg).*)"] };
