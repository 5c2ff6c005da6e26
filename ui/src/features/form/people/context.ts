/** Under what a form keeps the people who are known already, and the box for scans. */
import type { Standing } from './persons';

export const PEOPLE = Symbol('people');
export const SCAN = Symbol('scan');
export const GO_ON = Symbol('go on');
/** Leads to the note beside a person, if it asks something. */
export const TO_NOTE = Symbol('to note');
/** `from`: only while the focus is still there. */
export type ToNote = (standing: Standing, from?: Element) => Promise<void>;
/** Opens the box into which a card is scanned for somebody. */
export type OpenScan = (standing: Standing) => void;
