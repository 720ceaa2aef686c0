"use client";

import { type Column, DataTable } from "@/components/data-table/data-table";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import { problemPages as t } from "@/texts/problem-pages";

export interface ProblemRow {
  name: string;
  status: number;
  title: string;
}

const COLUMNS: Column<ProblemRow>[] = [
  {
    title: t.columns.problem,
    cell: ({ name, title }) => <TextLink href={paths.problem(name)}>{title}</TextLink>,
  },
  { title: t.columns.status, cell: ({ status }) => status },
  {
    title: t.columns.name,
    cell: ({ name }) => (
      <code style={{ fontSize: "var(--mantine-font-size-xs)", overflowWrap: "anywhere" }}>
        {paths.problem(name)}
      </code>
    ),
  },
];

/** Every problem type, each a link to its page. */
export const ProblemsTable = ({ problems }: { problems: ProblemRow[] }) => (
  <DataTable label={t.title} columns={COLUMNS} rows={problems} rowKey={({ name }) => name} dense />
);
