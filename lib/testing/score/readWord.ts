import type { Option, Scene } from './score.js';
import { wrong, type Line } from './line.js';

/** Reads the line `> word option=value ...` that stands between given and expected lanes. */
export function readWord(line: Line): Pick<Scene, 'word' | 'options'> {
  const [{ 0: word = '', index = 0 } = { index: 0 }, ...rest] = line.text.slice(1).matchAll(/\S+/g);
  if (!/^[A-Za-z]\w*$/.test(word)) throw wrong(line, index + 1, `'${word}' is no word`, "write '> word option=value'");
  const options: Option[] = [];
  for (const { 0: text, index: place } of rest) {
    const complain = (problem: string): Error => wrong(line, place + 1, problem, "options are 'name=value', each once");
    const [, name, value] = /^([A-Za-z]\w*)=(.+)$/.exec(text) ?? [];
    if (!name || !value) throw complain(`'${text}' is no option`);
    if (options.some((option) => option.name === name)) throw complain(`'${name}' is given twice`);
    options.push({ name, text: value });
  }
  return { word, options };
}
