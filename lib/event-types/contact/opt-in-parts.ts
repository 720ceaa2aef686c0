import { distinct, plainText } from "@/lib/event-types/fields";

/** The code of the field that says whether a contact may be written to. */
export const optInField = plainText(200);

export const optInFields = distinct(optInField, (code) => code).optional();

export const optInFieldRemedy = "Send the code of the opt-in field, text such as optin_News.";
