/**
 * Controls, invisible characters, halves of characters and line breaks of every kind: what others send must not forge a line, nor reach the
 * terminal of who reads it.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** `text` with what is not printable as `\u001b` is written in JSON. */
export const printable = (text: string): string => text.replace(unprintable, escaped);

/** `value` as JSON that is printable; `replacer` as in `JSON.stringify`. */
export const printableJson = (value: unknown, replacer?: (key: string, value: unknown) => unknown): string =>
  printable(JSON.stringify(value, replacer));

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, unit) => {
    return `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`;
  }).join('');
}
