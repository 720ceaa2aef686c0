import { type Behaviour, ok } from "./behaviour";
import { type ReceivedRequest, withoutQuery } from "./received-request";

/** Decides by request; `count` is 1 for the first request at its path since the script was given. */
export type Decide = (request: ReceivedRequest, count: number) => Behaviour | Promise<Behaviour>;
export type Script = Behaviour | Behaviour[] | Decide;

interface Part {
  decide: Decide;
  counts: Map<string, number>;
}

/** Who behaves how: by exact path, or by prefix where the path ends in `*` (the longest wins). */
export class Scripts {
  readonly #exact = new Map<string, Part>();
  #prefixes: { prefix: string; part: Part }[] = [];

  set(path: string, script: Script): void {
    const part = { decide: decideBy(script), counts: new Map<string, number>() };
    if (!path.endsWith("*")) {
      this.#exact.set(path, part);
      return;
    }
    const prefix = path.slice(0, -1);
    this.#prefixes = [...this.#prefixes.filter((other) => other.prefix !== prefix), { prefix, part }];
    this.#prefixes.sort((a, b) => b.prefix.length - a.prefix.length);
  }

  decide(request: ReceivedRequest): Behaviour | Promise<Behaviour> {
    const path = withoutQuery(request.path);
    const part = this.#exact.get(path) ?? this.#prefixes.find(({ prefix }) => path.startsWith(prefix))?.part;
    if (!part) return ok;
    const count = (part.counts.get(path) ?? 0) + 1;
    part.counts.set(path, count);
    return part.decide(request, count);
  }

  clear(): void {
    this.#exact.clear();
    this.#prefixes = [];
  }
}

function decideBy(script: Script): Decide {
  if (typeof script === "function") return script;
  if (!Array.isArray(script)) return () => script;
  return (_request, count) => script[Math.min(count, script.length) - 1] ?? ok;
}
