/** The rooms of the console, as navigation, breadcrumbs and the command palette call them. */
export const navigation = {
  dashboard: "Dashboard",
  administration: "Administration",
  accessAndSecurity: "Access & security",
  webhooks: "Webhooks",
  events: "Events",
  deliveries: "Deliveries",
  users: "Users",
  apiKeys: "API keys",
  audit: "Audit",
  dataCenters: "Data centers",
  outbox: "Outbox",
  inbox: "Request inbox",
  profile: "Your profile",
  main: "Main navigation",
  breadcrumb: "Breadcrumb",
} as const;
