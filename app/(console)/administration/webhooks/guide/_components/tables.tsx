"use client";

import { Code, Stack, Text } from "@mantine/core";
import { type Column, DataTable } from "@/components/data-table/data-table";
import { userGuide as t } from "@/texts/user-guide";

interface ProfileRow {
  profile: string;
  tries: string;
  success: string;
}

const PROFILE_COLUMNS: Column<ProfileRow>[] = [
  { title: t.columns.profile, cell: ({ profile }) => profile },
  { title: t.columns.tries, cell: ({ tries }) => tries },
  { title: t.columns.success, cell: ({ success }) => success },
];

export const ProfilesTable = ({ rows }: { rows: ProfileRow[] }) => (
  <DataTable label={t.tries} columns={PROFILE_COLUMNS} rows={rows} rowKey={({ profile }) => profile} dense />
);

interface ReasonRow {
  reason: string;
  title: string;
  cause: string;
  remedy: string;
}

const REASON_COLUMNS: Column<ReasonRow>[] = [
  {
    title: t.reason,
    cell: ({ reason, title, cause }) => (
      <Stack gap={2}>
        <Text size="sm" fw={500}>
          {title} <Code>{reason}</Code>
        </Text>
        <Text size="sm">{cause}</Text>
      </Stack>
    ),
  },
  { title: t.remedy, cell: ({ remedy }) => remedy },
];

export const ReasonsTable = ({ rows }: { rows: ReasonRow[] }) => (
  <DataTable label={t.errors} columns={REASON_COLUMNS} rows={rows} rowKey={({ reason }) => reason} dense />
);

interface HeaderRow {
  name: string;
  says: string;
}

const HEADER_COLUMNS: Column<HeaderRow>[] = [
  { title: t.header, cell: ({ name }) => <Code>{name}</Code> },
  { title: t.says, cell: ({ says }) => says },
];

export const HeadersTable = ({ rows }: { rows: HeaderRow[] }) => (
  <DataTable label={t.content} columns={HEADER_COLUMNS} rows={rows} rowKey={({ name }) => name} dense />
);
