import { describe, expect, it } from "vitest";
import { rendered, SCOPE } from "./rendered.fixture";

const CONTACT = { id: "1353", email: "john.doe@example.org", properties: {} };
const withProperties = (properties: Record<string, string>) => ({ contact: { ...CONTACT, properties } });
const ANSWERS = {
  contacts_get_by_email: [{ id: 4711.0, name: "John" }],
  WH5: { promocode: "SPRING-15" },
  "Any name": { "the code": ["x"] },
};

describe("an expression", () => {
  it.each([
    ["decision 18: a field of the contact by its name", "${email}", "john.doe@example.org"],
    ["decision 18: a field of the contact, said so", "${contact.email}", "john.doe@example.org"],
    ["S4.17: a parameter of the event", "${orderId}", "O-7"],
    ["S4.17: a parameter of the event, said so", "${event.orderId}", "O-7"],
    ["S4.2: the contact's id", "${contact.id}", "1353"],
    ["S4.5: an additional field, by its code", "${contact.f_City} ${f_City}", "Québec Québec"],
    ["a field of type e-mail is the contact's address", "${contact.f_EMail}", "john.doe@example.org"],
    ["a property of any name, in brackets", "${contact['shoe size']}", "42"],
    [
      "S4.23: a standard field, whatever the platform calls its property",
      "${contact.city} ${firstname}",
      "Québec John",
    ],
    [
      "an item of a list, counted from 0 and from the end",
      "${event.items[1].sku}${event.items[-2].sku}",
      "ba",
    ],
    [
      "Liquid's size, first and last",
      "${event.items.size} ${event.items.first.sku} ${event.items.last.sku}",
      "2 a b",
    ],
    ["decision 18: filters", "${firstname | upcase | append: '!'}", "JOHN!"],
    ["a default for what is missing", "${phone | default: 'none'}", "none"],
    [
      "numbers, true and false, null and lists as text",
      "${total} ${newsletter} [${nothing}] ${items}",
      '12.5 true [] [{"sku":"a"},{"sku":"b"}]',
    ],
    ["what is missing as nothing", "[${phone}${contact.a.b.c}${event.x}]", "[]"],
    ["conditions", "{% if total > 10 and newsletter %}much{% else %}little{% endif %}", "much"],
    [
      "loops",
      "{% for item in event.items %}${item.sku}${forloop.index}{% unless forloop.last %},{% endunless %}{% endfor %}",
      "a1,b2",
    ],
    [
      "loops over numbers, parts of lists and backwards",
      "{% for i in (1..4) limit: 3 offset: 1 reversed %}${i}{% endfor %}",
      "432",
    ],
    [
      "loops that are left early, or have nothing to go through",
      "{% for i in (1..9) %}{% if i == 3 %}{% break %}{% endif %}{% if i == 1 %}{% continue %}{% endif %}${i}{% endfor %}{% for i in event.none %}x{% else %}none{% endfor %}",
      "2none",
    ],
    [
      "choices",
      "{% case orderId %}{% when 'O-6', 'O-7' %}six or seven{% else %}other{% endcase %}",
      "six or seven",
    ],
    [
      "names of its own",
      "{% assign sum = total | times: 2 %}{% capture text %}<${sum}>{% endcapture %}${text}",
      "<25>",
    ],
    [
      "text that looks like an expression",
      "{% raw %}${email} %EMAIL% {% if %}{% endraw %}",
      "${email} %EMAIL% {% if %}",
    ],
    ["comments", "a{% comment %} ${email} {% endcomment %}{% # nothing %}b", "ab"],
    [
      "white space that is cut off",
      "a  {%- if email -%}  b  {%- endif -%}  c ${- email -}  d",
      "abcjohn.doe@example.orgd",
    ],
  ])("writes %s", (_, template, text) => {
    expect(rendered(template)).toBe(text);
  });

  it.each([
    ["the parameter, by its name alone", "${email}", "event@example.org"],
    ["the contact's, where that is said", "${contact.email}", "john.doe@example.org"],
    ["the contact's standard field, whose merge tag has another name", "%EMAIL%", "john.doe@example.org"],
    ["the parameter, for a merge tag of the same name", "%f_City%", "Lyon"],
  ])("decision 20, S4.39: of a parameter and a field of one name writes %s", (_, template, text) => {
    const event = { data: { email: "event@example.org", f_City: "Lyon" } };
    expect(rendered(template, { event })).toBe(text);
  });

  it("decision 20: lets a parameter without a value hide the field, too", () => {
    expect(rendered("[${email}]", { event: { data: { email: null } } })).toBe("[]");
  });

  it("reads contact, event and data whatever the event's parameters are called", () => {
    const event = { data: { contact: "c", event: "e", email: "p" } };
    expect(rendered("${contact.id} ${event.event} ${email}", { event })).toBe("1353 e p");
  });

  it("goes through a contact's fields, the standard ones under their own names", () => {
    const template = "{% for pair in contact %}${pair[0]}=${pair[1]};{% endfor %}";
    expect(rendered(template)).toContain("id=1353;email=john.doe@example.org;firstname=John;");
  });

  it("has nothing to write without a contact and an event, and says so by no error", () => {
    expect(rendered("[${email}${event.x}${contact.id}%EMAIL%]", { contact: null, event: null })).toBe("[]");
  });

  it.each([
    ["2024-05-28", "${'now' | date: '%Y-%m-%d'}"],
    ["2024-05-28T12:56:40Z", "${'today' | date}"],
    ["Tue, 28 May 2024 12:56:40 +0000", "${'now' | date_to_rfc822}"],
    ["1 May 2024", "${'2024-05-01T23:30:00Z' | date: '%-d %B %Y'}"],
  ])("writes the time of the request, in UTC and English wherever it runs: %s", (text, template) => {
    expect(rendered(template)).toBe(text);
  });
});

describe("a merge tag", () => {
  it.each([
    [
      "S4.17: of the standard fields as platforms print them",
      "%EMAIL% %CONTACT_ID% %TOWN% %FIRSTNAME%",
      "john.doe@example.org 1353 Québec John",
    ],
    ["of a field of the data center, by its exact code", "%f_City%", "Québec"],
    ["after another percent sign", "100%%f_City%", "100%Québec"],
  ])("decision 18: is accepted %s", (_, template, text) => {
    expect(rendered(template)).toBe(text);
  });

  it.each([
    ["a code in other letters", "%F_CITY% %f_city% %email%"],
    ["a code that no field has", "%NOPE% %city%"],
    ["two hexadecimal digits, which are a percent-encoding", "%AB%20%C3%A4"],
    ["a single percent sign", "100 % of %"],
    ["signs between", "%f_City %"],
  ])("decision 18: is no %s", (_, template) => {
    expect(rendered(template, withProperties({ AB: "x", f_City: "y" }))).toBe(template);
  });
});

describe("a printed reference", () => {
  it.each([
    ["S4.36", "$data.get('WH5').get('promocode')", "SPRING-15"],
    ["S4.35", "$!mathTool.toInteger($data.contacts_get_by_email.get(0).id)", "4711"],
    ["decision 18", "$data.contacts_get_by_email.get(0).name", "John"],
    ["decision 18", '$data.get("Any name").get("the code").get(0)', "x"],
    ["profiles 19", "${data['Any name']['the code'][0]}", "x"],
    [
      "decision 18",
      "$!data.get('WH5').get('nothing')$!mathTool.toInteger($data.get('WH5').get('promocode'))",
      "",
    ],
    ["S4.36", "Your code: $data.get('WH5').get('promocode'). Enjoy!", "Your code: SPRING-15. Enjoy!"],
    ["S4.35", "$mathTool.toInteger( $!data.n.get('x') )", "-3"],
  ])("%s: %s is read where answers are there", (_, template, text) => {
    expect(rendered(template, { answers: { ...ANSWERS, n: { x: "-3.9" } } })).toBe(text);
  });

  it("stays as it is written where the value is missing, as in Velocity, but with $! it is nothing", () => {
    const missing = "$data.get('WH6').get('x')";
    expect(rendered(missing, { answers: ANSWERS })).toBe(missing);
    expect(rendered("$mathTool.toInteger($data.WH5.promocode)", { answers: ANSWERS })).toBe(
      "$mathTool.toInteger($data.WH5.promocode)",
    );
    expect(rendered("$!data.get('WH6').get('x')", { answers: ANSWERS })).toBe("");
  });

  it.each(["$5", "$name", "$database.x", "$data", "$data.", "$mathTool", "$!", "US$data", "$data's"])(
    "is not what only looks like one: %s",
    (text) => {
      expect(rendered(text, { answers: ANSWERS })).toBe(text);
    },
  );

  it("is written for where it stands, like every value", () => {
    const answers = { a: { b: 'say "hi"' } };
    const json = rendered('{"x":"$data.get(\'a\').get(\'b\')","y":$data.a.b}', { answers, medium: "json" });
    expect(JSON.parse(json)).toEqual({ x: 'say "hi"', y: 'say "hi"' });
  });
});

it("renders the same template for one contact after the other, each for itself", () => {
  const other = { ...SCOPE, contact: { id: "2", email: "eve@example.org", properties: {} } };
  expect(rendered("{% assign x = email %}${x}${city}", other)).toBe("eve@example.org");
  expect(rendered("{% assign x = email %}${x}${city}")).toBe("john.doe@example.orgQuébec");
});
