import type { Database } from "@/db/database";
import type { MasterField, RenderableContact } from "@/lib/payloads/renderable-event";

/** A data center's fields, ready to be compared with what contacts have. */
export interface FieldIndex {
  /** By id, which is their order. */
  fields: readonly { code: string; email: boolean; key: boolean }[];
  byCode: ReadonlyMap<string, number>;
  /** The places of the fields of type e-mail. */
  emails: readonly number[];
}

export interface FieldRow {
  code: string;
  type: string;
  keyField: number | boolean;
}

/** Everything that is needed to tell which fields a contact has. */
export async function readFieldIndex(
  database: Database,
  accountId: number,
  dataCenterId: number,
): Promise<FieldIndex> {
  return toFieldIndex(await database.rows<FieldRow>(FIELDS_OF, [accountId, dataCenterId]));
}

export function toFieldIndex(rows: readonly FieldRow[]): FieldIndex {
  const fields = rows.map(({ code, type, keyField }) => ({
    code,
    email: type === "email",
    key: Boolean(keyField),
  }));
  return {
    fields,
    byCode: new Map(fields.map(({ code }, place) => [code, place])),
    emails: fields.flatMap(({ email }, place) => (email ? place : [])),
  };
}

/** Rows of FieldRow, by account and data center. */
export const FIELDS_OF = `
  SELECT code, type, key_field AS "keyField" FROM fields
  WHERE account_id = $1 AND data_center_id = $2 ORDER BY id`;

/** Which fields a contact has a value for, as text, so that the snapshots of like contacts can be remembered. */
export type Picked = string;

/**
 * The posted property that is named like a field's code is its value. A field of type e-mail takes the contact's
 * e-mail; only a further one, to which a property was posted, keeps that. Costs as much as the contact has properties.
 */
export function pickFields(
  { fields, byCode, emails }: FieldIndex,
  contact: Pick<RenderableContact, "email" | "properties"> | null,
): Picked {
  if (!contact || fields.length === 0) return NOTHING;
  const { properties } = contact;
  const takesEmail = (place: number) =>
    contact.email !== null && (place === emails[0] || !Object.hasOwn(properties, fields[place]?.code ?? ""));
  const marks: number[] = [];
  for (const code in properties) {
    const place = byCode.get(code);
    if (place === undefined || (fields[place]?.email && takesEmail(place))) continue;
    marks.push(2 * place);
  }
  for (const place of emails) if (takesEmail(place)) marks.push(2 * place + 1);
  return marks.sort((a, b) => a - b).join(" ");
}

export const NOTHING: Picked = "";

/** What an event keeps of them: the fields in their order, odd marks for those that take the e-mail. */
export const fieldsPicked = ({ fields }: FieldIndex, picked: Picked): MasterField[] =>
  picked === NOTHING
    ? []
    : picked.split(" ").flatMap((mark) => {
        const field = fields[Number(mark) >> 1];
        if (!field) return [];
        return {
          code: field.code,
          ...(Number(mark) % 2 === 1 && { email: true as const }),
          ...(field.key && { key: true as const }),
        };
      });
