import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Attempt, createSignInLimits } from "./sign-in-limits";

const MINUTE = 60_000;
const from = (number: number) => `198.51.100.${number}`;
const guess = (changes: Partial<Attempt> = {}): Attempt => ({
  ...{ kind: "password", email: "ada@example.org", device: null, address: from(1) },
  ...changes,
});

let limits: ReturnType<typeof createSignInLimits>;
beforeEach(() => {
  vi.useFakeTimers();
  limits = createSignInLimits();
});
afterEach(() => {
  vi.useRealTimers();
});

/** How many of these tries may be evaluated. */
const admitted = async (tries: Promise<unknown>[]) =>
  (await Promise.allSettled(tries)).filter(({ status }) => status === "fulfilled").length;

const times = <Result>(count: number, run: (index: number) => Result) =>
  Array.from({ length: count }, (_, index) => run(index));

describe("G5: guesses", () => {
  it("1,000 at once on one person from 50 addresses: at most 20 are evaluated", async () => {
    const tries = times(1_000, (index) => limits.begin(guess({ address: from(index % 50) })));
    expect(await admitted(tries)).toBe(10);
  });

  it("over any 15 minutes at most 20 are evaluated, wherever the windows begin", async () => {
    const moments: number[] = [];
    for (let minute = 0; minute < 90; minute++) {
      const count = await admitted(times(5, () => limits.begin(guess({ address: from(minute) }))));
      moments.push(...times(count, () => minute));
      vi.advanceTimersByTime(MINUTE);
    }
    expect(moments.length).toBeGreaterThan(30);
    for (const start of moments) {
      expect(moments.filter((at) => at >= start && at < start + 15).length).toBeLessThanOrEqual(20);
    }
  });

  it("of one address on 100 persons: 50 are evaluated, and who wasn't reached keeps all tries", async () => {
    const tries = times(100, (index) => limits.begin(guess({ email: `user${index}@example.org` })));
    expect(await admitted(tries)).toBe(50);
    const elsewhere = times(12, () => limits.begin(guess({ email: "user99@example.org", address: from(2) })));
    expect(await admitted(elsewhere)).toBe(10);
  });

  it("count one IPv6 subscriber as one address, and the spelling of the e-mail address does not matter", async () => {
    const subscriber = times(60, (index) =>
      limits.begin(guess({ email: `${index}@example.org`, address: `2001:db8:1:2::${index}` })),
    );
    expect(await admitted(subscriber)).toBe(50);
    const spellings = times(20, (index) =>
      limits.begin(guess({ email: index % 2 ? "ada@example.org" : "ADA@Example.org" })),
    );
    expect(await admitted(spellings)).toBe(10);
  });

  it("from a device that signed in before have tries of their own: nobody locks the owner out", async () => {
    await admitted(times(500, (index) => limits.begin(guess({ address: from(index % 50) }))));
    const owner = await limits.begin(guess({ device: "laptop" }));
    await owner.succeeded();
    expect(await admitted(times(20, () => limits.begin(guess({ device: "laptop" }))))).toBe(10);
    // The owner's success opens nothing for strangers.
    await expect(limits.begin(guess({ address: from(60) }))).rejects.toMatchObject({ status: 429 });
  });

  it("only wrong ones stay counted: an office behind one address never trips", async () => {
    for (let index = 0; index < 200; index++) {
      const attempt = await limits.begin(guess({ email: `user${index % 20}@example.org` }));
      await attempt.succeeded();
    }
    expect(await admitted(times(20, () => limits.begin(guess())))).toBe(10);
  });

  it("are refused in words with the minutes to wait, and work again after them", async () => {
    await admitted(times(10, () => limits.begin(guess())));
    vi.advanceTimersByTime(5 * MINUTE);
    await expect(limits.begin(guess())).rejects.toMatchObject({
      ...{ problem: "too_many_attempts", status: 429 },
      detail: "Too many attempts. Try again in 10 minutes.",
      headers: { "retry-after": "600" },
    });
    vi.advanceTimersByTime(10 * MINUTE);
    await expect(limits.begin(guess())).resolves.toBeDefined();
  });

  it("of passwords and of codes are counted apart", async () => {
    await admitted(times(20, () => limits.begin(guess())));
    expect(await admitted(times(20, () => limits.begin(guess({ kind: "code", address: from(2) }))))).toBe(10);
  });
});

describe("other tries", () => {
  it("at one's own password, at the set-up code and at reset links are limited too", async () => {
    expect(await admitted(times(30, () => limits.beginOwn("user")))).toBe(10);
    expect(await admitted(times(30, () => limits.beginSetUp(from(1))))).toBe(10);
    expect(await admitted(times(30, (index) => limits.beginReset("ada@example.org", from(index))))).toBe(5);
    expect(await admitted(times(90, (index) => limits.beginReset(`${index}@example.org`, from(99))))).toBe(
      50,
    );
  });

  it("a code of the app counts once", async () => {
    expect(await Promise.all(times(3, () => limits.isFirstUse("user", "123456")))).toEqual([
      true,
      false,
      false,
    ]);
    expect(await limits.isFirstUse("another", "123456")).toBe(true);
  });
});
