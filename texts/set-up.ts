/** The page that makes the first account; it closes afterwards. */
export const setUpPage = {
  title: "Set up",
  intro: "Create the account and its first administrator. This page closes afterwards.",
  refused: "Nothing was set up",
  fields: {
    accountName: "Account name",
    name: "Your name",
    email: "E-mail",
    password: "Password",
    sampleData: "Add sample data",
    code: "One-time code",
  },
  firstAdministrator: "First administrator",
  passwordHint: "At least 10 characters",
  sampleDataHint: "Two data centers with personas, lead scorings and contacts, to try things out",
  codeHint: "The terminal in which the server was started shows it",
  submit: "Set up",
} as const;
