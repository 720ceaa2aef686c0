/** The page *Webhook user guide* (S3.15). */
export const userGuide = {
  title: "Webhook user guide",
  intro: "For whoever chooses what is sent, and for whoever writes the program that receives it.",

  practices: "Good practices",
  practicesText: "A receiver that keeps to these gets every notification, and each of them counts once.",
  practicesList: [
    "Subscribe to what you use, no more: narrow a trigger by persona, stage, mailing or kind of sending rather than throwing notifications away.",
    "Answer first, work afterwards: confirm with 200 as soon as the body is stored. What takes too long is tried again.",
    "Expect repeats: the same notification may come twice. Remember webhook-id, which stays the same at every try, and skip what you have seen.",
    "Check the signature before you believe anything; the tab Signature of the webhook has the keys and samples.",
    "Don't rely on order: events may overtake each other unless the webhook keeps their order.",
    "A test says so: isTest is true in Confirmed & signed, and only there. Change no real contact for it.",
  ],

  tries: "When a notification is tried again",
  triesText: "By profile; each webhook may have settings of its own, which its tab Settings shows.",
  columns: { profile: "Profile", tries: "What is sent, and how often", success: "Success" },
  success: { "2xx": "Any 2xx answer", "200": "200 alone" },

  errors: "What can go wrong",
  errorsText: "What a failed run says, and what to do about it. Redirects are never followed.",
  reason: "Reason",
  remedy: "What to do",

  suspension: "Automatic deactivation",
  suspensionText: (failed: number, hours: number) =>
    `An endpoint that fails for long suspends its webhook: after ${failed} failed deliveries in a row and no success for ${hours} h; where retries run at an interval, after half of the hours alone. A warning comes at half of both. Nothing is lost by it: what happens meanwhile is kept as long as it may be sent, and goes out once somebody activates the webhook again, or by itself where the webhook resumes by itself.`,

  mails: "E-mail alerts",
  mailsText:
    "The users chosen in the webhook's delivery settings get a mail at the warning, at the suspension, and whenever somebody deactivates the webhook: who or why, the last answer, and a link.",

  content: "What a notification carries",
  contentText:
    "A POST with a JSON body. These headers come with it, unless the webhook's settings switch them off:",
  headers: [
    ["webhook-id", "names the notification; the same at every try"],
    ["webhook-timestamp", "when this try was made, in seconds since 1970"],
    ["webhook-signature", "signs id, timestamp and body"],
    ["X-DI-Signature", "signs the body with RSA; Confirmed & signed"],
  ],
  header: "Header",
  says: "What it says",
  keyFieldsText:
    "Confirmed & signed begins with Type, EventUniqueID, dtExecution, idCompany and idProject, then ContactID and the data center's key fields, and has all of the data center's fields.",

  types: "Supported events",
  typesText:
    "The event catalogue has each event type with a sample in every style, and where each field comes from.",
  toCatalogue: "Event catalogue",
} as const;
