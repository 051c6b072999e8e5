// How a task talks with the processes it has started: one question at a time, each with one answer.
import { fork } from 'node:child_process';
import { once } from 'node:events';

/** In the process that was started: what it does when it is asked. It ends with its parent. */
export function answerParent(answers) {
  process.on('disconnect', () => process.exit());
  process.on('message', async ({ ask, args }) => process.send({ answer: await answers[ask](...args) }));
}

/**
 * Starts a file of this folder. It sends its first answer by itself, when it is ready.
 * @param {string} file
 * @param {readonly string[]} args
 */
export async function start(file, ...args) {
  const child = fork(new URL(file, import.meta.url), args, { execArgv: ['--expose-gc'] });
  const exit = once(child, 'exit');
  const ended = exit.then(([code]) => {
    throw new Error(`${file} ${args.join(' ')} has ended, exit ${code}`);
  });
  ended.catch(() => {});
  const answer = () => Promise.race([once(child, 'message').then(([message]) => message.answer), ended]);
  const ready = await answer();
  return {
    ready,
    /** @param {string} ask */
    ask(ask, ...more) {
      child.send({ ask, args: more });
      return answer();
    },
    async stop() {
      child.kill();
      await exit;
    },
  };
}
