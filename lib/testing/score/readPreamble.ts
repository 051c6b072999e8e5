import { durationForm, readDuration } from './duration.js';
import { laneText } from './readLane.js';
import type { Naming, Preamble } from './score.js';
import { wrong, type Line } from './line.js';

/** What the lines say up to the first lane or `>`, and the lines from there on. */
export function readPreamble(lines: readonly Line[]): { preamble: Preamble; rest: readonly Line[] } {
  const first = lines.findIndex((line) => line.text.startsWith('>') || laneText(line));
  const head = first < 0 ? lines : lines.slice(0, first);
  const prose: string[] = [];
  const proves: string[] = [];
  const where: Naming[] = [];
  let tempo: Preamble['tempo'] = null;
  let tie = false;

  for (const line of head) {
    const [, word = '', rest = ''] = /^(proves|where|tempo|tie)\b *(.*)$/.exec(line.text) ?? [];
    if (word === 'proves') proves.push(...readClauses(line, rest));
    else if (word === 'where') where.push(readNaming(line, rest, where));
    else if (word === 'tempo') tempo = readTempo(line, rest);
    else if (word === 'tie' && rest === '') tie = true;
    else if (line.text.startsWith('#'))
      throw wrong(line, 0, 'a heading in the wrong place', "'# Title' is the first line, '## scene' begins a scene");
    else prose.push(line.text);
  }
  return { preamble: { prose: trimmed(prose), proves, where, tempo, tie }, rest: lines.slice(head.length) };
}

function readClauses(line: Line, text: string): string[] {
  const clauses = text.split(/ +/);
  const odd = clauses.find((clause) => !/^[A-Z]{3}-\d+$/.test(clause));
  if (odd !== undefined)
    throw wrong(
      line,
      line.text.indexOf(odd, 6),
      `'${odd}' is no clause`,
      "a clause is written 'LIV-2', with spaces between",
    );
  return clauses;
}

function readNaming(line: Line, text: string, known: readonly Naming[]): Naming {
  const [, mark, list] = /^([A-Za-z0-9]) = (\S.*)$/.exec(text) ?? [];
  if (!mark || !list)
    throw wrong(
      line,
      6,
      `'${text}' names nothing`,
      "write 'where z = lost, offline' (a prose line cannot begin with 'where')",
    );
  const values = list.split(/ *, */);
  if (values.includes(''))
    throw wrong(line, 6, 'a value is missing', "values stand between commas: 'where z = lost, offline'");
  if (known.some((naming) => naming.mark === mark))
    throw wrong(line, 6, `'${mark}' has a meaning already`, 'a letter has one');
  const same = known.find((naming) => naming.values.join() === values.join());
  if (same) throw wrong(line, 6, `'${same.mark}' stands for this already`, 'one letter is enough');
  return { mark, values };
}

function readTempo(line: Line, text: string): Preamble['tempo'] {
  const ms = readDuration(text);
  if (ms === undefined || ms === Infinity || ms <= 0) {
    throw wrong(
      line,
      6,
      `'${text}' is no length of a column`,
      `a tempo is ${durationForm}, above 0 (a prose line cannot begin with 'tempo')`,
    );
  }
  return { text, ms };
}

/** Without the empty lines at both ends, and never two of them in a row. */
function trimmed(prose: readonly string[]): string[] {
  const kept = prose.filter((text, index) => text !== '' || (prose[index - 1] ?? '') !== '');
  return kept.slice(0, kept.at(-1) === '' ? -1 : undefined);
}
