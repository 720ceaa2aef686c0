import { Document, isScalar, Scalar, visit } from "yaml";
import type { JsonObject } from "@/lib/vocabulary";

const KEPT = " while it is not set, what is stored is kept";

/** The file as people review it: short lists in one line, a comment at every secret, nothing that a terminal obeys. */
export function renderYaml(content: JsonObject, account: { id: number; name: string }): string {
  const document = new Document(content);
  document.commentBefore = [
    ` Webhooks of account ${account.id} (${account.name.replace(/\p{Cc}/gu, " ")}).`,
    " What is left out has the default of the webhook's profile.",
  ].join("\n");
  visit(document, {
    Scalar: (_, scalar) => {
      // Escaped; a lone surrogate would not survive UTF-8, a control character might speak to a terminal.
      const isPlain = typeof scalar.value !== "string" || !/\p{Cs}|(?![\n\t])\p{Cc}/u.test(scalar.value);
      if (!isPlain) scalar.type = Scalar.QUOTE_DOUBLE;
    },
    Pair: (_, { key, value }) => {
      const isReference = isScalar(key) && key.value === "fromEnvironment";
      if (isReference && isScalar(value)) value.comment = KEPT;
    },
    Seq: (_, list) => {
      list.flow = list.items.every((item) => isScalar(item) && typeof item.value === "number");
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
