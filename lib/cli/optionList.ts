/** An option of a command: for the parser, for the help, and for the page about it. */
export interface Flag {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: boolean;
  readonly default?: string;
  /** What the help calls its value. */
  readonly value?: string;
  /** One clause for the help and the page. */
  readonly text: string;
}

const columns = 80;

/** `text` in lines, each of them behind so many spaces. */
export function wrapped(text: string, margin: number): string[] {
  const lines = text.match(new RegExp(`\\S.{0,${columns - margin - 1}}(?= |$)`, 'g')) ?? [];
  return lines.map((line) => ' '.repeat(margin) + line);
}

/** The options as the help lists them. */
export function optionList(flags: Readonly<Record<string, Flag>>): string {
  const options = Object.entries(flags).map(([name, flag]) => {
    const option = `  --${name}${flag.value === undefined ? '' : ` ${flag.value}`}`;
    const notes = [
      ...(flag.default === undefined ? [] : [`default ${flag.default}`]),
      ...(flag.multiple ? ['may be given again'] : []),
    ];
    const text = notes.length === 0 ? flag.text : `${flag.text} (${notes.join(', ')})`;
    return option + wrapped(text, 26).join('\n').slice(option.length);
  });
  return options.join('\n');
}
