import { v7 } from "uuid";

/** A UUIDv7: sorts by the time it was made, which runs, events and deliveries rely on. */
export const newId = () => v7();

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text may be compared with an id column; PostgreSQL refuses other texts there. */
export const isId = (text: string) => SHAPE.test(text);
