/** *Data request* and *Scenario notification*: which of the two, and their form. */
export const workflowWebhookForm = {
  choose: {
    dialogTitle: "Create a webhook for workflows",
    title: "What shall the step do?",
    data_request: {
      title: "Data request",
      text: "Asks another system for values, or sends it some. You write the request; the workflow can use the answer, for example a promo code in a message.",
      use: "Create a data request",
    },
    scenario: {
      title: "Scenario notification",
      text: "Tells another application about the contact, in one fixed JSON form. You tick what it is told; it is tried again for twelve hours until it is accepted.",
      use: "Create a scenario notification",
    },
  },
  createTitles: { data_request: "Create a data request", scenario: "Create a scenario notification" },
  editTitles: { data_request: "Edit data request", scenario: "Edit scenario notification" },
  done: "Done",
  /** Of a notification that is made on the canvas (S5.26). */
  add: "Add",
  sendTest: "Send test",
  incomplete: "Complete what is marked first.",

  name: {
    title: "Name",
    label: "Webhook name",
    hint: {
      data_request: "Any symbols. Messages and conditions read the answer by this name.",
      scenario: "Any symbols. Steps of workflows choose it by this name.",
    },
    description: "Description",
    dataCenterHint: "Its contacts, fields and events are what the request can send.",
    reads: "Its answer is read as",
    renamed: "Expressions that read its answer by the old name find nothing after you rename it.",
  },

  help: {
    title: "Before you start",
    lines: [
      "Some technical knowledge helps: the application that receives the request must support webhooks.",
      "The URL is given by that application. Copy it from there.",
      "Find out whether it asks for an API key or a token, and put it under Headers or Authentication.",
      "Its documentation says what it requires, which parameters it takes and what it answers.",
      "Marketing automation must be part of your plan for workflows to send it.",
    ],
  },

  where: {
    title: "Where",
    method: "Request type",
    methods: {
      GET: "GET: ask for data",
      POST: "POST: send data, and read the answer",
    },
    url: "URL",
    test: "Test",
    urlHint: "HTTPS only. Variables may stand after the host, as in ?email=${email}. Type ${ to choose one.",
    urlExample: "https://crm.example.org/contacts?email=${email}",
    scenarioUrlHint: "The whole address, http:// or https:// included.",
    scenarioUrlExample: "https://example.org/webhooks",
    http: "Over http everything is sent in the clear: anybody on the way can read the contact's data. Use https if the application offers it.",
    parameters: "Parameters",
    parametersHint: "Pairs of name and value that are added to the URL, each value escaped by itself.",
    inHeaders: "Pass parameters in headers",
    inHeadersHint: "Each pair becomes a header of the request.",
    parameterList: "The list of parameters",
    addParameter: "Add parameter",
    removeParameter: (number: number) => `Remove parameter ${number}`,
    parameterName: (number: number) => `Parameter ${number}: Name`,
    parameterValue: (number: number) => `Parameter ${number}: Value`,
    namePlaceholder: "Name",
    authentication: "Authentication",
    authenticationHint: "A saved credential is sent with every request.",
    headers: "Headers",
    headersHint: {
      data_request: "Values may hold expressions, but for secret ones.",
      scenario: "For example an API key, a token, the source or the format of the data.",
    },
  },

  body: {
    title: "What",
    on: "Send a body",
    onlyPost: "Choose POST to send a body.",
    format: "Format",
    formats: { json: "JSON", xml: "XML", text: "Text" },
    template: "Body",
    examples: {
      json: '{ "city": "${contact.city}" }',
      xml: "<city>${contact.city}</city>",
      text: "City: ${contact.city}",
    },
  },

  data: {
    selectAll: "Select all",
    selectAllOf: (group: string) => `Select all: ${group}`,
    all: (count: number) => (count === 1 ? "1 field" : `all ${count}`),
    some: (count: number, of: number) => `${count} of ${of}`,
    customFields: "Custom fields of the data center",
    everyField: "All custom fields, also those that are added later",
    noFields: "The data center has no custom fields.",
    loadingFields: "Loading the fields of the data center …",
    fieldsNotLoaded: "The fields of the data center could not be loaded",
    additionalHint:
      "Pairs of key and value that are added to the data: fixed text, the same for every contact, or the placeholder of a field.",
    addPair: "Add pair",
    removePair: (number: number) => `Remove pair ${number}`,
    key: (number: number) => `Pair ${number}: Key`,
    value: (number: number) => `Pair ${number}: Value`,
    keyPlaceholder: "Key",
    pairList: "The list of pairs",
    placeholdersTitle: "Placeholders",
    placeholdersText: "Copy one into a value. Either form does the same.",
    field: "Field",
    placeholder: "Placeholder",
    mergeTag: "Merge tag",
    copy: (what: string) => `Copy ${what}`,
    noMergeTag: "none",
  },

  delivery: {
    title: "Delivery",
    settings: "Delivery settings",
    tries: "Tries",
    triesOf: {
      "0": "One try",
      "1": "One more try, after 1 second",
      "2": "Two more tries, after 1 and 3 seconds",
      own: "As it was set up by API",
    },
    triesHint: "Somebody may be waiting for the answer, so there is no long schedule.",
  },

  /** Beside the form: whose values the request is shown with. */
  result: {
    for: (whose: string) => `With the values of ${whose}`,
    change: "Choose contact or event",
  },

  faults: {
    httpNotSaved:
      "An http link is not saved: use the https address, so that the contact's data can't be read on the way.",
    notHttps: "Use a full URL that starts with https://.",
    noUrl: "Use a full URL that starts with http:// or https://.",
    localhost: "localhost can't be used as an endpoint.",
    otherPort: (port: string) => `Only port 443 is allowed. Remove “:${port}”.`,
    noConnector: "is missing: choose one, or create one with New connector",
    nameTaken: "is the name of another webhook",
    nameTakenRemedy: "Choose another one; upper and lower case are not told apart.",
  },
} as const;
