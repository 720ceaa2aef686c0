"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { type FieldPath, FormProvider, useForm } from "react-hook-form";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { UsedItem } from "@/lib/data-centers/list-items";
import { type MasterList, segmentOf } from "@/lib/data-centers/schema";
import { common } from "@/texts/common";
import { masterList as t } from "@/texts/data-centers";
import { add, edit } from "../../../actions";
import { nameOf } from "./columns";
import { FieldInputs, NumberField, TextField } from "./inputs";
import { type ItemValues, inputOf, itemResolver, valuesOf } from "./item-values";
import { StageRows } from "./stage-rows";

interface Props {
  dataCenterId: number;
  list: MasterList;
  /** What is edited; without it something new is added. */
  item: UsedItem | undefined;
  onDirty(dirty: boolean): void;
}

export function ItemForm({ dataCenterId, list, item, onDirty }: Props) {
  const { close } = useDialogView();
  const form = useForm<ItemValues>({
    resolver: itemResolver(list, item === undefined),
    defaultValues: valuesOf(item),
  });
  const { isDirty } = form.formState;
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  const { save, pending, problem } = useSave(form.setError, { dataCenterId, list, item });

  return (
    <FormProvider {...form}>
      <form onSubmit={form.handleSubmit(save)} noValidate>
        <Stack>
          {problem && <ProblemAlert title={t.notSaved}>{problem}</ProblemAlert>}
          {list === "fields" ? <FieldInputs /> : <TextField name="name" label={t.columns.name} autoFocus />}
          {list === "personas" && <NumberField name="threshold" label={t.columns.threshold} />}
          {list === "leadScorings" && <StageRows />}
          {item ? (
            <Text size="sm" c="dimmed">
              {t.idFixed(item.id)}
            </Text>
          ) : (
            <NumberField name="id" label={t.columns.id} description={t.idExplained} />
          )}
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={() => close("create", "edit")}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={pending}>
              {item ? common.save : t.add(list)}
            </Button>
          </Group>
        </Stack>
      </form>
    </FormProvider>
  );
}

/** Sends the form; what the server refuses is shown beside the field it is about. */
function useSave(
  setError: ReturnType<typeof useForm<ItemValues>>["setError"],
  { dataCenterId, list, item }: Omit<Props, "onDirty">,
) {
  const { closeAndRefresh } = useDialogView();
  const { run, pending, problem } = useAction();
  const places = problem?.errors.filter(({ path }) => PLACES.test(path)) ?? [];

  const save = async (values: ItemValues) => {
    const input = inputOf(list, values, item === undefined);
    const segment = segmentOf(list);
    const result = await run(() =>
      item ? edit(dataCenterId, segment, item.id, input) : add(dataCenterId, segment, input),
    );
    if (!result.ok) {
      for (const [index, { path, message }] of result.problem.errors.entries()) {
        if (!PLACES.test(path)) continue;
        setError(path as FieldPath<ItemValues>, { message }, { shouldFocus: index === 0 });
      }
      return;
    }
    const written = result.value.item;
    const name = nameOf({ ...written, usedBy: [] });
    notifications.show({ message: item ? t.saved(name) : t.added(name, written.id), role: "status" });
    await closeAndRefresh("create", "edit");
  };
  return { save, pending, problem: problem && places.length === 0 ? problem.detail : undefined };
}

const PLACES = /^(id|name|threshold|label|code|type|keyField|stages\.\d+\.(id|name|threshold))$/;
