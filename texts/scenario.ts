import type { SCENARIO_CONSENT, SCENARIO_DETAILS, SCENARIO_STATISTICS } from "@/lib/payloads/scenario-schema";
import { STANDARD_FIELD_LABELS } from "@/texts/expressions";

/** What a scenario notification can transmit, group by group (S5.12–S5.16). */
export const scenarioGroups = {
  title: "Data to be transmitted",
  details: "Contact details",
  customFields: "Custom fields",
  consent: "Information about the contact's consent",
  statistics: "Subscriber's personal statistics",
  additional: "Additional information",
  getPlaceholders: "Get placeholders",
} as const;

export const detailLabel = (name: (typeof SCENARIO_DETAILS)[number]) => STANDARD_FIELD_LABELS[name] ?? name;

export const CONSENT_LABELS: Record<(typeof SCENARIO_CONSENT)[number], string> = {
  consentType: "Type of consent",
  relationType: "Source of consent",
  consentDate: "Date of consent",
  consentExpiration: "Expiration of consent",
  consentProof: "Proof of consent",
};

export const STATISTICS_LABELS: Record<(typeof SCENARIO_STATISTICS)[number], string> = {
  mailingsReceived: "Mailings received",
  mailingsOpened: "Mailings opened",
  mailingsClicked: "Mailings clicked",
  joinedOn: "Joined on",
  updatedOn: "Updated on",
};
