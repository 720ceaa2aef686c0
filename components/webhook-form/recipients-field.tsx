"use client";

import { MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { userQueries } from "@/lib/users/queries";
import { webhookFormDelivery } from "@/texts/webhook-form-delivery";
import { BELOW, useField } from "./use-field";
import { usePeople } from "./use-people";

const t = webhookFormDelivery.recipients;

const MOST = 50;

/** S3.13: people of the account, found by name or e-mail. */
export function RecipientsField() {
  const { value, ...field } = useField("notifyUserIds", t.label);
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search.trim(), 200);
  const found = useQuery(userQueries.people(asked));
  const { nameOf } = usePeople(value);
  const offered = (found.data?.people ?? []).map(({ id, name, email }) => ({
    value: id,
    label: t.person(name, email),
  }));
  const others = value.filter((id) => offered.every((option) => option.value !== id));
  return (
    <MultiSelect
      {...field}
      value={value}
      data={[...offered, ...others.map((id) => ({ value: id, label: nameOf(id) }))]}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      maxValues={MOST}
      hidePickedOptions
      placeholder={value.length === 0 ? t.placeholder : undefined}
      description={value.length === 0 ? t.nobody : t.some(value.length)}
      error={field.error ?? (found.isError ? t.notLoaded : undefined)}
      nothingFoundMessage={found.isFetching ? t.loading : t.nothingFound}
      inputWrapperOrder={BELOW}
    />
  );
}
