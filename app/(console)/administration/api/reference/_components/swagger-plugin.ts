import type { Data, System } from "swagger-ui-dist/swagger-ui-es-bundle.js";
import { apiReference as t } from "@/texts/api-reference";

type Component = unknown;

const UNSEEN = { position: "absolute", width: 1, height: 1, overflow: "hidden", clipPath: "inset(50%)" };
const Nothing = () => null;
const nothing = () => Nothing;

/**
 * What swagger-ui does otherwise here: our page has the title, the search field and the one server, and a command that
 * is copied has to bring a key, since only this page has the session.
 */
export const inOurHouse = () => ({
  fn: { opsFilter: keepShown },
  wrapComponents: {
    InfoContainer: nothing,
    ServersContainer: nothing,
    FilterContainer: nothing,
    // A link within the button that opens its operation; the address says which one is open.
    DeepLink:
      (_: Component, { React }: System) =>
      ({ text }: { text: unknown }) =>
        React.createElement("span", null, text),
    TextArea:
      (TextArea: Component, { React }: System) =>
      (props: object) =>
        React.createElement(TextArea, { "aria-label": t.body, ...props }),
    ExamplesSelect:
      (ExamplesSelect: Component, { React }: System) =>
      (props: { showLabels?: boolean }) =>
        React.createElement(
          "label",
          null,
          props.showLabels === false && React.createElement("span", { style: UNSEEN }, t.example),
          React.createElement(ExamplesSelect, props),
        ),
    curl:
      (Curl: Component, { React }: System) =>
      ({ request, ...props }: { request: Data }) =>
        React.createElement(Curl, { ...props, request: withKey(request) }),
  },
  statePlugins: {
    layout: {
      wrapActions: {
        // Its own scrolling does not know of our header; the browser's heeds the scroll-margin of an operation.
        scrollToElement: () => (around: HTMLElement) =>
          (around.querySelector(".opblock") ?? around).scrollIntoView({ block: "start" }),
      },
    },
  },
});

/** What swagger-ui takes as the text to filter by. */
export const showOnly = (ids: Set<string>) => [...ids].join(" ") || "-";

function keepShown(chapters: Data, ids: string): Data {
  const shown = new Set(ids.split(" "));
  const isShown = (entry: Data) => shown.has(String(entry.getIn(["operation", "operationId"])));
  return chapters
    .map((chapter) => chapter.update("operations", (operations) => operations.filter(isShown)))
    .filter((chapter) => (chapter.get("operations")?.size ?? 0) > 0);
}

const withKey = (request: Data) =>
  request.getIn(["headers", "Authorization"])
    ? request
    : request.setIn(["headers", "Authorization"], t.keyInCommand);
