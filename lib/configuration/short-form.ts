import { isDeepStrictEqual } from "node:util";
import type { DeliverySettings, StoredAuthentication, StoredHeader, StoredSettings } from "@/db/shapes";
import { secretsOf } from "@/lib/authentication/schema";
import type { Json, JsonObject } from "@/lib/vocabulary";
import { PROFILE_DEFAULTS, profileDefaults } from "@/lib/webhooks/profiles";
import type { Names } from "./present";
import { isFields } from "./secret-references";

/**
 * A webhook as a file describes it: what has its profile's default is left out, people are named by e-mail, and `secret`
 * says what stands in the place of each secret (nothing, unless it is given).
 */
export function shortForm(
  label: string,
  status: string,
  settings: StoredSettings,
  names: Names,
  secret?: (path: string, field: string) => Json,
): JsonObject {
  const { description, dataCenterId, profile, triggers, url, delivery } = settings;
  const different = differences(profileDefaults(profile) ?? PROFILE_DEFAULTS.simple, delivery);
  const people = emailsOf(settings.notifyUserIds, names);
  return {
    label,
    ...(description !== "" && { description }),
    ...{ status, dataCenterId, profile, triggers, url },
    ...(settings.authentication.type !== "none" && {
      authentication: authentication(settings, names, secret),
    }),
    ...(settings.headers.length > 0 && { headers: headers(settings.headers, secret) }),
    ...(different !== undefined && { delivery: different }),
    ...(people.length > 0 && { notifyEmails: people }),
  };
}

/** Who has left the account gets no mail, and isn't named. */
export const emailsOf = (userIds: readonly string[], { emails }: Names): string[] =>
  userIds.flatMap((id) => emails.get(id) ?? []);

type Secret = Parameters<typeof shortForm>[4];

function authentication({ authentication }: StoredSettings, names: Names, secret: Secret): JsonObject {
  if (authentication.type === "headers") {
    const headers = authentication.headers.map(({ name }, index) => ({
      name,
      ...(secret && { value: secret(`authentication.headers.${index}.value`, name) }),
    }));
    return { type: "headers", headers };
  }
  const secrets = !secret
    ? []
    : secretsOf(authentication.type).map(({ key }): [string, Json] => [
        key,
        secret(`authentication.${key}`, variableFor(authentication, key)),
      ]);
  return { ...named(authentication, names), ...Object.fromEntries(secrets) };
}

/** After what the receiver knows it by: most of all the header's own name. */
function variableFor(authentication: StoredAuthentication, key: string): string {
  if (authentication.type === "raw") return "authorization";
  return authentication.type === "api_key" ? authentication.name : key;
}

/** A connector by its name: ids differ between installations. */
export function named(authentication: StoredAuthentication, { connectors }: Names): JsonObject {
  if (authentication.type !== "connector") return { ...authentication };
  return { type: "connector", connector: connectors.get(authentication.connectorId) ?? null };
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
