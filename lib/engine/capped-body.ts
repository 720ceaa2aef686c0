/** A response's body, read up to one limit and kept up to another, so that no receiver can fill our memory. */
export class CappedBody {
  private parts: Buffer[] = [];
  private keptBytes = 0;
  private readBytes = 0;

  constructor(
    private readonly readLimit: number,
    private readonly keepLimit: number,
  ) {}

  add(chunk: Buffer): void {
    const room = this.keepLimit - this.keptBytes;
    this.readBytes += chunk.length;
    if (room <= 0) return;
    const part = chunk.length > room ? chunk.subarray(0, room) : chunk;
    this.parts.push(part);
    this.keptBytes += part.length;
  }

  get isOverLimit(): boolean {
    return this.readBytes > this.readLimit;
  }

  get isTruncated(): boolean {
    return this.readBytes > this.keptBytes;
  }

  /** A copy: the parts are views of the socket's far larger chunks. */
  toBuffer(): Buffer {
    return Buffer.concat(this.parts, this.keptBytes);
  }
}
