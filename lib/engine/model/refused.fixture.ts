import { expect } from "vitest";

/** A verb may refuse what the state forbids; nothing else may go wrong. */
export async function unlessRefused<Result>(verb: Promise<Result>): Promise<Result | undefined> {
  try {
    return await verb;
  } catch (error) {
    expect(error).toMatchObject({ status: 409 });
    return undefined;
  }
}
