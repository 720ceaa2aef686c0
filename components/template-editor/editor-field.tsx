"use client";

import { setDiagnostics } from "@codemirror/lint";
import { EditorView } from "@codemirror/view";
import { Input, useComputedColorScheme, VisuallyHidden } from "@mantine/core";
import CodeMirror from "@uiw/react-codemirror";
import { useEffect, useId, useMemo, useState } from "react";
import { mergeTagCodes } from "@/lib/templates/compile";
import type { TemplateScope } from "@/lib/templates/names";
import { templateEditor as t } from "@/texts/template-editor";
import { editorSetup } from "./editor-setup";
import { editorTheme } from "./editor-theme";
import { FaultList } from "./fault-list";
import { judgeTemplate, marksOf, type TemplateSetting } from "./judge-template";
import { nameCompletion } from "./name-completion";
import { templateHighlight } from "./template-highlight";
import { useSettled, withPlainBreaks } from "./use-settled";

export interface EditorProps extends TemplateSetting {
  label: string;
  /** Where the page says elsewhere what the field is. */
  hideLabel?: boolean;
  description?: string;
  placeholder?: string;
  value: string;
  onChange(value: string): void;
  onBlur?(): void;
  /** What the form has found wrong. */
  error?: string;
  /** The values that names without one are judged by. */
  scope?: TemplateScope;
  /** URLs and headers have but one line anyway. */
  singleLine?: boolean;
  /** It can be read and copied, not changed. */
  readOnly?: boolean;
}

export function EditorField(props: EditorProps) {
  const { label, hideLabel, description, placeholder, onChange, onBlur, error, scope } = props;
  const { medium, fields, parameters, answers, readOnly = false } = props;
  const { singleLine = medium === "url" || medium === "header" } = props;
  const value = withPlainBreaks(props.value);
  const id = useId();
  const [view, setView] = useState<EditorView>();
  const dark = useComputedColorScheme("light") === "dark";

  const settled = useSettled(value);
  const judgement = useMemo(
    () => judgeTemplate(settled, { medium, fields, parameters, answers }, scope),
    [settled, medium, fields, parameters, answers, scope],
  );
  const { faults, unresolved } = judgement;
  const reasons = new Set(unresolved.map(t.unresolved));
  const invalid = error !== undefined || faults.length > 0;

  const extensions = useMemo(
    () => [
      editorSetup(medium, singleLine),
      editorTheme(dark),
      templateHighlight(mergeTagCodes(fields)),
      nameCompletion(fields, parameters),
    ],
    [medium, singleLine, dark, fields, parameters],
  );
  const attributes = useMemo(
    () =>
      EditorView.contentAttributes.of({
        "aria-labelledby": `${id}-label`,
        "aria-describedby": `${id}-keys ${id}-description ${id}-error ${id}-faults ${id}-names`,
        "aria-invalid": String(invalid),
        "aria-multiline": String(!singleLine),
        "aria-readonly": String(readOnly),
      }),
    [id, invalid, singleLine, readOnly],
  );
  const all = useMemo(() => [extensions, attributes], [extensions, attributes]);

  useEffect(() => {
    // Marks of a text that has changed since would stand beside what they mean.
    if (view?.state.doc.toString() !== settled) return;
    view.dispatch(setDiagnostics(view.state, marksOf(settled, judgement, t)));
  }, [view, settled, judgement]);

  return (
    <Input.Wrapper
      label={hideLabel ? undefined : <span id={`${id}-label`}>{label}</span>}
      labelElement="div"
      labelProps={{ onClick: () => view?.focus() }}
      description={description}
      descriptionProps={{ id: `${id}-description`, mb: 5 }}
      error={error}
      errorProps={{ id: `${id}-error` }}
    >
      {hideLabel && <VisuallyHidden id={`${id}-label`}>{label}</VisuallyHidden>}
      <CodeMirror
        value={value}
        onChange={onChange}
        onBlur={onBlur}
        onCreateEditor={setView}
        extensions={all}
        readOnly={readOnly}
        placeholder={placeholder}
        theme="none"
        basicSetup={false}
        indentWithTab={false}
        minHeight={singleLine ? undefined : "10rem"}
        maxHeight={singleLine ? undefined : "28rem"}
      />
      <VisuallyHidden id={`${id}-keys`}>{t.keys}</VisuallyHidden>
      <FaultList id={`${id}-faults`} faults={faults} />
      <VisuallyHidden id={`${id}-names`}>
        {reasons.size > 0 && [t.withoutValue(reasons.size), ...reasons].join(" ")}
      </VisuallyHidden>
    </Input.Wrapper>
  );
}
