import { createHash } from "node:crypto";
import type { Cell } from "./columns";

/** How many rows there are, and a sum over them that says nothing of their order. */
export class Checksum {
  rows = 0;
  private sum = 0n;

  add(cells: Cell[]) {
    const text = JSON.stringify(cells, (_key, value) =>
      isBytes(value) ? Buffer.from(value.data).toString("hex") : value,
    );
    const hash = createHash("sha256").update(text).digest();
    this.sum = BigInt.asUintN(64, this.sum + hash.readBigUInt64LE());
    this.rows++;
  }

  get text(): string {
    return this.sum.toString(16).padStart(16, "0");
  }

  equals(other: Checksum): boolean {
    return this.rows === other.rows && this.sum === other.sum;
  }
}

/** A Buffer, as JSON sees it. */
const isBytes = (value: unknown): value is { data: number[] } =>
  typeof value === "object" && value !== null && "type" in value && value.type === "Buffer";
