"use client";

import { Skeleton, VisuallyHidden } from "@mantine/core";
import dynamic from "next/dynamic";
import { templateEditor as t } from "@/texts/template-editor";
import type { EditorProps } from "./editor-field";

/** CodeMirror and LiquidJS on their way, which no page without an editor needs. */
const Field = dynamic(() => import("./editor-field").then(({ EditorField }) => EditorField), {
  ssr: false,
  loading: () => (
    <Skeleton h={64}>
      <VisuallyHidden role="status">{t.loading}</VisuallyHidden>
    </Skeleton>
  ),
});

/**
 * A field for a template: highlighted, with names suggested, faults and names without a value marked. Tab leaves it, as
 * it does every field. `fields` and `parameters` should be the same lists from one render to the next.
 */
export function TemplateEditor(props: EditorProps) {
  return <Field {...props} />;
}
