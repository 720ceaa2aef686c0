import { HEADER_MEDIUM } from "@/lib/templates/media/header";
import { HTML_MEDIUM } from "@/lib/templates/media/html";
import { JSON_MEDIUM } from "@/lib/templates/media/json";
import type { Medium, MediumName } from "@/lib/templates/media/medium";
import { TEXT_MEDIUM } from "@/lib/templates/media/text";
import { URL_MEDIUM } from "@/lib/templates/media/url";
import { XML_MEDIUM } from "@/lib/templates/media/xml";

export const MEDIA: Record<MediumName, Medium> = {
  json: JSON_MEDIUM,
  xml: XML_MEDIUM,
  html: HTML_MEDIUM,
  text: TEXT_MEDIUM,
  url: URL_MEDIUM,
  header: HEADER_MEDIUM,
};
