// @ts-check
import { fork } from 'node:child_process';
import { once } from 'node:events';

/**
 * A process that runs `file`, which answers by `answering`: one question at a time.
 * @param {string} file
 * @param {readonly string[]} [args]
 */
export function asked(file, args = []) {
  const child = fork(new URL(file, import.meta.url), args, { execArgv: [], serialization: 'advanced' });
  child.once('exit', (code) => {
    if (code) throw new Error(`${file} ${args.join(' ')} ended with ${code}`);
  });
  return {
    /** @param {string} ask @param {unknown} [given] @returns {Promise<any>} */
    async ask(ask, given) {
      const answer = once(child, 'message');
      child.send({ ask, given });
      return (await answer)[0];
    },
    kill: () => child.kill('SIGKILL'),
  };
}
