"use client";

import { Group, Select } from "@mantine/core";
import { useRouter } from "next/navigation";
import { PageTabs } from "@/components/ui/page-tabs";
import { type ListView, paths } from "@/lib/paths";
import { contacts as t } from "@/texts/contacts";
import { navigation } from "@/texts/navigation";
import type { DataCenterName } from "../open-directory";

interface Props {
  dataCenter: string;
  dataCenters: DataCenterName[];
  /** The page that stays when another data center is chosen. */
  toPath: (view: ListView) => string;
}

/** The pages of a directory beside each other, all of one data center. */
export function DirectoryTabs({ dataCenter, dataCenters, toPath }: Props) {
  const router = useRouter();
  const tabs = [
    { label: navigation.contacts, href: paths.contacts() },
    { label: navigation.segments, href: paths.segments() },
    { label: navigation.groups, href: paths.groups() },
    { label: navigation.contactImports, href: paths.contactImports() },
  ];
  return (
    <Group justify="space-between" align="flex-end" gap="sm" mt="md">
      <PageTabs label={t.sections} tabs={tabs} query={{ dataCenter }} />
      <Select
        label={t.dataCenter}
        data={dataCenters.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={dataCenter}
        allowDeselect={false}
        searchable={dataCenters.length > 10}
        onChange={(next) => next && router.push(toPath({ dataCenter: next }))}
      />
    </Group>
  );
}
