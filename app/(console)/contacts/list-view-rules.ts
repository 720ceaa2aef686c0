import type { ListView } from "@/lib/paths";

export interface ContactsView extends ListView {
  dataCenter?: string;
  q?: string;
  segment?: string;
  group?: string;
  cursor?: string;
}

export const isFiltered = ({ q, segment, group }: ContactsView) => Boolean(q || segment || group);

export const NO_FILTER: ContactsView = {
  ...{ q: undefined, segment: undefined, group: undefined, cursor: undefined },
};
