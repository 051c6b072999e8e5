import { coloured, plain, type Paint } from './paint.js';

/** Where a command writes; `process.stdout` is one. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Of the terminal. */
  readonly columns?: number;
}

/** Lines that stay, and under them some that are redrawn. */
export interface Screen {
  readonly paint: Paint;
  /** In columns; at most 78. */
  readonly width: number;
  print(...lines: readonly string[]): void;
  /** Draws these in place of the live lines before them; nothing where there is no terminal. */
  live(...lines: readonly string[]): void;
  /** Takes the live lines away and gives the cursor back. */
  close(): void;
}

const widest = 78;
const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';

/** A screen without a single control character: for pipes, files and `--plain`. */
export function plainScreen(output: Output): Screen {
  return {
    paint: plain,
    width: widest,
    print: (...lines) => void output.write(lines.map((line) => `${line}\n`).join('')),
    live: () => undefined,
    close: () => undefined,
  };
}

/** A screen for terminals: colours, live lines, and no cursor until `close`, which an exit of the process does too. */
export function terminalScreen(output: Output): Screen {
  let drawn: readonly string[] = [];
  const erase = () => (drawn.length > 0 ? `\u001b[${drawn.length}A\r\u001b[J` : '');
  const draw = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
  const close = () => {
    output.write(erase() + showCursor);
    drawn = [];
    process.off('exit', close);
  };

  process.on('exit', close);
  output.write(hideCursor);
  return {
    paint: coloured,
    get width() {
      return Math.min(widest, (output.columns ?? 80) - 1);
    },
    print: (...lines) => void output.write(erase() + draw(lines) + draw(drawn)),
    live(...lines) {
      output.write(erase() + draw(lines));
      drawn = lines;
    },
    close,
  };
}

/** A screen for terminals where `output` is one, unless plain text is asked for: by `isPlain`, `NO_COLOR` or `TERM=dumb`. */
export function screenFor(
  output: Output,
  { NO_COLOR, TERM }: Readonly<Record<string, string | undefined>>,
  isPlain: boolean,
): Screen {
  return isPlain || !output.isTTY || !!NO_COLOR || TERM === 'dumb' ? plainScreen(output) : terminalScreen(output);
}
