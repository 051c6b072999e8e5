// @ts-check
import { fork } from 'node:child_process';
import { once } from 'node:events';

/**
 * What a file measures in a fresh process: the one message that it sends. It must end by itself.
 * @param {URL} file
 * @param {readonly string[]} args
 * @returns {Promise<any>}
 */
export async function apart(file, args) {
  const child = fork(file, args, { execArgv: ['--expose-gc'] });
  /** @type {unknown} */
  let measured;
  child.on('message', (message) => (measured = message));
  const [code] = await once(child, 'exit');
  if (measured === undefined) throw new Error(`${args.join(' ')} measured nothing, exit ${code}`);
  return measured;
}
