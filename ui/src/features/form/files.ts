/** Files as they come from the clipboard or from a drop. */

/** The files in a paste or a drop; a pasted picture gets a name by which people find it again. */
export function filesOf(
  transfer: DataTransfer | null,
  name: (time: string) => string,
  now = new Date(),
): File[] {
  return [...(transfer?.files ?? [])].map((file) =>
    isNameless(file) ? renamed(file, name(clock(now))) : file,
  );
}

/** Whether something that is dragged holds files. */
export function holdsFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false;
}

/** Browsers call every copied picture so. */
function isNameless(file: File): boolean {
  return /^image\.(png|jpe?g)$/i.test(file.name);
}

function renamed(file: File, name: string): File {
  const ending = file.name.slice(file.name.lastIndexOf('.'));
  return new File([file], `${name}${ending}`, { type: file.type, lastModified: file.lastModified });
}

function clock(now: Date): string {
  return [now.getHours(), now.getMinutes(), now.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join('.');
}
