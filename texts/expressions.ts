import type { PlaceName } from "@/lib/templates/media/medium";

/** Where an expression stands, and so how its value is written. */
export const PLACE_LABELS: Record<PlaceName, string> = {
  json_string: "Text within quotes of JSON",
  json_value: "A JSON value of its own; text gets its quotes by itself",
  xml_text: "Text of XML",
  xml_attribute: "An attribute of XML",
  xml_cdata: "A CDATA section of XML",
  html_text: "Text of HTML",
  html_attribute: "An attribute of HTML",
  html_link: "An address in HTML; behind its beginning it is encoded",
  text: "Text, written as it is",
  url: "A part of the URL, encoded",
  header: "A header's value, written as it is",
};

/** From whom a value is. */
export const ORIGIN_LABELS = {
  contact: "Field of the contact",
  event: "Parameter of the event",
  answer: "Answer of a webhook",
  local: "Set in the template",
  nothing: "No contact and no event is chosen",
} as const;

/** The fields that contacts have in every data center, by their names in expressions. */
export const STANDARD_FIELD_LABELS: Record<string, string> = {
  id: "Contact ID",
  email: "E-mail",
  phone: "Phone",
  firstname: "First name",
  lastname: "Last name",
  company: "Company",
  gender: "Gender",
  language: "Language",
  birthdate: "Date of birth",
  address: "Address",
  city: "City",
  region: "Region",
  postalCode: "Postal code",
  country: "Country",
  note: "Note",
};
