import { type Logger, pino } from "pino";

/** One JSON line an entry, on stdout; what never may appear in it is cut out here as well. */
export const createLog = (level: string, bindings: Record<string, unknown> = {}): Logger =>
  pino({
    level,
    base: bindings,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: ["password", "secret", "authorization", "*.password", "*.secret", "*.authorization"],
  });

export type Log = Logger;
