/** The code as it is read over the phone: in short groups. */

/** `LS07-261121-K7M2QX-4` as `LS07-`, `261121-`, `K7M`, `2QX`, `-4`; joined they are the code again. */
export function spoken(code: string): string[] {
  const parts = /^([^-]+-)(\d{6}-)([0-9A-Z]{3})([0-9A-Z]{3})(-[0-9A-Z])$/.exec(code);
  return parts ? parts.slice(1) : [code];
}
