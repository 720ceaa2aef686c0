import type { Access } from "@/lib/api/access";
import { Problem } from "@/lib/errors";

/** A key that is limited to data centers writes only those. @throws Problem 403 */
export function requireOwn({ dataCenterIds }: Pick<Access, "dataCenterIds">, dataCenterId: string): void {
  if (!dataCenterIds || dataCenterIds.map(String).includes(dataCenterId)) return;
  throw new Problem(
    "forbidden",
    `The API key may write data center ${dataCenterIds.join(", ")} only. Use another key.`,
  );
}
