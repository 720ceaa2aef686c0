import type { Access } from "@/lib/api/access";
import { Problem } from "@/lib/errors";

/** One that is made has an id that no key is limited to. @throws Problem 403 */
export function requireEvery({ dataCenterIds }: Pick<Access, "dataCenterIds">): void {
  if (!dataCenterIds) return;
  throw new Problem(
    "forbidden",
    `The API key may write data center ${dataCenterIds.join(", ")} only and can't create others. Use another key.`,
  );
}

/** A key that is limited to data centers writes only those. @throws Problem 403 */
export function requireOwn({ dataCenterIds }: Pick<Access, "dataCenterIds">, dataCenterId: string): void {
  if (!dataCenterIds || dataCenterIds.map(String).includes(dataCenterId)) return;
  throw new Problem(
    "forbidden",
    `The API key may write data center ${dataCenterIds.join(", ")} only. Use another key.`,
  );
}
