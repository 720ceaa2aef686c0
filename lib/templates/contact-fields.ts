import type { RenderableContact } from "@/lib/payloads/renderable-event";
import type { Json } from "@/lib/vocabulary";

/** A field of the data center, as far as expressions need to know it. */
export interface TemplateField {
  code: string;
  type: "text" | "email" | "number" | "date" | "boolean";
}

/**
 * The fields that contacts have in every data center: what `${…}` calls them, and the merge tag that other platforms
 * print (`%TOWN%`).
 */
export interface StandardField {
  name: string;
  mergeTag: string;
  /** How platforms call the property, folded (see `fold`); the name itself is one of them. */
  properties: readonly string[];
}

const field = (name: string, mergeTag: string, ...others: string[]): StandardField => ({
  name,
  mergeTag,
  properties: [name.toLowerCase(), mergeTag.toLowerCase(), ...others],
});

const CONTACT_ID: StandardField = { name: "id", mergeTag: "CONTACT_ID", properties: [] };
const EMAIL: StandardField = { name: "email", mergeTag: "EMAIL", properties: [] };

export const STANDARD_FIELDS: readonly StandardField[] = [
  CONTACT_ID,
  EMAIL,
  field("phone", "PHONE", "phonenumber", "mobile", "sms"),
  field("firstname", "FIRSTNAME", "givenname"),
  field("lastname", "LASTNAME", "surname", "familyname"),
  field("company", "COMPANY"),
  field("gender", "GENDER"),
  field("language", "LANGUAGE", "languagecode"),
  field("birthdate", "BIRTHDATE", "birthday", "dateofbirth", "birth", "dtbirth"),
  field("address", "ADDRESS"),
  field("city", "TOWN"),
  field("region", "REGION", "state", "province"),
  field("postalCode", "POSTCODE", "zip", "zipcode"),
  field("country", "COUNTRY"),
  field("note", "NOTE", "notes"),
];

const BY_NAME = new Map(
  STANDARD_FIELDS.flatMap((standard) => [
    [standard.name, standard] as const,
    [standard.mergeTag, standard] as const,
  ]),
);

/** The standard field of that name or merge tag. */
export const standardField = (name: string): StandardField | undefined => BY_NAME.get(name);

/**
 * A contact's field by the name that an expression uses: a property of exactly this name; a field of the data center
 * of type e-mail (the first one is the contact's address, as in the signed style); a standard field, under whatever
 * spelling the platform posts it. Undefined where the contact has no such value.
 */
export function readContactField(
  contact: RenderableContact,
  name: string,
  fields: readonly TemplateField[],
): Json | undefined {
  const standard = standardField(name);
  if (standard === CONTACT_ID || standard === EMAIL) return readStandardField(contact, standard);
  const own = Object.hasOwn(contact.properties, name) ? contact.properties[name] : undefined;
  if (contact.email !== null && takesEmail(name, own, fields)) return contact.email;
  if (own !== undefined) return own;
  return standard && readStandardField(contact, standard);
}

/** A standard field's value, whatever the platform calls its property; undefined where there is none. */
export function readStandardField(contact: RenderableContact, standard: StandardField): Json | undefined {
  if (standard === CONTACT_ID) return contact.id ?? undefined;
  if (standard === EMAIL) return contact.email ?? undefined;
  if (Object.hasOwn(contact.properties, standard.name)) return contact.properties[standard.name];
  const key = Object.keys(contact.properties).find((each) => isSpelling(standard, each));
  return key === undefined ? undefined : contact.properties[key];
}

/** Whether a property or a data center's field of this name is the standard field: `f_FirstName` is `firstname`. */
export const isSpelling = ({ properties }: StandardField, name: string): boolean =>
  properties.includes(fold(name));

/** Without case, separators and the prefix that some platforms give their own fields: `f_First-Name` → `firstname`. */
function fold(name: string): string {
  const known = FOLDED.get(name);
  if (known !== undefined) return known;
  const folded = name
    .replace(/^f_/, "")
    .replace(/[^A-Za-z0-9]/g, "")
    .toLowerCase();
  if (FOLDED.size >= MAX_FOLDED) FOLDED.clear();
  FOLDED.set(name, folded);
  return folded;
}

/** The same few names again and again, unless a producer makes up others. */
const FOLDED = new Map<string, string>();
const MAX_FOLDED = 5_000;

function takesEmail(name: string, own: Json | undefined, fields: readonly TemplateField[]): boolean {
  const first = fields.find(({ type }) => type === "email");
  if (first?.code === name) return true;
  return own === undefined && fields.some(({ code, type }) => code === name && type === "email");
}
