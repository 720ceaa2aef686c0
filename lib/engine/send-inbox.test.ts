import { describe, expect, it, vi } from "vitest";
import { judgeUrl, type UrlPolicy } from "@/lib/engine/address-guard";
import { parseEgress } from "@/lib/engine/egress";
import type { Inbox } from "@/lib/engine/inbox";
import { answer, listen, onRequest } from "@/lib/engine/raw-receiver.fixture";
import { createResolver } from "@/lib/engine/resolve-host";
import { openSender, post, strict } from "@/lib/engine/sender.fixture";

const TOKEN = "aB3-_xyz0123456789abcdefGHIJKLMN";
const ADDRESS = `https://inbox.tidings.internal/${TOKEN}`;
const ACCEPTED = {
  statusCode: 202,
  headers: [["content-type", "application/json"]],
  body: Buffer.from("{}"),
};

const stub = (receive: Inbox["receive"] = async () => ACCEPTED as never) => ({ receive: vi.fn(receive) });
const to = (url: string, more = {}) => post(443, { url, urlPolicy: "https", ...more });

/** Every use of the host but the one. */
const OTHER_USES = [
  `https://inbox.tidings.internal:443/${TOKEN}`,
  `https://inbox.tidings.internal:8443/${TOKEN}`,
  `https://user@inbox.tidings.internal/${TOKEN}`,
  `https://user:pass@inbox.tidings.internal/${TOKEN}`,
  `${ADDRESS}?`,
  `${ADDRESS}?a=1`,
  `${ADDRESS}#`,
  `${ADDRESS}#part`,
  `${ADDRESS}/`,
  `${ADDRESS}/more`,
  `${ADDRESS}a`,
  ADDRESS.slice(0, -1),
  `https://INBOX.tidings.internal/${TOKEN}`,
  `HTTPS://inbox.tidings.internal/${TOKEN}`,
  `http://inbox.tidings.internal/${TOKEN}`,
  `https://inbox.tidings.internal./${TOKEN}`,
  `https://a.inbox.tidings.internal/${TOKEN}`,
  `https://inbox.tidings.internal//${TOKEN}`,
  `https://inbox.tidings.internal/./${TOKEN}`,
  `https://inbox.tidings.internal/x/../${TOKEN}`,
  `https://inbox%2etidings.internal/${TOKEN}`,
  `https://inbox。tidings。internal/${TOKEN}`,
  `https://inbox.tidings.internal\\${TOKEN}`,
  ` ${ADDRESS}`,
  `${ADDRESS} `,
  `${ADDRESS}\n`,
  "https://inbox.tidings.internal/",
  "https://inbox.tidings.internal",
  "https://tidings.internal/",
];

describe("decision 31: the request inbox is one branch of send", () => {
  it.each<UrlPolicy>(["https", "https_443", "http_allowed"])(
    "hands a request over without name look-up or socket (%s)",
    async (urlPolicy) => {
      const lookup = vi.fn(async () => ["127.0.0.1"]);
      const inbox = stub();
      const sender = openSender({ inbox, resolver: createResolver(strict, { lookup }) }, strict);
      const request = to(ADDRESS, { urlPolicy });
      expect(await sender.send(request)).toMatchObject({
        ...{ kind: "answered", statusCode: 202, remoteAddress: null, inbox: true, truncated: false },
        durationMs: expect.any(Number),
      });
      expect(inbox.receive).toHaveBeenCalledExactlyOnceWith(TOKEN, request);
      expect(lookup).not.toHaveBeenCalled();
    },
  );

  it.each(OTHER_USES)("refuses %j, even where the operator resolves the host", async (url) => {
    const receiver = await listen((socket) => onRequest(socket, () => socket.write(answer("ok"))));
    const names = ["inbox.tidings.internal", "a.inbox.tidings.internal"];
    const generous = parseEgress({
      EGRESS_ALLOW_CIDRS: "127.0.0.0/8",
      EGRESS_RESOLVE: names.map((name) => `${name}=127.0.0.1:${receiver.port}`).join(","),
    });
    const inbox = stub();
    for (const egress of [strict, generous]) {
      expect(await openSender({ inbox }, egress).send(to(url))).toMatchObject({
        kind: "failed",
        reason: "private_address",
      });
      expect(judgeUrl(url, "https", egress).ok).toBe(false);
    }
    expect(inbox.receive).not.toHaveBeenCalled();
    expect(receiver.sockets).toHaveLength(0);
  });

  it("refuses the address where there is no inbox, and a token that nobody has", async () => {
    const refused = { kind: "failed", reason: "private_address", leftAfterMs: null };
    expect(await openSender({}, strict).send(to(ADDRESS))).toMatchObject(refused);
    const unknown = await openSender({ inbox: stub(async () => null) }, strict).send(to(ADDRESS));
    expect(unknown).toMatchObject(refused);
    expect(unknown.inbox).toBeUndefined();
  });

  it("is a failed run, never a throw, where storing fails or takes longer than the deadline", async () => {
    const broken = stub(async () => {
      throw new Error("the disk is full");
    });
    const outcome = await openSender({ inbox: broken }, strict).send(to(ADDRESS));
    expect(outcome).toMatchObject({ kind: "failed", reason: "own_network_down", inbox: true });
    expect(JSON.stringify(outcome)).not.toContain("disk");
    const silent = stub(() => new Promise(() => {}));
    expect(await openSender({ inbox: silent }, strict).send(to(ADDRESS, { deadlineMs: 20 }))).toMatchObject({
      ...{ kind: "failed", reason: "deadline_exceeded", inbox: true },
    });
  });
});
