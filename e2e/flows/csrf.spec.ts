import type { APIResponse, Page, Request } from "@playwright/test";
import Sqlite from "better-sqlite3";
import { expect, test } from "../fixtures/flows";
import { newPerson } from "../fixtures/own-person";
import { signIn } from "../fixtures/sign-in";

const isAction = (request: Request) => request.method() === "POST" && "next-action" in request.headers();

/** What the browser sends when a person does something: the action's id, and the body it is called with. */
async function capture(page: Page, act: () => Promise<void>) {
  const sent = page.waitForRequest(isAction);
  await act();
  const headers = await (await sent).allHeaders();
  const body = (await sent).postData() ?? "";
  return { action: headers["next-action"] as string, contentType: headers["content-type"] as string, body };
}

/** Where a request pretends to come from; the cookies are those of the signed-in person in any case. */
const FOREIGN: Record<string, Record<string, string>> = {
  foreign: { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
  "foreign, with the browser's word forged": {
    origin: "https://evil.example",
    "sec-fetch-site": "same-origin",
  },
  "another port of this host": { origin: "http://127.0.0.1:1", "sec-fetch-site": "same-site" },
  null: { origin: "null" },
  "null, with the browser's word forged": { origin: "null", "sec-fetch-site": "same-origin" },
  absent: {},
  "absent, from another site": { "sec-fetch-site": "cross-site" },
};

test("G7: a write with cookies from another origin, from none or from null is refused in every encoding, and nothing is written", async ({
  page,
  server,
  seed,
}) => {
  const person = await newPerson(server, seed);
  await signIn(page, server.url, person);
  const stored = () => {
    const database = new Sqlite(`${server.dataDir}/tidings.db`, { readonly: true });
    try {
      const sql = `SELECT u.name, (SELECT count(*) FROM sessions s WHERE s.user_id = u.id) AS sessions,
        (SELECT count(*) FROM audit_entries a WHERE a.target_id = u.id) AS entries FROM users u WHERE u.email = ?`;
      return database.prepare(sql).get(person.email) as { name: string; sessions: number };
    } finally {
      database.close();
    }
  };
  const profile = `${server.url}/profile`;
  await page.goto(profile);
  await expect(page.getByLabel("Name")).toHaveValue(person.email);
  const rename = await capture(page, async () => {
    await page.getByLabel("Name").fill("Ada Lovelace");
    await page.getByRole("button", { name: "Save name" }).click();
  });
  await expect(page.getByText("Your name is saved.")).toBeVisible();
  await page.getByRole("button", { name: /^Ada Lovelace/ }).click();
  // The one write that takes no input, so that any body is a good one.
  await page.route("**/*", (route) => (isAction(route.request()) ? route.abort() : route.continue()));
  const signOut = await capture(page, () => page.getByRole("menuitem", { name: "Sign out" }).click());
  await page.unroute("**/*");

  const evil = rename.body.replace("Ada Lovelace", "Mallory");
  const boundary = "----tidings";
  const multipart = (field: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n--${boundary}--\r\n`;
  const MULTIPART = `multipart/form-data; boundary=${boundary}`;
  const URLENCODED = "application/x-www-form-urlencoded";
  const call = { "next-action": rename.action, accept: "text/x-component" };
  const requests: [what: string, headers: Record<string, string>, body: string][] = [
    ["as the browser sends it", { ...call, "content-type": rename.contentType }, evil],
    ["as text/plain", { ...call, "content-type": "text/plain" }, evil],
    ["as a form with the action's header", { ...call, "content-type": MULTIPART }, multipart("0", evil)],
    ["as a plain form", { "content-type": MULTIPART }, multipart(`$ACTION_ID_${signOut.action}`, "")],
    ["as an encoded form", { "content-type": URLENCODED }, `%24ACTION_ID_${signOut.action}=`],
    ["as text/plain without a header", { "content-type": "text/plain" }, `$ACTION_ID_${signOut.action}=`],
  ];
  const send = (headers: Record<string, string>, body: string): Promise<APIResponse> =>
    page.request.fetch(profile, { method: "POST", headers, data: Buffer.from(body), maxRedirects: 0 });

  const before = stored();
  expect(before.name).toBe("Ada Lovelace");
  for (const [from, origin] of Object.entries(FOREIGN)) {
    for (const [what, headers, body] of requests) {
      const answer = await send({ ...headers, ...origin }, body);
      expect(await answer.text(), `${from}, ${what}`).not.toMatch(/"ok":true/);
      expect(stored(), `${from}, ${what}`).toEqual(before);
    }
  }

  // The very same requests from our own origin do work, so it was the origin that was refused.
  for (const [what, headers, body] of requests.slice(0, 3)) {
    const name = `Ada ${what}`;
    await send({ ...headers, origin: server.url }, body.replace("Mallory", name));
    expect(stored().name).toBe(name);
  }
  const form = requests[3] as (typeof requests)[number];
  await send({ ...form[1], origin: server.url }, form[2]);
  expect(stored().sessions).toBe(before.sessions - 1);
});

test("G7: signing in is refused from elsewhere too, so that nobody is signed in as somebody else", async ({
  page,
  server,
  seed,
}) => {
  await page.goto(`${server.url}/sign-in`);
  const { action, contentType, body } = await capture(page, async () => {
    await page.getByLabel("E-mail").fill(seed.member.email);
    await page.getByLabel("Password", { exact: true }).fill(seed.member.password);
    await page.getByRole("button", { name: "Sign in" }).click();
  });
  await expect(page).not.toHaveURL(/\/sign-in/);
  for (const [from, origin] of Object.entries(FOREIGN)) {
    const answer = await page.request.fetch(`${server.url}/sign-in`, {
      method: "POST",
      headers: { "next-action": action, "content-type": contentType, ...origin },
      data: body,
    });
    expect(answer.headers()["set-cookie"], from).toBeUndefined();
    expect(await answer.text(), from).not.toMatch(/"ok":true/);
  }
});
