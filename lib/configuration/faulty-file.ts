import type { FieldProblem } from "@/lib/errors";

/** A fault of a configuration file, with the line it stands in where there is one. */
export interface FileProblem extends FieldProblem {
  line?: number;
  column?: number;
}

/** A configuration file that can't be used: every fault at once, nothing written. */
export class FaultyFile extends Error {
  constructor(readonly problems: FileProblem[]) {
    super(problems.map(sentence).join("\n"));
    this.name = "FaultyFile";
  }
}

function sentence({ line, column, path, message, remedy }: FileProblem): string {
  const place = [line && `line ${line}, column ${column}`, path].filter(Boolean).join(": ");
  return `${place || "the file"}: ${message.replace(/\.$/, "")}. ${remedy}`;
}
