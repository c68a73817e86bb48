/** What JSON lets stand, but ends a line or steers a terminal where it is read: C1 controls, line separators, changes of direction. */
const misleading = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** `\u001b` and the like. */
export const escapeCharacter = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON with the same meaning that misleads no terminal and has no line separator in it. */
export const printableJson = (json: string): string => json.replace(misleading, escapeCharacter);
