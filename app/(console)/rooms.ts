import {
  IconAddressBook,
  IconApi,
  IconClipboardList,
  IconDatabase,
  IconInbox,
  IconKey,
  IconLayoutDashboard,
  IconMail,
  IconMailFast,
  IconRoute,
  IconTerminal2,
  IconUsers,
  IconWebhook,
} from "@tabler/icons-react";
import { paths } from "@/lib/paths";
import type { Role } from "@/lib/vocabulary";
import { navigation as t } from "@/texts/navigation";

type Section = "start" | "messages" | "automation" | "access" | "api" | "administration";

export interface Room {
  label: string;
  href: string;
  icon: typeof IconWebhook;
  section: Section;
  /** A member reads webhooks and runs (decision 29); the rest is the administrators'. */
  administratorsOnly?: boolean;
  /** Where else one is in it. */
  besides?: string;
}

export const SECTIONS: { name: Section; title?: string }[] = [
  { name: "start" },
  { name: "messages", title: t.messages },
  { name: "automation", title: t.automation },
  { name: "access", title: `${t.administration} » ${t.accessAndSecurity}` },
  { name: "api", title: `${t.administration} » ${t.apiOverview}` },
  { name: "administration", title: t.administration },
];

const ROOMS: Room[] = [
  { label: t.dashboard, href: paths.home(), icon: IconLayoutDashboard, section: "start" },
  { label: t.contacts, href: paths.contacts(), icon: IconAddressBook, section: "start" },
  { label: t.messages, href: paths.messages(), icon: IconMailFast, section: "messages" },
  {
    ...{ label: t.workflows, href: paths.workflows(), icon: IconRoute, section: "automation" },
    besides: paths.passage(""),
  },
  { label: t.webhooks, href: paths.webhooks(), icon: IconWebhook, section: "access" },
  { label: t.users, href: paths.users(), icon: IconUsers, section: "access", administratorsOnly: true },
  { label: t.apiKeys, href: paths.apiKeys(), icon: IconKey, section: "access", administratorsOnly: true },
  {
    label: t.audit,
    href: paths.audit(),
    icon: IconClipboardList,
    section: "access",
    administratorsOnly: true,
  },
  { label: t.restApi, href: paths.restApi(), icon: IconApi, section: "api" },
  { label: t.apiReference, href: paths.apiReference(), icon: IconTerminal2, section: "api" },
  { label: t.dataCenters, href: paths.dataCenters(), icon: IconDatabase, section: "administration" },
  {
    label: t.outbox,
    href: paths.outbox(),
    icon: IconMail,
    section: "administration",
    administratorsOnly: true,
  },
  { label: t.inbox, href: paths.inbox(), icon: IconInbox, section: "administration" },
];

/** What exists and this role may enter; nothing is shown that leads to a refusal. */
export const roomsFor = (role: Role): Room[] =>
  ROOMS.filter((room) => role === "administrator" || !room.administratorsOnly);

/** The room that an address lies in. One may lie within another, as the reference does within *REST API*. */
export const roomAt = (pathname: string, rooms: Room[]): Room | undefined =>
  rooms
    .filter(
      ({ href, besides }) =>
        pathname === href ||
        (href !== "/" && pathname.startsWith(`${href}/`)) ||
        (besides !== undefined && pathname.startsWith(besides)),
    )
    .sort((a, b) => b.href.length - a.href.length)[0];

const ADMINISTRATION = { label: t.administration };
const ACCESS = { label: t.accessAndSecurity };

/** Breadcrumbs, from the outermost (screens 4.2). */
export const TRAILS = {
  contacts: [{ label: t.contacts, href: paths.contacts() }],
  messages: [{ label: t.messages, href: paths.messages() }],
  workflows: [{ label: t.automation }, { label: t.workflows, href: paths.workflows() }],
  webhooks: [ADMINISTRATION, ACCESS, { label: t.webhooks, href: paths.webhooks() }],
  users: [ADMINISTRATION, ACCESS, { label: t.users, href: paths.users() }],
  apiKeys: [ADMINISTRATION, ACCESS, { label: t.apiKeys, href: paths.apiKeys() }],
  audit: [ADMINISTRATION, ACCESS, { label: t.audit, href: paths.audit() }],
  restApi: [ADMINISTRATION, { label: t.apiOverview }, { label: t.restApi, href: paths.restApi() }],
  dataCenters: [ADMINISTRATION, { label: t.dataCenters, href: paths.dataCenters() }],
  outbox: [ADMINISTRATION, { label: t.outbox, href: paths.outbox() }],
  inbox: [ADMINISTRATION, { label: t.inbox, href: paths.inbox() }],
};
