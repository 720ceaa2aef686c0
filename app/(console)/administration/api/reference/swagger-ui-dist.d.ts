/** What we use of swagger-ui, which comes without types. Maps and lists are those of its own Immutable. */
declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  export interface Data {
    get(key: string): Data | undefined;
    getIn(path: string[]): unknown;
    setIn(path: string[], value: unknown): Data;
    update(key: string, change: (value: Data) => Data): Data;
    map(change: (value: Data) => Data): Data;
    filter(keep: (value: Data) => boolean): Data;
    readonly size: number;
  }

  export interface System {
    React: { createElement(component: unknown, props: unknown, ...children: unknown[]): unknown };
    layoutActions: {
      updateFilter(text: string): void;
      parseDeepLinkHash(hash: string): void;
    };
  }

  export default function SwaggerUi(options: Record<string, unknown>): System;
}
