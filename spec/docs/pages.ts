import { readFileSync, readdirSync } from 'node:fs';

/** A text file of the repository. */
export interface Page {
  readonly file: string;
  readonly text: string;
}

const read = (file: string): Page => ({ file, text: readFileSync(file, 'utf8') });
const files = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => `${folder}/${file}`);

/** What a reader is shown. */
export const pages = (): Page[] => ['README.md', 'CONTRIBUTING.md', ...files('docs', '.md')].map(read);

/** The sources of the library. */
export const sources = (): Page[] => files('lib', '.ts').map(read);

/** A page without its blocks of code, which keep their lines. */
export const proseOf = ({ text }: Page): string =>
  text.replace(/^```.*?^```$/gms, (block) => block.replace(/[^\n]/g, ''));
