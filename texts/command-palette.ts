/** Search and commands from anywhere in the console. */
export const commandPalette = {
  open: "Search or jump to…",
  shortcut: "Ctrl K",
  placeholder: "Type a page, a webhook, or an event id",
  nothingFound: "Nothing found. Type part of a webhook's label or URL, or the name of a page.",
  searching: "Searching…",
  notReachable: "The search is not answering. Your session may have ended, or the server is busy.",
  pages: "Pages",
  commands: "Commands",
  webhooks: "Webhooks",
  createWebhook: "Create a webhook",
  profile: "Your profile",
  findEvent: (id: string) => `Find the event or key “${id}”`,
} as const;
