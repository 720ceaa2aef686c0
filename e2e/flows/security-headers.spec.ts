import { everyPage, PUBLIC_PAGES } from "../fixtures/every-page";
import { expect, test } from "../fixtures/flows";

const UNKNOWN = "0192f0c1-0000-7000-8000-000000000000";
const API = [
  "/api/health",
  "/api/nothing",
  "/api/v1/1/webhooks",
  "/api/console/webhooks?q=x",
  "/api/internal/dispatch",
  "/api/unsubscribe/unknown",
  "/_next/static/nothing.js",
  "/%E0%A4%A",
];

test("G8: every route, errors and 404 included, has the security headers and a nonce of its own", async ({
  administrator: page,
  server,
}) => {
  const nonces: string[] = [];
  const paths = everyPage({
    ...{ webhookId: UNKNOWN, requestId: UNKNOWN, scenarioId: UNKNOWN, eventId: UNKNOWN },
    ...{ deletedId: UNKNOWN, workflowId: UNKNOWN, passageId: UNKNOWN, inboxToken: "unknown" },
    unsubscribeToken: "unknown",
  });
  const ask = async (path: string, init: { method?: "POST" } = {}) => {
    const answer = await page.request.fetch(server.url + path, { maxRedirects: 0, ...init });
    const headers = answer.headers();
    const policy = headers["content-security-policy"] ?? "";
    const [, nonce = ""] = /script-src 'self' 'nonce-([\w+/=]+)' 'strict-dynamic'/.exec(policy) ?? [];
    expect(nonce, `${path}: ${policy}`).not.toBe("");
    expect(policy, path).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy, path).toMatch(/object-src 'none'; base-uri 'none'; frame-ancestors 'none'/);
    expect(headers, path).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": expect.stringMatching(/^(strict-origin-when-cross-origin|no-referrer)$/),
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(headers, path).not.toHaveProperty("x-powered-by");
    nonces.push(nonce);
  };
  for (const path of [...paths, ...PUBLIC_PAGES, ...API]) await ask(path);
  await ask("/api/internal/events", { method: "POST" });
  await ask("/api/unsubscribe/unknown", { method: "POST" });
  await ask("/sign-in", { method: "POST" });
  while (nonces.length < 100) await ask("/sign-in");
  expect(new Set(nonces).size, "no nonce is repeated").toBe(nonces.length);
});

test("G8: a script without the page's nonce does not run", async ({ administrator: page, server }) => {
  await page.goto(`${server.url}/administration/webhooks`);
  const refused = await page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
        document.body.insertAdjacentHTML(
          "beforeend",
          '<img src="/nothing" onerror="window.intruder = true">',
        );
      }),
  );
  expect(refused).toBe("script-src-attr");
  expect(await page.evaluate(() => "intruder" in window)).toBe(false);
});
