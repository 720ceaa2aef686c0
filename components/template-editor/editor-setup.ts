import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { xml } from "@codemirror/lang-xml";
import { bracketMatching } from "@codemirror/language";
import { linter, lintKeymap } from "@codemirror/lint";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { getNonce } from "get-nonce";
import type { MediumName } from "@/lib/templates/media/medium";

const LANGUAGES: Partial<Record<MediumName, () => Extension>> = { json, xml };

/** What every editor has. Nothing binds Tab, so that it leaves the editor. */
export function editorSetup(medium: MediumName, singleLine: boolean): Extension {
  return [
    // The content policy lets no style in without it.
    EditorView.cspNonce.of(getNonce() ?? ""),
    history(),
    highlightSpecialChars(),
    bracketMatching(),
    // What is wrong is found outside of the editor, and marked with setDiagnostics.
    linter(null),
    keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap]),
    LANGUAGES[medium]?.() ?? [],
    singleLine ? oneLine : [lineNumbers(), EditorView.lineWrapping],
  ];
}

/** As in an input: Enter sends the form off, and what is pasted loses its line breaks. */
const oneLine: Extension = [
  Prec.high(keymap.of([{ key: "Enter", run: sendForm }])),
  EditorState.transactionFilter.of((transaction) => {
    if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction;
    const breaks = [...transaction.newDoc.toString().matchAll(/\n/g)];
    const changes = breaks.map(({ index }) => ({ from: index, to: index + 1 }));
    return [transaction, { changes, sequential: true }];
  }),
];

function sendForm({ dom }: EditorView): boolean {
  dom.closest("form")?.requestSubmit();
  return true;
}
