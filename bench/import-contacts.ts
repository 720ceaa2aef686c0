import { ROWS_A_MESSAGE } from "@/lib/contacts/import-schema";
import { addRows, createImport, listImports, startImport } from "@/lib/contacts/imports";
import { openInstance } from "@/lib/instance";
import { sleep } from "../chaos/scenario";
import type { SeededAccount } from "../chaos/seed";

/** Sends a file's rows as the browser does, and waits until all are in. @returns the seconds since it was started */
export async function importContacts(
  dataDir: string,
  account: SeededAccount,
  contacts: number,
): Promise<number> {
  const tidings = await openInstance({ DATA_DIR: dataDir, LOG_LEVEL: "silent" });
  const actor = { kind: "command_line" as const, id: null, name: "bench" };
  const caller = { tidings, accountId: account.clientId, actor };
  const mapping = ["id", "email", "property:FirstName", "property:LastName", "property:City"];
  const file = { fileName: "bench.csv", mapping, newFields: [], groupId: null, rows: contacts };
  const { id } = await createImport(caller, account.dataCenterId, file);
  for (let at = 0; at < contacts; at += ROWS_A_MESSAGE) {
    const rows = Array.from({ length: Math.min(ROWS_A_MESSAGE, contacts - at) }, (_, index) => {
      const n = at + index;
      return [`import-${n}`, `import.${n}@example.org`, `First${n % 997}`, `Last${n % 991}`, "Graz"];
    });
    await addRows(caller, id, { firstRow: at + 2, rows });
  }
  await startImport(caller, id);
  const begun = performance.now();
  for (;;) {
    await sleep(250);
    const { imports } = await listImports(caller, account.dataCenterId);
    const found = imports.find((each) => each.id === id);
    if (found?.state !== "done") continue;
    if (found.created !== contacts) throw new Error(`${found.created} of ${contacts} contacts are new.`);
    await tidings.close();
    return (performance.now() - begun) / 1_000;
  }
}
