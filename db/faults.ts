import { DatabaseUnavailable } from "./database";

/**
 * Whether a thrown value says that the database itself is in trouble (locked, full, gone, unreachable) and not
 * that the statement was wrong. Doors answer 503 to it, so that trouble never looks like an empty list.
 */
export function asUnavailable(error: unknown): DatabaseUnavailable | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    // By name: the server's bundle and Next's each have a class of their own.
    if (cause.name === "DatabaseUnavailable") return cause;
    const code = "code" in cause ? String(cause.code) : "";
    const trouble =
      /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CORRUPT|NOTADB|CANTOPEN|READONLY|PROTOCOL)/.test(code) ||
      /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/.test(code) ||
      /^(57P0\d|08\d{3}|53\d{3}|25006)$/.test(code) ||
      // What better-sqlite3, pg-pool and pg say without a code.
      /database connection is not open|timeout exceeded when trying to connect|Cannot use a pool after calling end/.test(
        cause.message,
      ) ||
      /^Connection terminated|is not queryable$|^Query read timeout$/.test(cause.message);
    if (trouble) return new DatabaseUnavailable("The database does not answer.", { cause: error });
  }
  return undefined;
}
