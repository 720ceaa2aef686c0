"use client";

import { Skeleton } from "@mantine/core";
import dynamic from "next/dynamic";
import type { ResultProps } from "./result-view";

/** In the editor's chunk, as it has the same LiquidJS. */
const View = dynamic(() => import("./result-view").then(({ ResultView }) => ResultView), {
  ssr: false,
  loading: () => <Skeleton h={120} />,
});

/** What a template comes to for a chosen contact or event, anew at every pause, and where each value is from. */
export function TemplateResult(props: ResultProps) {
  return <View {...props} />;
}
