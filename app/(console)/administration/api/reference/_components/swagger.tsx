"use client";

import "swagger-ui-dist/swagger-ui.css";
import { Box, useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import SwaggerUi, { type System } from "swagger-ui-dist/swagger-ui-es-bundle.js";
import type { ApiDocument } from "@/lib/api/queries";
import classes from "./swagger.module.css";
import { inOurHouse, showOnly } from "./swagger-plugin";

interface Props {
  document: ApiDocument;
  /** The ids of the operations to show. */
  shown: Set<string>;
}

/** swagger-ui with a React of its own, in a node of its own. */
export function Swagger({ document, shown }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [swagger, setSwagger] = useState<System>();
  useDarkMode();
  useEffect(() => {
    const node = window.document.createElement("div");
    place.current?.append(node);
    dropMalformedHash();
    const system = SwaggerUi({ ...OPTIONS, domNode: node, spec: document });
    setSwagger(system);
    // Links of this page to one of its operations.
    const follow = () => {
      dropMalformedHash();
      const hash = decodeURIComponent(window.location.hash);
      const operation = node.querySelector(`.opblock[id$="-${CSS.escape(hash.split("/").at(-1) ?? "")}"]`);
      if (operation) scrollWhenOpen(operation);
      system.layoutActions.parseDeepLinkHash(hash);
    };
    window.addEventListener("hashchange", follow);
    return () => {
      window.removeEventListener("hashchange", follow);
      node.remove();
    };
  }, [document]);
  useEffect(() => {
    swagger?.layoutActions.updateFilter(showOnly(shown));
  }, [swagger, shown]);
  return <Box ref={place} className={classes.place} hidden={shown.size === 0} />;
}

const OPTIONS = {
  plugins: [inOurHouse],
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: -1,
  displayRequestDuration: true,
  persistAuthorization: false,
  // Else the document would be sent to a site of swagger's to be judged.
  validatorUrl: null,
  // Its colours can't be read on every ground; the console's other code has none either.
  syntaxHighlight: { activated: false },
};

/** swagger-ui opens an operation that is on the page already without going there. */
function scrollWhenOpen(operation: Element) {
  const scroll = () => operation.scrollIntoView({ block: "start" });
  if (operation.classList.contains("is-open")) return scroll();
  const observer = new MutationObserver(() => {
    observer.disconnect();
    scroll();
  });
  observer.observe(operation, { attributeFilter: ["class"] });
}

/** A shared address must never fail, and swagger-ui throws where the fragment is not encoded as URLs need it. */
function dropMalformedHash() {
  const { hash, pathname, search } = window.location;
  try {
    decodeURIComponent(hash);
  } catch {
    window.history.replaceState(null, "", pathname + search);
  }
}

/** swagger-ui is dark where the document has this class. */
function useDarkMode() {
  const scheme = useComputedColorScheme("light");
  useEffect(() => {
    const { classList } = window.document.documentElement;
    classList.toggle("dark-mode", scheme === "dark");
    return () => classList.remove("dark-mode");
  }, [scheme]);
}
