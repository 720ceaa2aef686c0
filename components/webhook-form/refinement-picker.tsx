"use client";

import { Anchor, MultiSelect, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useWatch } from "react-hook-form";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { dataCenterQueries } from "@/lib/data-centers/queries";
import { segmentOf } from "@/lib/data-centers/schema";
import { MAX_REFINEMENT_VALUES } from "@/lib/event-types/fields";
import { paths } from "@/lib/paths";
import { webhookForm } from "@/texts/webhook-form";
import { webhookFormPickers } from "@/texts/webhook-form-pickers";
import type { FormValues } from "./form-values";
import {
  leftTyped,
  optionsOf,
  type PickedRefinement,
  REFINEMENT_LISTS,
  type RefinementList,
  type Value,
} from "./refinement-lists";
import { BELOW } from "./use-field";

const SHOWN_AT_ONCE = 100;

interface Props {
  name: PickedRefinement;
  /** Somebody has said that it is not any: none chosen is a mistake. */
  required?: boolean;
  value: Value[];
  error: string | undefined;
  onChange: (value: Value[]) => void;
}

/** Any number of a list of the data center, found by what is typed; none chosen means any. */
export function RefinementPicker({ name, required = false, value, error, onChange }: Props) {
  const kind: RefinementList = REFINEMENT_LISTS[name];
  const t = webhookFormPickers.texts[name];
  const dataCenterId = useWatch<FormValues, "dataCenterId">({ name: "dataCenterId" });
  const input = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState("");
  const query = useQuery({
    ...dataCenterQueries.list(dataCenterId ?? 0, kind.list),
    enabled: dataCenterId !== null,
  });
  const { isLoading, isLoadingError } = query;
  const entries = query.data && kind.entriesOf(query.data);
  const isEmpty = entries?.every(({ proposed }) => !proposed) ?? false;
  // Before the list is there, nobody can tell whether it has what is typed.
  const state = { chosen: value, entries, search: isLoading ? "" : search };
  const isFull = value.length >= MAX_REFINEMENT_VALUES;

  const takeTyped = () => {
    const typed = leftTyped(kind, state);
    if (typed !== undefined && !isFull) onChange([...value, typed]);
  };
  const retry = () => {
    // The button that has the focus goes away.
    input.current?.focus();
    return query.refetch();
  };
  const hint = () => {
    if (dataCenterId === null) return webhookForm.details.chooseDataCenter;
    if (isLoading) return t.loading;
    if (isFull) return webhookFormPickers.full(MAX_REFINEMENT_VALUES);
    if (value.length > 0) return t.chosenHint;
    if (!isEmpty) return required ? undefined : t.anyHint;
    return (
      <>
        {t.none}{" "}
        <Anchor
          href={paths.dataCenterList(dataCenterId, segmentOf(kind.list))}
          target="_blank"
          size="xs"
          underline="always"
        >
          {t.add}
        </Anchor>
        {t.orElse}
      </>
    );
  };

  return (
    <Stack gap="xs">
      <MultiSelect<Value>
        ref={input}
        label={webhookForm.others.labels[name]}
        data={optionsOf(kind, state)}
        value={value}
        onChange={onChange}
        searchValue={search}
        onSearchChange={setSearch}
        // What is typed here is never meant to send the form.
        onKeyDown={(event) => event.key === "Enter" && search !== "" && event.preventDefault()}
        onBlur={takeTyped}
        placeholder={value.length > 0 ? undefined : required ? webhookFormPickers.choose : t.any}
        required={required}
        description={hint()}
        error={error}
        loading={isLoading}
        disabled={dataCenterId === null}
        searchable
        selectFirstOptionOnChange={search !== ""}
        hidePickedOptions
        limit={SHOWN_AT_ONCE}
        maxValues={MAX_REFINEMENT_VALUES}
        nothingFoundMessage={
          isLoading ? t.loading : isLoadingError ? t.notLoaded : isEmpty ? t.none : t.noMatch
        }
        inputWrapperOrder={BELOW}
      />
      {isLoadingError && (
        <ProblemAlert title={t.notLoaded} onRetry={retry}>
          {query.error.message}
        </ProblemAlert>
      )}
    </Stack>
  );
}
