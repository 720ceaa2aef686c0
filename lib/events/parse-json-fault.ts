import type { FieldProblem } from "@/lib/errors";

/** An object or array that is still open: the names seen in it, or null for an array, and where we are. */
interface Frame {
  names: Set<string> | null;
  at: string | number;
}

/**
 * Says what is wrong with a text that was refused as JSON. It reads the text a second time, with its own
 * eyes, because the engine's messages name a position only sometimes and differ between versions of Node;
 * an accepted body never comes here. No recursion, so depth is no danger.
 */
export function explainJson(text: string): FieldProblem {
  const scanner = new Scanner(text);
  const frames: Frame[] = [];
  let expected: "value" | "name" | "end" = "value";
  for (;;) {
    const frame = frames.at(-1);
    if (expected === "value") {
      const opened = scanner.take("{") ? new Set<string>() : scanner.take("[") ? null : undefined;
      if (opened !== undefined) {
        const empty = scanner.take(opened ? "}" : "]");
        if (!empty) frames.push({ names: opened, at: opened ? "" : 0 });
        expected = empty ? "end" : opened ? "name" : "value";
      } else if (scanner.string() !== null || scanner.literal()) expected = "end";
      else return scanner.fault("a value");
    } else if (expected === "name" && frame?.names) {
      const name = scanner.string();
      if (name === null) return scanner.fault("a name in double quotes");
      const forbidden = name === "__proto__" || (name === "prototype" && frames.at(-2)?.at === "constructor");
      const twice = frame.names.has(name);
      frame.names.add(name);
      frame.at = name;
      if (forbidden) return named(frames, "is never accepted as a name", "Rename or remove it.");
      if (twice) return named(frames, "stands twice in the same object", "Send each name once.");
      if (!scanner.take(":")) return scanner.fault('":"');
      expected = "value";
    } else if (!frame) {
      return scanner.fault("nothing more");
    } else if (scanner.take(",")) {
      if (typeof frame.at === "number") frame.at++;
      expected = frame.names ? "name" : "value";
    } else if (scanner.take(frame.names ? "}" : "]")) frames.pop();
    else return scanner.fault(frame.names ? '"," or "}"' : '"," or "]"');
  }
}

function named(frames: Frame[], message: string, remedy: string): FieldProblem {
  const path = frames.map((frame) => frame.at).join(".");
  // Cut, since someone may have made a name a megabyte long.
  return { path: path.slice(0, 200), message: `${path.slice(0, 200)} ${message}`, remedy };
}

const LITERAL = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

class Scanner {
  private at = 0;
  private inString = false;
  constructor(private readonly text: string) {}

  take(sign: string): boolean {
    this.skipBlanks();
    if (this.text[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  literal(): boolean {
    LITERAL.lastIndex = this.at;
    if (this.inString || !LITERAL.test(this.text)) return false;
    this.at = LITERAL.lastIndex;
    return true;
  }

  /** The string that starts here, or null; a fault within moves us to it, so that it is what gets reported. */
  string(): string | null {
    const start = this.at;
    if (!this.take('"')) return null;
    this.inString = true;
    for (let sign = this.text[this.at]; sign !== undefined && sign >= " "; sign = this.text[this.at]) {
      this.at++;
      if (sign === "\\") {
        ESCAPE.lastIndex = this.at - 1;
        if (!ESCAPE.test(this.text)) return null;
        this.at = ESCAPE.lastIndex;
      } else if (sign === '"') {
        this.inString = false;
        return JSON.parse(this.text.slice(start, this.at));
      }
    }
    return null;
  }

  fault(wanted: string): FieldProblem {
    const expected = this.inString
      ? "the rest of a string (control characters are written \\n, \\t, \\u0000)"
      : wanted;
    const before = this.text.slice(0, this.at).split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    const found = this.at < this.text.length ? JSON.stringify(this.text[this.at]) : "the end of the text";
    return {
      path: "",
      message: `The body is not valid JSON: line ${before.length}, column ${column}: expected ${expected}, found ${found}`,
      remedy: "Correct the JSON at this place, best by letting a JSON library write it.",
    };
  }

  private skipBlanks() {
    for (let code = this.text.charCodeAt(this.at); isBlank(code); code = this.text.charCodeAt(this.at))
      this.at++;
  }
}

const isBlank = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
