/** An address or path with parameters appended to its query, their values as they are to stand there; a fragment stays behind. */
export function withQuery(url: string, parameters: readonly (readonly [string, string])[]): string {
  if (parameters.length === 0) return url;
  const [, address = "", fragment = ""] = /^([^#]*)(#.*)?$/s.exec(url) ?? [];
  const pairs = parameters.map(([name, value]) => `${encodeURIComponent(name)}=${value}`).join("&");
  const joint = !address.includes("?") ? "?" : /[?&]$/.test(address) ? "" : "&";
  return address + joint + pairs + fragment;
}
