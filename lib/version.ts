/** Of the product and of the API's document; package.json has the same (lib/api/openapi.test.ts). */
export const VERSION = "0.1.0";
