import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { problems as t } from "@/texts/problems";

interface Props {
  title?: string;
  children: ReactNode;
  onRetry?: () => void;
}

/** What went wrong, beside what it concerns; with one button where trying again can help. */
export function ProblemAlert({ title = t.didNotWork, children, onRetry }: Props) {
  return (
    <Alert color="red" variant="light" title={title} icon={<IconAlertTriangle aria-hidden />} role="alert">
      <Stack gap="sm">
        <Text size="sm" c="inherit">
          {children}
        </Text>
        {onRetry && (
          <Group>
            <Button size="xs" variant="default" onClick={onRetry}>
              {t.tryAgain}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
