import { expect, it } from "vitest";
import type { ContactView } from "@/lib/contacts/schema";
import { toChange, toValues } from "./contact-values";

const AT = "2026-03-02T10:00:00.000Z";
const contact: ContactView = {
  ...{ id: "7", dataCenterId: 1, email: "a@example.org", name: "", phone: null, groupIds: [1] },
  properties: { City: "Graz", Age: 40, Tags: ["a"] },
  consent: {
    ...{ consentType: "implied", relationType: null, consentDate: null },
    ...{ consentExpiration: null, consentProof: "see invoices" },
  },
  statistics: { mailingsReceived: 12, mailingsOpened: null, mailingsClicked: null },
  ...{ joinedOn: AT, updatedAt: AT },
};

it("a contact that nobody has touched changes nothing", () => {
  expect(toChange(toValues(contact, ["f_Other"]), contact)).toEqual({
    ...{ properties: {}, consent: {}, statistics: {}, groupIds: [1] },
  });
});

it("what was emptied or removed is taken away, and a number stays a number", () => {
  const values = toValues(contact, []);
  const change = toChange(
    {
      ...values,
      email: "",
      properties: [
        { name: "City", value: "" },
        { name: "Age", value: "41" },
        { name: " Company ", value: "42" },
      ],
      consent: { ...values.consent, consentProof: " ", relationType: "active-clients" },
      statistics: { ...values.statistics, mailingsReceived: "13" },
    },
    contact,
  );
  expect(change).toEqual({
    ...{ email: null, groupIds: [1] },
    properties: { City: null, Age: 41, Tags: null, Company: "42" },
    consent: { consentProof: null, relationType: "active-clients" },
    statistics: { mailingsReceived: 13 },
  });
});

it("a new contact is offered the data center's fields, and only what was filled in is sent", () => {
  const values = toValues(null, ["f_City", "f_Name"]);
  const filled = {
    ...values,
    properties: values.properties.map((each) => ({ ...each, value: each.name === "f_City" ? "Graz" : "" })),
  };
  expect(toChange(filled, null)).toMatchObject({ properties: { f_City: "Graz" } });
});
