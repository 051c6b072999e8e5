import { ReplaySubject, filter, firstValueFrom, timeout, type Observable } from 'rxjs';

/** What a program writes, by lines. */
export interface LineReader {
  /** Its lines so far. */
  readonly lines: readonly string[];
  /** The first line that matches, told already or not; errors after 20 s. */
  line(pattern: RegExp): Promise<string>;
  write(text: string): void;
}

const bound = 20_000;

export function lineReader(): LineReader {
  const lines$ = new ReplaySubject<string>();
  const lines: string[] = [];
  let rest = '';
  return {
    lines,
    line: (pattern) =>
      firstValueFrom(
        (lines$ as Observable<string>).pipe(
          filter((each) => pattern.test(each)),
          timeout({
            first: bound,
            with: () => Promise.reject(new Error(`no ${String(pattern)} in\n${lines.join('\n')}`)),
          }),
        ),
      ),
    write(text) {
      const [first = '', ...others] = text.split('\n');
      const whole = [rest + first, ...others];
      rest = whole.pop() ?? '';
      for (const each of whole) {
        lines.push(each);
        lines$.next(each);
      }
    },
  };
}
