"use client";

import { Modal } from "@mantine/core";
import { useState } from "react";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { useSticky } from "@/components/ui/use-sticky";
import type { UsedItem } from "@/lib/data-centers/list-items";
import type { MasterList } from "@/lib/data-centers/schema";
import { masterList as t } from "@/texts/data-centers";
import { nameOf } from "./columns";
import { Gone } from "./gone";
import { ItemForm } from "./item-form";

interface Props {
  dataCenterId: number;
  list: MasterList;
  find(id: string | undefined): UsedItem | undefined;
}

/** *Add* and *Edit* of every list. What was typed is not lost by a click beside it. */
export function ItemDialog({ dataCenterId, list, find }: Props) {
  const { view, close } = useDialogView();
  const [dirty, setDirty] = useState(false);
  const wanted = view.create ? "new" : view.edit;
  const shown = useSticky(wanted);
  // Kept as it was when the dialog opened: a refresh must not change what is being typed.
  const item = useSticky(shown === "new" ? undefined : find(shown));
  const isNew = shown === "new";
  const known = isNew || String(item?.id) === shown;
  const title = isNew ? t.addTitle(list) : known && item ? t.editTitle(list, nameOf(item)) : t.goneTitle;
  return (
    <Modal
      opened={wanted !== undefined}
      onClose={() => close("create", "edit")}
      closeOnClickOutside={!dirty}
      title={title}
      size={list === "leadScorings" ? "xl" : "md"}
    >
      {known ? (
        <ItemForm
          key={shown}
          dataCenterId={dataCenterId}
          list={list}
          item={isNew ? undefined : item}
          onDirty={setDirty}
        />
      ) : (
        <Gone list={list} dialog="edit" />
      )}
    </Modal>
  );
}
