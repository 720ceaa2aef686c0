import type { MasterDataSnapshot } from "@/db/shapes";
import type { FieldProblem } from "@/lib/errors";
import type { EventType } from "@/lib/event-types/define";
import type { Instance } from "@/lib/instance";
import type { RenderableContact } from "@/lib/payloads/renderable-event";
import type { JsonObject } from "@/lib/vocabulary";
import {
  type FieldIndex,
  fieldsPicked,
  NOTHING,
  type Picked,
  pickFields,
  readFieldIndex,
} from "./field-snapshot";
import { copyMasterData, createMasterDataReader, type MasterDataReader } from "./master-data";

interface Named {
  dataCenterId: number;
  contact: RenderableContact | null;
  data: JsonObject;
}

/** What an event keeps of its data center, with the text that is stored. */
export interface Copied {
  masterData: MasterDataSnapshot;
  json: string;
}

type Copy = Copied | FieldProblem;

/** Copies what events name: most events name what those before them named, and their contacts have the same fields. */
export function masterDataCopier(tidings: Instance, accountId: number) {
  const copies = new Map<string, Source>();
  const indexes = new Map<number, Promise<FieldIndex>>();
  let reader: MasterDataReader | undefined;

  return ({ dataCenterId, contact, data }: Named, type: EventType): Copy | Promise<Copy> => {
    // No other style writes the data center's fields.
    const withFields = type.wires.signed !== undefined;
    const place = `${withFields ? "fields of " : ""}${dataCenterId} ${JSON.stringify(type.references(data))}`;
    const known = copies.get(place);
    if (known !== undefined) return copyFor(known, contact);
    const source = tidings.database.steadily(
      `master data of ${accountId} ${place}`,
      async (): Promise<Source> => {
        reader ??= createMasterDataReader(tidings, accountId);
        const found = await copyMasterData(reader, dataCenterId, type.references(data));
        if ("path" in found) return { copy: found };
        const index = withFields ? await indexOf(dataCenterId) : undefined;
        return { copy: { masterData: found, json: JSON.stringify(found) }, index, copies: new Map() };
      },
    );
    const note = (done: Source) => {
      copies.set(place, done);
      return copyFor(done, contact);
    };
    return source instanceof Promise ? source.then(note) : note(source);
  };

  function indexOf(dataCenterId: number): Promise<FieldIndex> {
    const index = indexes.get(dataCenterId) ?? readFieldIndex(tidings.database, accountId, dataCenterId);
    indexes.set(dataCenterId, index);
    return index;
  }
}

/** The copy for contacts without a field of the data center, and those for others, by the fields that they have. */
interface Source {
  copy: Copy;
  index?: FieldIndex | undefined;
  copies?: Map<Picked, Copied>;
}

function copyFor({ copy, index, copies }: Source, contact: RenderableContact | null): Copy {
  if (!index || !copies || "path" in copy) return copy;
  const picked = pickFields(index, contact);
  if (picked === NOTHING) return copy;
  let made = copies.get(picked);
  if (!made) {
    const masterData = { ...copy.masterData, fields: fieldsPicked(index, picked) };
    made = { masterData, json: JSON.stringify(masterData) };
    if (copies.size < REMEMBERED) copies.set(picked, made);
  }
  return made;
}

/** Contacts that each have other fields must not fill the memory; in one request there are 1,000 at most. */
const REMEMBERED = 1_000;
