"use client";

import { Grid, SegmentedControl, Skeleton, Stack } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import dynamic from "next/dynamic";
import { useState } from "react";
import { canvas as t } from "@/texts/workflow-canvas";
import { ActionsList } from "./actions-list";
import { useEditor } from "./editor";
import { Outline } from "./outline";
import { SettingsPanel } from "./settings-panel";

/** Loaded where it is drawn: no other page needs it, and narrow screens show the outline. */
const Canvas = dynamic(() => import("./canvas"), { ssr: false, loading: () => <Skeleton h={420} /> });

type View = "canvas" | "outline";

export function Steps() {
  const { editable } = useEditor();
  const narrow = useMediaQuery("(max-width: 62em)") ?? false;
  const [chosen, choose] = useState<View>("canvas");
  const view = narrow ? "outline" : chosen;
  return (
    <Grid columns={24}>
      {editable && !narrow && (
        <Grid.Col span={5}>
          <ActionsList />
        </Grid.Col>
      )}
      <Grid.Col span={narrow ? 24 : editable ? 11 : 16}>
        <Stack gap="xs">
          {!narrow && (
            <SegmentedControl
              aria-label={t.views}
              data={[
                { value: "canvas", label: t.canvas },
                { value: "outline", label: t.outline },
              ]}
              value={view}
              onChange={(next) => choose(next as View)}
            />
          )}
          {view === "canvas" ? <Canvas /> : <Outline />}
        </Stack>
      </Grid.Col>
      <Grid.Col span={narrow ? 24 : 8}>
        <SettingsPanel />
      </Grid.Col>
    </Grid>
  );
}
