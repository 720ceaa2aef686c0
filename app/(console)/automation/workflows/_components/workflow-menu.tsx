"use client";

import { IconChevronDown } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { LazyMenu } from "@/components/ui/lazy-menu";
import { RowButton } from "@/components/ui/row-button";
import type { WorkflowRow } from "@/lib/workflows/schema";
import { common } from "@/texts/common";

const load = () => import("./workflow-menu-items").then(({ WorkflowMenuItems }) => WorkflowMenuItems);
const WorkflowMenuItems = dynamic(load, { ssr: false });

export function WorkflowMenu({ workflow }: { workflow: WorkflowRow }) {
  return (
    <LazyMenu
      load={load}
      button={(properties) => (
        <RowButton
          {...properties}
          icon={<IconChevronDown size={14} aria-hidden />}
          aria-label={common.actionsFor(workflow.name)}
        >
          {common.actions}
        </RowButton>
      )}
      menu={(place) => <WorkflowMenuItems workflow={workflow} {...place} />}
    />
  );
}
