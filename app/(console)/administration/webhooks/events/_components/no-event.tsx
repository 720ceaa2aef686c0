"use client";

import { Box, Stack, Text } from "@mantine/core";
import { PostEventCommand } from "@/components/post-event-command";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import { eventsText as t } from "@/texts/events";

interface Props {
  /** Where programs reach this server. */
  publicUrl: string;
  /** One that the account has; undefined where it has none yet. */
  dataCenterId: number | undefined;
  administrator: boolean;
}

/** How the first event comes here: a command to copy. */
export function NoEvent({ publicUrl, dataCenterId, administrator }: Props) {
  return (
    <Box mt="lg">
      <EmptyState
        title={t.emptyTitle}
        action={
          <Stack gap="sm" w="100%" maw={760}>
            {dataCenterId === undefined && (
              <Text size="sm">
                {t.noDataCenter}{" "}
                <TextLink href={paths.dataCenters()} underline="always">
                  {t.toDataCenters}
                </TextLink>
              </Text>
            )}
            <PostEventCommand
              publicUrl={publicUrl}
              dataCenterId={dataCenterId ?? 1}
              administrator={administrator}
            />
          </Stack>
        }
      >
        {t.emptyText}
      </EmptyState>
    </Box>
  );
}
