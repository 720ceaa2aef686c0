"use client";

import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPlus } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { showProblem, useAction } from "@/components/ui/use-action";
import { MAX_ADDRESSES } from "@/lib/inbox/schema";
import { paths } from "@/lib/paths";
import { inbox as t } from "@/texts/inbox";
import { create } from "../actions";

/** One click makes an address and opens it; at the limit the button stays and says what to do. */
export function NewAddress({ used }: { used?: number }) {
  const { run, pending } = useAction();
  const router = useRouter();
  const full = used !== undefined && used >= MAX_ADDRESSES;

  const add = async () => {
    const result = await run(create);
    if (!result.ok) return showProblem(result.problem);
    notifications.show({ message: t.created(result.value.name), role: "status" });
    router.push(paths.inbox(result.value.token));
  };
  return (
    <Group gap="md">
      {used !== undefined && (
        <Text size="sm" c="dimmed" id="inbox-addresses-used">
          {t.used(used, MAX_ADDRESSES)}
          {full && `. ${t.full}`}
        </Text>
      )}
      <Button
        leftSection={<IconPlus size={18} aria-hidden />}
        loading={pending}
        onClick={() => !full && add()}
        data-disabled={full || undefined}
        aria-disabled={full}
        aria-describedby={used === undefined ? undefined : "inbox-addresses-used"}
      >
        {t.create}
      </Button>
    </Group>
  );
}
