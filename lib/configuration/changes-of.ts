import type { StoredSettings } from "@/db/shapes";
import { changesBetween } from "@/lib/audit/changes";
import type { JsonObject } from "@/lib/vocabulary";
import type { Names } from "./present";
import type { PlannedChange } from "./schema";
import { emailsOf, named } from "./short-form";

interface State {
  label: string;
  status: string;
  settings: StoredSettings;
}

/** The fields in which two states of a webhook differ. A header that is secret on one side shows no value on either. */
export function changesOf(before: State, after: State, names: Names) {
  const secret = new Set(
    [...before.settings.headers, ...after.settings.headers].flatMap((header) =>
      header.secret ? header.name.toLowerCase() : [],
    ),
  );
  const plain = ({ label, status, settings }: State): JsonObject => {
    const { notifyUserIds, headers, authentication, ...rest } = settings;
    return {
      ...{ label, status },
      ...(rest as unknown as JsonObject),
      authentication: named(authentication, names),
      headers: headers.map(
        ({ name, value, secret: isSecret }): JsonObject =>
          secret.has(name.toLowerCase()) ? { name, secret: isSecret } : { name, value },
      ),
      notifyEmails: emailsOf(notifyUserIds, names),
    };
  };
  return listed(changesBetween(plain(before), plain(after)));
}

/** Everything that a new webhook is given. */
export const changesOfNew = (shortForm: JsonObject) => listed(changesBetween({}, shortForm));

const listed = (changes: ReturnType<typeof changesBetween>): PlannedChange["changes"] =>
  Object.entries(changes).map(([path, { before, after }]) => ({ path, from: before, to: after }));
