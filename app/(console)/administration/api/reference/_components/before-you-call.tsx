import { Alert, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { Plan } from "@/lib/vocabulary";
import { apiReference as t } from "@/texts/api-reference";

interface Props {
  account: { id: number; name: string; plan: Plan };
  member: boolean;
}

/** How it goes, whose rights calls have, and that they are real. */
export function BeforeYouCall({ account, member }: Props) {
  return (
    <Stack gap="sm" mt="xs" maw={760}>
      <Text c="dimmed" size="sm">
        {t.steps}
      </Text>
      <Alert color="yellow" variant="light" title={t.realTitle} icon={<IconAlertTriangle aria-hidden />}>
        <Stack gap={4} fz="sm">
          <span>{t.real(account.name, account.id)}</span>
          {member && <span>{t.member}</span>}
          {account.plan === "free" && <span>{t.freePlan}</span>}
          <span>{t.withKey}</span>
        </Stack>
      </Alert>
    </Stack>
  );
}
