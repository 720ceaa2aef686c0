/** The part that the benches use; the package has no types of its own. */
declare module "autocannon" {
  interface Options {
    url: string;
    method: string;
    body: string;
    connections: number;
    /** Seconds. */
    duration?: number;
    /** How many requests, in place of a duration; then it ends with a whole second. */
    amount?: number;
    headers: Record<string, string>;
    /** Each `[<id>]` of the body becomes another one in every request. */
    idReplacement?: boolean;
  }
  interface Result {
    "2xx": number;
    non2xx: number;
    errors: number;
    /** Seconds. */
    duration: number;
    latency: { p50: number; p99: number; max: number };
  }
  export default function autocannon(options: Options): Promise<Result>;
}
