import type { Statement, Steps } from "./database";

/**
 * Parts of a body none of which needs what another reads. SQLite runs one after the other. To a server, what they ask in
 * one step goes in one message, so that all of them wait for its answer once. There the first statements of all parts
 * run in the order of the parts, then the second ones, and so on: a part may rely on what another wrote only where that
 * comes before by this order too. Of drizzle's queries that is not so: they follow what the dialect asks in the same
 * step. An error ends the whole; a part can't catch it.
 */
export function* together<Results extends unknown[]>(
  parts: readonly [...{ [Part in keyof Results]: Steps<Results[Part]> }],
): Steps<Results> {
  return (yield { together: parts as unknown as Steps<unknown>[] }) as Results;
}

/** Yields what is to be sent in one message, gets back the rows of each statement. */
export type Messages<Result> = Generator<Statement[], Result, unknown[]>;

/** What a body's steps ask, message by message. */
export function* messagesOf<Result>(steps: Steps<Result>): Messages<Result> {
  let step = steps.next();
  while (!step.done) {
    const asked = step.value;
    let answer: unknown;
    try {
      if ("together" in asked) answer = yield* sideBySide(asked.together.map((part) => messagesOf(part)));
      else [answer] = yield [asked];
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(answer);
  }
  return step.value;
}

function* sideBySide(parts: Messages<unknown>[]): Messages<unknown[]> {
  const results: unknown[] = [];
  let begun = parts.map((part, place) => ({ part, place, step: part.next() }));
  for (;;) {
    const open = begun.flatMap(({ part, place, step }) => {
      if (!step.done) return [{ part, place, asked: step.value }];
      results[place] = step.value;
      return [];
    });
    if (open.length === 0) return results;
    const rows = yield open.flatMap(({ asked }) => asked);
    let at = 0;
    begun = open.map(({ part, place, asked }) => {
      const from = at;
      at += asked.length;
      return { part, place, step: part.next(rows.slice(from, at)) };
    });
  }
}
