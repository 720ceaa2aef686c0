import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  completionStatus,
  pickedCompletion,
} from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { type EditorField, isClosedBy, type Suggestion, suggestNames } from "./suggest-names";

const ICONS: Record<Suggestion["kind"], string> = {
  field: "property",
  parameter: "variable",
  filter: "function",
  tag: "keyword",
};

/** Names while somebody types in `${…}` and `{% … %}`, and with Ctrl+Space. */
export function nameCompletion(fields: readonly EditorField[], parameters: readonly string[]): Extension {
  const complete = ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const found = suggestNames(state.sliceDoc(0, pos), fields, parameters, { asked: explicit });
    if (!found) return null;
    const { from, options, inExpression } = found;
    return { from, filter: false, options: options.map((each) => completionOf(each, inExpression)) };
  };
  return [
    autocompletion({ override: [complete], icons: false, interactionDelay: 0 }),
    // Escape closes the list then, and not the dialog around the editor.
    EditorView.contentAttributes.of(
      ({ state }): Record<string, string> =>
        completionStatus(state) === "active" ? { "data-mantine-stop-propagation": "true" } : {},
    ),
  ];
}

const completionOf = ({ kind, insert, detail }: Suggestion, inExpression: boolean): Completion => ({
  label: insert,
  detail,
  type: ICONS[kind],
  apply: (view, completion, from, to) => {
    const after = view.state.sliceDoc(to, view.state.doc.lineAt(to).to);
    const text = inExpression && !isClosedBy(after) ? `${insert}}` : insert;
    view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length },
      annotations: pickedCompletion.of(completion),
      userEvent: "input.complete",
    });
  },
});
