import { cookies, headers } from "next/headers";
import { isSecureContext } from "@/lib/env";
import type { Instance } from "@/lib/instance";
import { CLIENT_HEADER, toldAddress } from "./client-address";
import { DEVICE_SECONDS, newDeviceCookie } from "./known-device";

/** The browser that asks, before anybody is signed in. */
export interface Client {
  /** For better-auth: the request's, with an address that can be believed or none. */
  headers: Headers;
  address: string | null;
  deviceCookie: string | undefined;
}

export async function currentClient(tidings: Instance): Promise<Client> {
  const own = new Headers(await headers());
  const address = toldAddress(tidings, own);
  if (address) own.set(CLIENT_HEADER, address);
  else own.delete(CLIENT_HEADER);
  return { headers: own, address, deviceCookie: (await cookies()).get(deviceCookieName(tidings))?.value };
}

/** From now on this browser has a budget of its own for signing in as this person. */
export async function rememberDevice(tidings: Instance, client: Client, email: string): Promise<void> {
  const value = newDeviceCookie(tidings, email, client.deviceCookie);
  (await cookies()).set(deviceCookieName(tidings), value, {
    httpOnly: true,
    secure: isSecureContext(tidings.env.PUBLIC_URL),
    sameSite: "lax",
    path: "/",
    maxAge: DEVICE_SECONDS,
  });
}

const deviceCookieName = ({ env }: Instance) =>
  isSecureContext(env.PUBLIC_URL) ? "__Host-tidings_device" : "tidings_device";
