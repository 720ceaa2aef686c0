import type { ShownPart } from "@/lib/templates/explain-request";
import { requestLook as t } from "@/texts/request-look";
import classes from "../template-editor/template-result.module.css";

/** A rendered template whose values stand out; those that are missing in red, with words. */
export function MarkedText({ text, values }: Pick<ShownPart, "text" | "values">) {
  const parts: { key: string; text: string; missing?: boolean }[] = [];
  let done = 0;
  for (const { at, length, missing } of values) {
    if (at > done) parts.push({ key: `t${done}`, text: text.slice(done, at) });
    parts.push({ key: `v${at} ${parts.length}`, text: text.slice(at, at + length), missing });
    done = at + length;
  }
  if (done < text.length) parts.push({ key: `t${done}`, text: text.slice(done) });
  return parts.map((part) =>
    part.missing === undefined ? (
      <span key={part.key}>{part.text}</span>
    ) : (
      <mark
        key={part.key}
        className={classes.value}
        data-missing={part.missing || undefined}
        data-empty={part.text === "" ? t.noValue : undefined}
      >
        {part.text}
      </mark>
    ),
  );
}
