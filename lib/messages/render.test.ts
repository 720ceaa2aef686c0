import { describe, expect, it } from "vitest";
import type { TemplateScope } from "@/lib/templates/names";
import { compileMessage } from "./compile";
import { renderMessage } from "./render";
import type { Content } from "./schema";

const LINK = "https://tidings.example.com/unsubscribe/abc?mail=1&x=2";
const scope: TemplateScope = {
  contact: { id: "7", email: "ada@example.org", properties: { city: "Québec & Co", Empty: "" } },
  event: { data: { html: "<b>bold</b>", two: "a\nb" } },
  now: Date.parse("2026-03-02T10:00:00.000Z"),
};

function render(content: Partial<Content>, more: Partial<TemplateScope> = { unsubscribeUrl: LINK }) {
  const compiled = compileMessage({ subject: "Hello", text: "", html: "", ...content }, []);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
  return renderMessage(compiled.message, { ...scope, ...more });
}

function mail(content: Partial<Content>, more?: Partial<TemplateScope>) {
  const rendered = render(content, more);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.faults));
  return rendered.mail;
}

describe("the text of a message", () => {
  it.each([
    ["<p>Hello ${city}</p><p>Bye</p>", "Hello Québec & Co\n\nBye"],
    ['<a href="https://acme.example/a">Shop</a>', "Shop [https://acme.example/a]"],
    ['<a href="https://acme.example/">https://acme.example/</a>', "https://acme.example/"],
    ['<p>Look<img src="https://acme.example/a.png" alt="a picture"></p>', "Look"],
    ["<table><tr><td>A</td><td>B</td></tr></table>", "A   B"],
    ["<h1>Big</h1><ul><li>One</li><li>Two</li></ul>", "BIG\n\n * One\n * Two"],
    ["<p>${event.html}</p>", "<b>bold</b>"],
  ])("where it is empty, is made of %s", (html, text) => {
    expect(mail({ html }, {}).text).toBe(text);
  });

  it("stays as it is written where it is not", () => {
    expect(mail({ text: "In short", html: "<p>At length</p>" }, {})).toMatchObject({
      ...{ text: "In short", html: "<p>At length</p>" },
    });
    expect(mail({ text: "Alone" }, {}).html).toBe("");
    expect(mail({ text: "Alone", html: "  \n " }, {}).html).toBe("");
  });
});

it("loses what no mail program can show, wherever it comes from", () => {
  const more = { event: { data: { odd: "a\u0000b\u0007c\td\r\ne\u007f\u009bf" } } };
  const made = mail({ subject: "${event.odd}", text: "${event.odd}", html: "<p>${event.odd}</p>" }, more);
  expect(made).toEqual({ subject: "abc d ef", text: "abc\td\r\nef", html: "<p>abc\td\r\nef</p>" });
});

describe("RFC 8058: the link at its end", () => {
  const footer = 'href="https://tidings.example.com/unsubscribe/abc?mail=1&amp;x=2"';

  it.each([
    ["<body><p>Hi</p></body>", /<p>Hi<\/p><p style="[^"]*"><a [^>]*>Unsubscribe<\/a><\/p><\/body>$/],
    ["<html><BODY>Hi</BODY ></html>", /Hi<p style="[^"]*"><a [^>]*>Unsubscribe<\/a><\/p><\/BODY ><\/html>$/],
    ["<p>Hi</p>", /^<p>Hi<\/p>\n<p style="[^"]*"><a [^>]*>Unsubscribe<\/a><\/p>$/],
  ])("stands within %s", (html, where) => {
    const made = mail({ html });
    expect(made.html).toMatch(where);
    expect(made.html).toContain(footer);
    expect(made.html.match(/Unsubscribe/g)).toHaveLength(1);
  });

  it("stands below the text, under the line that begins a signature", () => {
    expect(mail({ text: "Hi\n\n" }).text).toBe(`Hi\n\n-- \nUnsubscribe: ${LINK}\n`);
    expect(mail({ html: "<p>Hi</p>" }).text).toBe(`Hi\n\n-- \nUnsubscribe: ${LINK}\n`);
    expect(mail({ text: "Hi" }).html).toBe("");
  });

  it.each([
    { text: "Stop: ${unsubscribeUrl}" },
    { html: '<p><a href="${unsubscribeUrl}">Stop</a></p>' },
    { text: "{% if city %}${unsubscribeUrl}{% endif %}" },
  ])("is not added to what has one of its own, %j", (content) => {
    const { text, html } = mail(content);
    expect(`${text}${html}`).not.toContain("Unsubscribe");
    expect(text).toContain("https://tidings.example.com/unsubscribe/abc");
  });

  it("is added to the part that has none, for readers see one of the two", () => {
    const ofText = mail({ text: "Stop: ${unsubscribeUrl}", html: "<p>Hi</p>" });
    expect([ofText.text, ofText.html]).toEqual([`Stop: ${LINK}`, expect.stringContaining(footer)]);
    const ofHtml = mail({ text: "Hi", html: '<p><a href="${unsubscribeUrl}">Stop</a></p>' });
    expect(ofHtml.text).toBe(`Hi\n\n-- \nUnsubscribe: ${LINK}\n`);
    expect(ofHtml.html).not.toContain("Unsubscribe");
  });

  it("is added where its own is not written for this reader", () => {
    const { text } = mail({ text: "Hi{% if Empty != '' %} ${unsubscribeUrl}{% endif %}" });
    expect(text).toBe(`Hi\n\n-- \nUnsubscribe: ${LINK}\n`);
  });

  it("is not there where the message is transactional, nor is its own", () => {
    const { text, html } = mail({ text: "Hi ${unsubscribeUrl}.", html: "<p>Hi</p>" }, {});
    expect([text, html]).toEqual(["Hi .", "<p>Hi</p>"]);
  });
});

describe("what keeps a message from being made", () => {
  it.each([
    ["an empty subject", { subject: "", text: "Hi" }, [{ path: "subject", message: "is empty" }]],
    ["one that comes out empty", { subject: " ${Empty} ", text: "Hi" }, [{ path: "subject" }]],
    ["nothing to read", { text: " ", html: "\n" }, [{ path: "text", message: "and HTML are both empty" }]],
    ["nothing left to read", { text: "${Empty}" }, [{ path: "text" }]],
    ["neither", { subject: "", text: "" }, [{ path: "subject" }, { path: "text" }]],
  ])("is %s", (_, content, faults) => {
    const rendered = render(content);
    expect(rendered).toMatchObject({ ok: false, faults });
    if (!rendered.ok) for (const { remedy } of rendered.faults) expect(remedy).toMatch(/^[A-Z].*\.$/);
  });

  const half = "{% for i in (1..90000) %}{% endfor %}done";

  it("is work without end, of subject, text and HTML together", () => {
    expect(render({ text: half })).toMatchObject({ ok: true });
    expect(render({ html: half })).toMatchObject({ ok: true });
    expect(render({ text: half, html: half })).toMatchObject({
      ...{ ok: false, faults: [{ path: "html", message: expect.stringMatching(/^line 1, column 1: /) }] },
    });
  });

  it("is told with its place once", () => {
    const faults = [{ path: "html", message: expect.stringMatching(/^line 1, column 1: (?!line)/) }];
    expect(render({ text: half, html: half })).toMatchObject({ ok: false, faults });
    const refused = compileMessage({ subject: "Hello", text: "Hi\n{% if %}", html: "" }, []);
    const message = "line 2, column 6: there is nothing to write";
    expect(refused).toMatchObject({ ok: false, faults: [{ path: "text", message }] });
  });
});

describe("the subject of a message", () => {
  it.each([
    ["  Hello   ${city} ", "Hello Québec & Co"],
    ["${event.two}", "a b"],
    ["${event.html}", "<b>bold</b>"],
    ["x${'y' | append: 'z'}", "xyz"],
  ])("%s is one line: %s", (subject, one) => {
    expect(mail({ subject, text: "Hi" }).subject).toBe(one);
  });

  it("is cut where it is longer than mail programs take", () => {
    const more = { event: { data: { long: "é".repeat(600) } } };
    expect(mail({ subject: "${event.long}", text: "Hi" }, more).subject).toBe("é".repeat(500));
    const smiles = { event: { data: { long: `a${"\u{1F600}".repeat(300)}` } } };
    expect(mail({ subject: "${event.long}", text: "Hi" }, smiles).subject.isWellFormed()).toBe(true);
  });
});
