import { Text } from "@mantine/core";
import type { Column } from "@/components/data-table/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import type { WorkflowRow } from "@/lib/workflows/schema";
import { common } from "@/texts/common";
import { startText, workflows } from "@/texts/workflows";
import { WorkflowMenu } from "./workflow-menu";
import { WorkflowStatus } from "./workflow-status";
import type { DataCenterName } from "./workflows-room";

const t = workflows.columns;

/** What everybody sees; who may change workflows gets the menu for it. */
export const columnsOf = (dataCenters: DataCenterName[], administrator: boolean): Column<WorkflowRow>[] => [
  {
    title: t.name,
    cell: ({ id, name }) => (
      <TextLink href={paths.workflow(id)} fw={500} style={{ overflowWrap: "anywhere" }}>
        {name}
      </TextLink>
    ),
  },
  { title: t.status, cell: ({ status }) => <WorkflowStatus status={status} /> },
  {
    title: t.trigger,
    cell: ({ trigger }) => (
      <Text span size="sm" style={{ overflowWrap: "anywhere" }}>
        {startText(trigger)}
      </Text>
    ),
  },
  {
    title: t.dataCenter,
    cell: ({ dataCenterId }) => dataCenters.find(({ id }) => id === dataCenterId)?.name ?? dataCenterId,
  },
  { title: t.passages, numeric: true, cell: ({ id, passages }) => figure(passages, paths.passages(id)) },
  {
    title: t.underWay,
    numeric: true,
    cell: ({ id, underWay }) => figure(underWay, paths.passages(id, { state: "under_way" })),
  },
  {
    title: t.failed,
    numeric: true,
    cell: ({ id, failed }) => figure(failed, paths.passages(id, { outcome: "failed" })),
  },
  { title: t.conversions, numeric: true, cell: ({ conversions }) => conversions.toLocaleString("en") },
  { title: t.changed, cell: ({ updatedAt }) => <RelativeTime iso={updatedAt} /> },
  ...(administrator ? [ACTIONS] : []),
];

/** Leads to the passages that it counts. */
const figure = (count: number, href: string) =>
  count === 0 ? "0" : <TextLink href={href}>{count.toLocaleString("en")}</TextLink>;

const ACTIONS: Column<WorkflowRow> = {
  title: common.actions,
  hideTitle: true,
  numeric: true,
  cell: (workflow) => <WorkflowMenu workflow={workflow} />,
};
