"use client";

import { Drawer } from "@mantine/core";
import dynamic from "next/dynamic";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { rehearsal as t } from "@/texts/rehearsal";
import { useEditor } from "./editor";

/** Loaded when somebody rehearses: pickers, rendered requests. */
const Rehearsal = dynamic(() => import("./rehearsal").then(({ Rehearsal }) => Rehearsal), { ssr: false });

/** One contact led through the draft as it stands on the canvas; the address opens it. */
export function RehearseDrawer() {
  const { view, close } = useDialogView();
  const { workflow } = useEditor();
  return (
    <Drawer
      opened={view.rehearse !== undefined}
      onClose={() => void close("rehearse")}
      position="right"
      size="xl"
      title={t.title(workflow.name)}
    >
      <Rehearsal />
    </Drawer>
  );
}
