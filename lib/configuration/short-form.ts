import { isDeepStrictEqual } from "node:util";
import type { DeliverySettings, StoredHeader, StoredSettings } from "@/db/shapes";
import type { Json, JsonObject } from "@/lib/vocabulary";
import { PROFILE_DEFAULTS, profileDefaults } from "@/lib/webhooks/profiles";
import { isFields } from "./secret-references";

/**
 * A webhook as a file describes it: what has its profile's default is left out, people are named by e-mail, and `secret`
 * says what stands in the place of each secret (nothing, unless it is given).
 */
export function shortForm(
  label: string,
  status: string,
  settings: StoredSettings,
  emails: Map<string, string>,
  secret?: (path: string, field: string) => Json,
): JsonObject {
  const { description, dataCenterId, profile, triggers, url, delivery } = settings;
  const different = differences(profileDefaults(profile) ?? PROFILE_DEFAULTS.simple, delivery);
  const people = emailsOf(settings.notifyUserIds, emails);
  return {
    label,
    ...(description !== "" && { description }),
    ...{ status, dataCenterId, profile, triggers, url },
    ...(settings.authentication.type !== "none" && { authentication: authentication(settings, secret) }),
    ...(settings.headers.length > 0 && { headers: headers(settings.headers, secret) }),
    ...(different !== undefined && { delivery: different }),
    ...(people.length > 0 && { notifyEmails: people }),
  };
}

/** Who has left the account gets no mail, and isn't named. */
export const emailsOf = (userIds: readonly string[], emails: Map<string, string>): string[] =>
  userIds.flatMap((id) => emails.get(id) ?? []);

type Secret = Parameters<typeof shortForm>[4];

function authentication({ authentication }: StoredSettings, secret: Secret): JsonObject {
  switch (authentication.type) {
    case "none":
      return { type: "none" };
    case "basic":
      return {
        ...authentication,
        ...(secret && { password: secret("authentication.password", "password") }),
      };
    case "raw":
      return { type: "raw", ...(secret && { value: secret("authentication.value", "authorization") }) };
    case "headers":
      return {
        type: "headers",
        headers: authentication.headers.map(({ name }, index) => ({
          name,
          ...(secret && { value: secret(`authentication.headers.${index}.value`, name) }),
        })),
      };
  }
}

const headers = (list: StoredHeader[], secret: Secret): Json =>
  list.map((header, index) =>
    header.secret
      ? {
          ...{ name: header.name, secret: true },
          ...(secret && { value: secret(`headers.${index}.value`, header.name) }),
        }
      : { name: header.name, value: header.value },
  );

/** What has to be merged into the defaults to get the settings: the reverse of how a webhook is created. */
function differences(defaults: DeliverySettings, settings: DeliverySettings): JsonObject | undefined {
  const inside = (before: unknown, after: unknown): Json | undefined => {
    if (isDeepStrictEqual(before, after)) return undefined;
    const merges = isFields(before) && isFields(after) && !("kind" in before);
    if (!merges) return after as Json;
    const parts = Object.entries(after).flatMap(([key, value]): [string, Json][] => {
      const part = inside(before[key], value);
      return part === undefined ? [] : [[key, part]];
    });
    return Object.fromEntries(parts);
  };
  return inside(defaults, settings) as JsonObject | undefined;
}
