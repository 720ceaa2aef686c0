import { type EditorState, type Extension, type Range, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import { expressionTokens, templateRanges } from "./template-ranges";

const RANGES = {
  expression: Decoration.mark({ class: "cm-template-expression", inclusive: false }),
  tag: Decoration.mark({ class: "cm-template-tag" }),
  text_insert: Decoration.mark({ class: "cm-template-text_insert" }),
};

const TOKENS = {
  text: Decoration.mark({ class: "cm-template-token-text" }),
  filter: Decoration.mark({ class: "cm-template-token-filter" }),
  word: Decoration.mark({ class: "cm-template-token-word" }),
  number: Decoration.mark({ class: "cm-template-token-number" }),
};

/** Expressions, tags and merge tags, wherever they stand in the JSON or XML around them. */
export function templateHighlight(isField: (code: string) => boolean): Extension {
  const decorate = ({ doc }: EditorState) => Decoration.set(decorationsOf(doc.toString(), isField), true);
  return StateField.define({
    create: decorate,
    update: (decorations, { docChanged, state }) => (docChanged ? decorate(state) : decorations),
    provide: (field) => EditorView.decorations.from(field),
  });
}

export function decorationsOf(text: string, isField: (code: string) => boolean): Range<Decoration>[] {
  return templateRanges(text, isField).flatMap((range) => {
    // What isn't closed is shown as begun on its line alone, rather than to the end of all.
    const lineEnd = range.closed ? -1 : text.indexOf("\n", range.from);
    const to = lineEnd === -1 ? range.to : lineEnd;
    const tokens = expressionTokens(text, { ...range, to });
    return [
      RANGES[range.kind].range(range.from, to),
      ...tokens.map((token) => TOKENS[token.kind].range(token.from, token.to)),
    ];
  });
}
