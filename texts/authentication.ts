/** S1's four types, in its order and words. */
export const AUTHENTICATION_OPTIONS = [
  { value: "none", label: "Not specified" },
  { value: "basic", label: "Basic" },
  { value: "raw", label: "Raw" },
  { value: "headers", label: "Custom HTTP header" },
] as const;

export type AuthenticationType = (typeof AUTHENTICATION_OPTIONS)[number]["value"];

export const AUTHENTICATION_HINTS: Record<AuthenticationType, string> = {
  none: "The call is not authenticated.",
  basic: "User name and password are sent with every request.",
  raw: "Exactly this text is sent as the value of the Authorization header.",
  headers: "These key-value pairs are sent in the HTTP header of every request.",
};

export const authenticationLabel = (type: AuthenticationType) =>
  AUTHENTICATION_OPTIONS.find(({ value }) => value === type)?.label ?? type;
