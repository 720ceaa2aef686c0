"use client";

import { Button, Group } from "@mantine/core";
import { IconDownload, IconTerminal2 } from "@tabler/icons-react";
import Link from "next/link";
import { paths } from "@/lib/paths";
import { restApi as t } from "@/texts/rest-api";

export function HeaderLinks() {
  return (
    <Group gap="sm">
      <Button
        component="a"
        href={paths.api.openApi()}
        download={t.documentFile}
        variant="default"
        leftSection={<IconDownload size={18} aria-hidden />}
      >
        {t.openDocument}
      </Button>
      <Button
        component={Link}
        href={paths.apiReference()}
        prefetch={false}
        leftSection={<IconTerminal2 size={18} aria-hidden />}
      >
        {t.openReference}
      </Button>
    </Group>
  );
}
