import { describe, expect, it } from "vitest";
import { Problem } from "@/lib/errors";
import { DatabaseUnavailable } from "./database";
import { asUnavailable } from "./faults";

const withCode = (code: string) => Object.assign(new Error("x"), { code });

describe("trouble of the database itself", () => {
  it.each([
    ...[
      "SQLITE_BUSY",
      "SQLITE_BUSY_SNAPSHOT",
      "SQLITE_FULL",
      "SQLITE_IOERR_WRITE",
      "SQLITE_READONLY_DBMOVED",
    ],
    ...["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "57P01", "57P03", "08006", "53300", "53100", "25006"],
  ])("is told by the code %s, however deep it is wrapped", (code) => {
    expect(asUnavailable(withCode(code))).toBeInstanceOf(DatabaseUnavailable);
    const wrapped = new Error("Failed query", { cause: new Error("deeper", { cause: withCode(code) }) });
    expect(asUnavailable(wrapped)).toBeInstanceOf(DatabaseUnavailable);
  });

  it.each([
    "The database connection is not open",
    "timeout exceeded when trying to connect",
    "Connection terminated unexpectedly",
    "Connection terminated due to connection timeout",
    "Client has encountered a connection error and is not queryable",
    "Query read timeout",
    "Cannot use a pool after calling end on the pool",
  ])("is told by the message %j, which has no code", (message) => {
    expect(asUnavailable(new Error(message))).toBeInstanceOf(DatabaseUnavailable);
  });

  it("is handed on as it is when it was recognised before", () => {
    const error = new DatabaseUnavailable("busy");
    expect(asUnavailable(new Error("x", { cause: error }))).toBe(error);
  });

  it.each([
    withCode("SQLITE_CONSTRAINT_UNIQUE"),
    withCode("SQLITE_ERROR"),
    withCode("23505"),
    withCode("42P01"),
    new Problem("conflict", "no"),
    new Error("x"),
    undefined,
    "ECONNRESET",
  ])("isn't seen in %s", (error) => {
    expect(asUnavailable(error)).toBeUndefined();
  });
});
