"use client";

import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import type { Reads } from "@/lib/templates/reads-of";
import { common } from "@/texts/common";
import { testRequest as t } from "@/texts/test-request";
import { SourceChoice } from "./source-choice";
import type { TrialSource } from "./trial-source";

interface Props {
  opened: boolean;
  dataCenterId: number;
  reads: Reads;
  source: TrialSource;
  pending: boolean;
  onUse: (source: TrialSource) => void;
  onClose: () => void;
}

/** Whose values the result beside a form is shown with. */
export function SourceDialog({ opened, onClose, ...props }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={t.chooseTitle} size="lg" zIndex={310}>
      {opened && <Content {...props} onClose={onClose} />}
    </Modal>
  );
}

function Content({ dataCenterId, reads, source: before, pending, onUse, onClose }: Omit<Props, "opened">) {
  const [source, setSource] = useState<TrialSource | undefined>(before);
  return (
    <Stack>
      <SourceChoice
        dataCenterId={dataCenterId}
        reads={reads}
        withFixed={false}
        source={source}
        onChoose={setSource}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button disabled={!source} loading={pending} onClick={() => source && onUse(source)}>
          {t.use}
        </Button>
      </Group>
    </Stack>
  );
}
