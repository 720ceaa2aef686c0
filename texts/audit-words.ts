import type { JsonObject } from "@/lib/vocabulary";

export interface ActionWords {
  /** In the filter, below its noun. */
  label: string;
  /** Between who did it and what it was done to: "changed webhook". */
  did: string;
  /** The words alone say what it was done to: a person signs in, an account has no name of its own. */
  alone?: boolean;
  /** Behind the target's name. */
  more?(details: JsonObject): string | undefined;
}

export const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

export const asRole = ({ role }: JsonObject) =>
  role === "administrator" ? " as administrator" : role === "member" ? " as member" : undefined;

export const howItWent = ({ verdict }: JsonObject) =>
  verdict === "succeeded" ? ", which succeeded" : verdict === "failed" ? ", which failed" : undefined;
