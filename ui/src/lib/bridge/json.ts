import type { JsonValue } from './JsonValue';

/** A group of fields as a form holds it. */
export type JsonObject = { [key: string]: JsonValue };
