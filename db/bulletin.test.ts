import { describe, expect, it, onTestFinished } from "vitest";
import { createBulletin, type News } from "./bulletin";
import { ENGINES, type Place } from "./conformance/engines";
import { startHalfOpenProxy } from "./conformance/half-open-proxy";
import { connectPostgres, type PostgresDatabase } from "./connect-postgres";

const [, postgres] = ENGINES;

function open(place: Place, url?: string, pulseMs?: number) {
  const database = url ? connectPostgres(url) : (place.connect() as PostgresDatabase);
  const bulletin = createBulletin(database, pulseMs);
  onTestFinished(async () => {
    await bulletin.close();
    if (url) await database.close();
  });
  return bulletin;
}

/** What a listener has heard, one after another. */
function listenTo(bulletin: ReturnType<typeof open>) {
  const heard: News[] = [];
  let told = () => {};
  bulletin.listen((news) => {
    heard.push(news);
    told();
  });
  return {
    heard,
    async until(isSo: () => boolean) {
      while (!isSo()) {
        await new Promise<void>((resolve) => {
          told = resolve;
        });
      }
    },
  };
}

describe("what processes on one PostgreSQL tell each other", () => {
  it("is heard by the others and not by oneself", async () => {
    const place = await postgres.place();
    const [a, b] = [open(place), open(place)];
    const [ears, own] = [listenTo(b), listenTo(a)];
    await Promise.all([ears.until(() => ears.heard.length === 1), own.until(() => own.heard.length === 1)]);
    expect(ears.heard[0], "that something may have been missed").toEqual({ due: [], mail: true });
    a.tell({ due: ["one"] });
    b.tell({ mail: true });
    await Promise.all([ears.until(() => ears.heard.length === 2), own.until(() => own.heard.length === 2)]);
    expect([ears.heard[1], own.heard[1]]).toEqual([{ due: ["one"] }, { mail: true }]);
    expect(b.isListening()).toBe(true);
  });

  it("is gathered: a thousand wakes within a moment are a few words", async () => {
    const place = await postgres.place();
    const [a, b] = [open(place), open(place)];
    const ears = listenTo(b);
    await ears.until(() => ears.heard.length === 1);
    for (let n = 0; n < 100; n++) a.tell({ due: [`webhook ${n}`] });
    a.tell({ due: [], mail: true });
    await ears.until(() => ears.heard.length === 2);
    expect(ears.heard[1], "one that names nobody means everybody").toEqual({ due: [], mail: true });
    for (let n = 0; n < 3; n++) a.tell({ due: ["one", "two"] });
    await ears.until(() => ears.heard.length === 3);
    expect(ears.heard[2]).toEqual({ due: ["one", "two"] });
  });

  it("is told before the process ends", async () => {
    const place = await postgres.place();
    const ears = listenTo(open(place));
    await ears.until(() => ears.heard.length === 1);
    const a = createBulletin(place.connect() as PostgresDatabase);
    a.tell({ due: ["last"] });
    await a.close();
    await ears.until(() => ears.heard.length === 2);
    expect(ears.heard[1]).toEqual({ due: ["last"] });
  });

  it("is heard again after the connection was ended, and after it has gone silent", async () => {
    const place = await postgres.place();
    const proxy = await startHalfOpenProxy(place.env.DATABASE_URL as string);
    onTestFinished(proxy.close);
    const ears = listenTo(open(place, proxy.url, 1_000));
    await ears.until(() => ears.heard.length === 1);
    const speaker = open(place);
    for (const lose of [proxy.endAll, proxy.silenceAll]) {
      const before = ears.heard.length;
      lose();
      await ears.until(() => ears.heard.length > before);
      expect(ears.heard.at(-1), "it may have missed something").toEqual({ due: [], mail: true });
      speaker.tell({ due: [`after ${before}`] });
      await ears.until(() => ears.heard.length > before + 1);
      expect(ears.heard.at(-1)).toEqual({ due: [`after ${before}`] });
    }
  });
});
