import { Box, Button } from "@mantine/core";
import { IconDatabase } from "@tabler/icons-react";
import Link from "next/link";
import { TRAILS } from "@/app/(console)/rooms";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { paths } from "@/lib/paths";
import { contacts as t } from "@/texts/contacts";

export function NoDataCenter({ title }: { title: string }) {
  return (
    <>
      <PageHeader trail={TRAILS.contacts} title={title} />
      <Box mt="lg">
        <EmptyState
          picture={<IconDatabase size={48} aria-hidden />}
          title={t.noDataCenterTitle}
          action={
            <Button component={Link} href={paths.dataCenters()} prefetch={false}>
              {t.toDataCenters}
            </Button>
          }
        >
          {t.noDataCenterText}
        </EmptyState>
      </Box>
    </>
  );
}
