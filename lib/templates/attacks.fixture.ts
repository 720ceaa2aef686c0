import type { JsonObject } from "@/lib/vocabulary";

/** Templates that somebody might write to read what isn't theirs, or to keep everybody else waiting (G10). */
export interface Attack {
  what: string;
  template: string;
  /** Parameters of the event, which a producer chooses. */
  data?: JsonObject;
}

const LONG = "a".repeat(200_000);
const doubling = (start: string, step: string, end: string, times = 60) =>
  `{% assign a = ${start} %}{% for i in (1..${times}) %}${step}{% endfor %}${end}`;

/** They come to nothing at all: each is a way to reach what is not a value. */
export const READING: readonly string[] = [
  ...["${contact.constructor}", "${contact.__proto__}", "${contact['__proto__']['constructor']}"],
  ...["${event.constructor.constructor}", "${event.items.constructor}", "${event.items.__proto__.push}"],
  ...["${email.constructor}", "${'a'.constructor.prototype}", "${event.toString}", "${event.valueOf}"],
  ...["${nil.__proto__.constructor}", "${empty.__proto__.__proto__}", "${blank.constructor.name}"],
  ...["{% assign x = nil %}${x.__proto__.__proto__.constructor}", "${nil.liquidMethodMissing}"],
  ...["{% assign x = empty %}${x.equals}", "${toString}", "${hasOwnProperty}", "${__proto__}"],
  ...["${constructor}", "${globalThis}", "${process.env}", "${require}", "${this}", "${self}"],
  ...[
    "{% assign __proto__ = event %}${constructor}${items2}",
    "{% for i in event.items %}${i.constructor}{% endfor %}",
  ],
  ...["{% for i in event.items %}${forloop.constructor}${forloop.__proto__}{% endfor %}"],
  ...[
    "${event.items | map: 'constructor' | compact | join}",
    "${event.items | map: '__proto__' | compact | join}",
  ],
  ...["${event.items | where: '__proto__' | join}", "${event.items | find: 'constructor'}"],
  ...[
    "${event | map: 'constructor' | compact | join}",
    "${event.items | where: 'constructor.name', 'Object' | join}",
  ],
  ...["${event.items | first | map: 'toString' | compact | join}"],
];

/** They do not even parse. */
export const NO_TAG: readonly string[] = [
  ...["{% include '/etc/passwd' %}", "{% render '/etc/passwd' %}", "{% layout '/etc/passwd' %}"],
  ...[
    "{% include event.file %}",
    "{% block a %}{% endblock %}",
    "{% liquid echo email %}",
    "{% echo email %}",
  ],
  ...[
    "{% increment a %}",
    "{% decrement a %}",
    "{% cycle email, 'b' %}",
    "{% tablerow i in event %}{% endtablerow %}",
  ],
  ...["{% constructor %}", "{% __proto__ %}", "{% toString %}"],
];

export const NO_FILTER: readonly string[] = [
  ...[
    "raw",
    "inspect",
    "sample",
    "where_exp: 'i', 'i'",
    "group_by_exp: 'i', 'i'",
    "constructor",
    "__proto__",
  ],
  ...["toString", "hasOwnProperty", "valueOf", "find_exp: 'i', 'i'", "number_of_words"],
];

/** They would take seconds, minutes or all memory. */
export const EXHAUSTING: readonly Attack[] = [
  { what: "a range of 10^9", template: "{% for i in (1..1000000000) %}x{% endfor %}" },
  {
    what: "nested loops of 10^9",
    template:
      "{% for i in (1..1000) %}{% for j in (1..1000) %}{% for k in (1..1000) %}{% endfor %}{% endfor %}{% endfor %}",
  },
  {
    what: "loops within loops that write",
    template: "{% for i in (1..100000) %}{% for j in (1..100000) %}${email}{% endfor %}{% endfor %}",
  },
  {
    what: "a list gone through once for each of its items",
    template: "{% for i in event.list %}{% for j in event.list limit: 1 %}{% endfor %}{% endfor %}",
    data: { list: Array(50_000).fill(1) },
  },
  { what: "100 MB of output", template: `{% for i in (1..10000) %}${"x".repeat(10_000)}{% endfor %}` },
  {
    what: "a value repeated",
    template: "{% for i in (1..100000) %}${event.text}{% endfor %}",
    data: { text: LONG },
  },
  {
    what: "text doubled by append",
    template: doubling("'x'", "{% assign a = a | append: a %}", "${a}"),
  },
  {
    what: "text doubled by capture",
    template: doubling("'x'", "{% capture a %}${a}${a}{% endcapture %}", "${a}"),
  },
  {
    what: "text captured without end",
    template: `{% capture a %}{% for i in (1..50000) %}${"x".repeat(100_000)}{% endfor %}{% endcapture %}`,
  },
  {
    what: "text squared by replace",
    template: "{% assign a = event.text | replace: 'a', event.text %}${a | size}",
    data: { text: LONG },
  },
  {
    what: "text between all signs",
    template: "${event.text | split: '' | join: event.text | size}",
    data: { text: LONG },
  },
  {
    what: "a list doubled",
    template: doubling("event.list", "{% assign a = a | concat: a %}", "${a}"),
    data: { list: [1] },
  },
  {
    what: "a list within itself, written",
    template: doubling("event.list", "{% assign a = a | push: a %}", "${a}"),
    data: { list: [1] },
  },
  {
    what: "a list within itself, as JSON",
    template: doubling("event.list", "{% assign a = a | push: a %}", "${a | json}"),
    data: { list: [1] },
  },
  {
    what: "a list within itself, joined",
    template: doubling("event.list", "{% assign a = a | push: a %}", "${a | join}"),
    data: { list: [1] },
  },
  {
    what: "lists within themselves, compared",
    template: `{% assign b = event.list %}${doubling("event.list", "{% assign a = a | push: a %}{% assign b = b | push: b %}", "{% if a == b %}x{% endif %}")}`,
    data: { list: [1] },
  },
  {
    what: "groups of groups",
    template: doubling("event.list", "{% assign a = a | concat: a | group_by: 'name' %}", "${a | json}"),
    data: { list: [{ name: "n" }] },
  },
  {
    what: "a long key many times",
    template: doubling("event.list", "{% assign a = a | concat: a %}", "${a | json | size}", 19),
    data: { list: [{ [LONG]: 1 }] },
  },
  {
    what: "a search that compares everything with everything",
    template: "{% if event.text contains event.part %}x{% endif %}",
    data: { text: LONG, part: `${"a".repeat(50_000)}b${"a".repeat(50_000)}` },
  },
  ...["split", "remove", "replace_first: event.part, 'x' | replace"].map((filter) => ({
    what: `the same by ${filter.split(":")[0]}`,
    template: `\${event.text | ${filter}: event.part}`,
    data: { text: LONG, part: `${"a".repeat(50_000)}b${"a".repeat(50_000)}` },
  })),
  {
    what: "dates with names of months",
    template: "{% for i in (1..100000) %}${event.at | date: '%B %A %B %A'}{% endfor %}",
    data: { at: "2024-05-28T12:56:40Z" },
  },
  {
    what: "time zones by name",
    template: "{% for i in (1..100000) %}${event.at | date: '%Y', 'Asia/Tokyo'}{% endfor %}",
    data: { at: "2024-05-28T12:56:40Z" },
  },
  {
    what: "a long path for each of many items",
    template: "${event.list | where: event.path | size}",
    data: { list: Array(20_000).fill({ a: 1 }), path: "a.".repeat(20_000) },
  },
  {
    what: "a long condition many times",
    template: `{% for i in (1..100000) %}{% if ${"event.x or ".repeat(300)}email == 'y' %}{% endif %}{% endfor %}`,
  },
  {
    what: "long texts compared many times",
    template: "{% for i in (1..100000) %}{% if event.one == event.other %}{% endif %}{% endfor %}",
    data: { one: `${LONG}x`, other: `${LONG}y` },
  },
  {
    what: "a long list sorted many times",
    template: "{% for i in (1..1000) %}{% assign a = event.list | sort_natural %}{% endfor %}",
    data: { list: Array.from({ length: 20_000 }, (_, index) => `item ${(index * 7_919) % 20_000}`) },
  },
];

/** They end at once, though they look as if they could not. */
export const HARMLESS: readonly Attack[] = [
  {
    what: "a range beyond what can be counted",
    template: "{% for i in (9007199254740992..9007199254740994) %}x{% endfor %}",
  },
  {
    what: "the same from values",
    template: "{% for i in (event.low..event.high) %}x{% endfor %}",
    data: { low: 2 ** 60, high: 2 ** 60 + 512 },
  },
  { what: "no range at all", template: "{% for i in (event..event) %}x{% endfor %}" },
  {
    what: "scripts that never end, as text",
    template: "${event.text | strip_html | size | times: 0}",
    data: { text: "<script<style<!--".repeat(10_000) },
  },
  {
    what: "blanks and dashes by the thousand",
    template: "${event.text | slugify | squish | truncatewords: 3 | strip_newlines | size | times: 0}",
    data: { text: " \r-".repeat(60_000) },
  },
];

const SIZE = 262_144;
const times = (text: string, length = SIZE) => text.repeat(Math.floor(length / text.length));

/** Templates as long as they may be, written to be slow to read or to overrun the stack. */
export const HARD_TO_PARSE: readonly Attack[] = [
  { what: "expressions that are never closed", template: times("${") },
  { what: "tags that are never closed", template: times("{%") },
  { what: "expressions without end", template: times("${a}") },
  { what: "merge tags without end", template: times("%EMAIL%") },
  { what: "percent signs", template: times("%a") },
  { what: "dollar signs", template: times("$") },
  { what: "references that go on", template: `$data${times(".a")}` },
  { what: "references that are none", template: times("$data.get('") },
  { what: "a name without end", template: `$data.a${times("a")}(` },
  { what: "brackets within brackets", template: `\${${times("a[", 3_900)}}` },
  { what: "closed brackets within brackets", template: `\${${times("a[", 2_600)}1${times("]", 1_300)}}` },
  { what: "quotes", template: `\${${times("'", 3_900)}}` },
  { what: "filters without end", template: `\${email${times("|upcase", 3_900)}}` },
  { what: "conditions without end", template: `{% if email %}${times("{% elsif a %}")}{% endif %}` },
  { what: "tags within tags", template: `${times("{% if a %}", SIZE / 2)}${times("{% endif %}", SIZE / 2)}` },
  {
    what: "loops within loops that change the place",
    template: `${'{% for i in a %}<a x="'.repeat(20)}\${a}${"{% endfor %}".repeat(20)}`,
  },
  { what: "text that is never closed", template: `{% raw %}${times("{% endraw")}` },
  { what: "comments within comments", template: times("{% comment %}") },
  { what: "blanks to cut off", template: times(`${" ".repeat(100)}\${- a -}`) },
  { what: "faults without end", template: times("${a|b}", 20_000) },
];
