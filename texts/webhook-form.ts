/** *Create a webhook* and *Edit properties*: the form and what it asks before it closes. */
export const webhookForm = {
  createTitle: "Create a webhook",
  editTitle: "Edit properties",
  create: "Create this hook",
  notCreated: "Not created",
  notSaved: "Not saved",
  leave: {
    title: "Leave without saving?",
    text: "Your changes have not been saved.",
    discard: "Discard changes",
    stay: "Keep editing",
  },

  saved: {
    saved: (webhook: string) => `“${webhook}” is saved.`,
    nothing: "Nothing was changed.",
    created: (webhook: string) => `“${webhook}” is created.`,
    createdActive: (webhook: string) => `“${webhook}” is created and active.`,
    pleaseCheck: "Please check",
    hostWarning: (message: string) => `The host name of the URL ${message}.`,
    warning: (place: string, message: string) => `${place}: ${message}`,
  },

  name: {
    title: "Name and state",
    label: "Label",
    labelHint: "Distinguishes this webhook from others in the list",
    description: "Description",
    addDescription: "Add a description",
    status: {
      active: "Status: Active",
      inactive: "Status: Inactive",
      created: "Status: Not activated yet",
    },
    statusHint: {
      active: "Active: works immediately after you save.",
      inactive: "Inactive: configured and preserved, but not executed until you activate it.",
      created: "Saved, but nothing is sent until you activate it.",
    },
    /** Where activating is a step of its own. */
    ownStep: {
      created: "Save, then activate: nothing is sent before.",
      active: "What you save counts at once. To stop it, deactivate it in its menu.",
      inactive: "Nothing is sent. To start it again, activate it in its menu.",
      suspended: "Stopped by Tidings. To resume it, activate it in its menu.",
      deleted: "Deleted",
    },
    suspended: "Tidings has suspended this webhook. Switch it to Active to resume it.",
  },

  dataCenter: {
    label: "Data center",
    placeholder: "Choose a data center",
    hint: "The webhook can access data such as Personas and Lead scorings only in this data center.",
    none: "There is no data center yet",
    createFirst: "Create one first, on the server:",
    command: "npm run -s tidings -- data-center create",
    changeTitle: "Change the data center?",
    changeText:
      "The personas, lead scorings, mailings, communication types and opt-in fields that narrow the trigger belong to the present data center. They are cleared.",
    change: "Change and clear details",
  },

  when: {
    title: "When",
    trigger: "Trigger",
    list: "The list of triggers",
    placeholder: "Choose what triggers the webhook",
    nothingFound: "No such trigger",
    optInKind: "Kind of opt-in",
    optInKinds: {
      single: "Single: without a confirmation",
      confirmed: "Confirmed: a confirmation was sent",
      double: "Double: the contact has confirmed",
    },
    add: "Add another trigger",
    remove: "Remove this trigger",
    properties: "Only when one of these properties changes",
    propertiesHint: "Type a property's name, such as JobTitle, and press Enter",
    anyProperty: "Any property",
  },

  details: {
    add: "Add detail",
    chooseDataCenter: "Choose a data center to add details",
  },
  /** Details of messages and opt-ins. */
  others: {
    labels: {
      mailingIds: "Mailings",
      communicationTypes: "Communication types",
      sendingKinds: "How it was sent",
      optInFields: "Opt-in fields",
      optInKinds: "Kind of opt-in",
      bounceCategories: "Kind of bounce",
    } as Record<string, string>,
    words: {
      sendingKinds: {
        unitary: "Unitary sending (confirmation, web service, test)",
        batch: "Batch",
        campaign: "Campaign",
      },
      optInKinds: { single: "Single", confirmed: "Confirmed", double: "Double" },
      bounceCategories: { hard: "Hard", soft: "Soft" },
    } as Record<string, Record<string, string>>,
    any: "None ticked: any",
  },
  personas: {
    list: "The list of personas",
    label: "Persona",
    numbered: (number: number) => `Persona ${number}`,
    placeholder: "Choose a persona",
    option: (name: string, threshold: number) => `${name} (threshold ${threshold})`,
    gone: (id: number | null) => `Persona ${id}, no longer there`,
    remove: (number: number) => `Remove persona ${number}`,
    any: "Any persona of the data center",
    anyOfThese: "Any of these personas",
    addHint: "Only for a specific persona",
    none: "This data center has no persona",
  },
  leadScorings: {
    list: "The list of lead scorings",
    label: "Lead scoring",
    numbered: (number: number) => `Lead scoring ${number}`,
    placeholder: "Choose a lead scoring",
    gone: (id: number | null) => `Lead scoring ${id}, no longer there`,
    remove: (number: number) => `Remove lead scoring ${number}`,
    stages: "Stages",
    stagesOf: (number: number) => `Stages of lead scoring ${number}`,
    stageOption: (name: string, threshold: number) => `${name} (${threshold})`,
    anyStage: "Any stage",
    any: "Any lead scoring of the data center, any stage",
    anyOfThese: "Any of these lead scorings",
    addHint: "Only for a lead scoring or its stages",
    none: "This data center has no lead scoring",
  },

  /** Problems that the form itself finds; those of single fields are predicates (sentence.ts). */
  faults: {
    notHttps: "Use a full URL that starts with https://.",
    localhost: "localhost can't be used as an endpoint.",
    otherPort: (port: string) =>
      `Only port 443 is allowed. Remove “:${port}”, or allow any port under Delivery settings.`,
    labelTaken: "is in use by another webhook",
    labelTakenRemedy: "Choose another label.",
  },
} as const;
