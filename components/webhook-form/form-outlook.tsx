"use client";

import { Tabs } from "@mantine/core";
import { hindsight } from "@/texts/hindsight";
import { payloadPreview } from "@/texts/payload-preview";
import { FormPreview } from "./form-preview";
import { Hindsight } from "./hindsight/hindsight";

export type Outlook = "preview" | "hindsight";

/** Beside the form: what it would send, and which of the last events it would have been sent. */
export function FormOutlook() {
  return (
    <Tabs defaultValue="preview" keepMounted={false}>
      <Tabs.List mb="sm">
        <Tabs.Tab value="preview">{payloadPreview.title}</Tabs.Tab>
        <Tabs.Tab value="hindsight">{hindsight.title}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="preview">
        <FormPreview />
      </Tabs.Panel>
      <Tabs.Panel value="hindsight">
        <Hindsight maxHeight="55vh" />
      </Tabs.Panel>
    </Tabs>
  );
}
