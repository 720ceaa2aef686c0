/** Refinements that are chosen from a list of the data center: what each picker says in which state. */
export const webhookFormPickers = {
  texts: {
    mailingIds: {
      any: "Any mailing",
      anyHint: "Messages of every mailing",
      chosenHint: "Only messages of these mailings",
      loading: "Loading the mailings…",
      notLoaded: "The mailings could not be loaded",
      noMatch: "No mailing of the data center matches.",
      none: "This data center has no mailing yet.",
      add: "Add mailings",
      orElse: ".",
    },
    communicationTypes: {
      any: "All types",
      anyHint: "All types of communications are tracked.",
      chosenHint: "Specific types: only these are tracked.",
      loading: "Loading the communication types…",
      notLoaded: "The communication types could not be loaded",
      noMatch: "No communication type of the data center matches.",
      none: "This data center has no communication type yet.",
      add: "Add communication types",
      orElse: ".",
    },
    optInFields: {
      any: "Any opt-in field",
      anyHint: "Fields of the type Yes or no; any other code can be typed.",
      chosenHint: "Only these fields; any other code can be typed.",
      loading: "Loading the fields…",
      notLoaded: "The fields could not be loaded",
      noMatch: "No field matches. A code has 1 to 200 characters.",
      none: "This data center has no field of the type Yes or no yet.",
      add: "Add fields",
      orElse: ", or type the code that your platform posts, such as optin_News.",
    },
  },
  mailing: {
    unnamed: (id: string | number) => `Mailing no. ${id}`,
    gone: (id: string | number) => `Mailing no. ${id}, no longer there`,
  },
  communicationType: {
    unnamed: (id: string | number) => `Communication type no. ${id}`,
    gone: (id: string | number) => `Communication type no. ${id}, no longer there`,
  },
  optInField: {
    unnamed: (code: string | number) => String(code),
    gone: (code: string | number) => `${code}, no field of the data center`,
    typed: (code: string) => `Use “${code}”, no field of the data center`,
  },
  choose: "Choose from the list",
  named: (name: string, value: string | number) => `${name} · ${value}`,
  full: (most: number) => `${most} are chosen; a trigger takes no more.`,
} as const;
