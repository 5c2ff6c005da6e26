/** The parts of the screen, in their order. */
export const PARTS = ['waiting', 'receipts', 'compare'] as const;

export type Part = (typeof PARTS)[number];
