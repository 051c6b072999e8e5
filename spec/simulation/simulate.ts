import { fork } from 'node:child_process';
import type { Report, Task } from './worker.js';

/** Plays seeds in processes of their own, and tells of each; until all are played, or the first fails. */
export async function simulate(
  program: string,
  { jobs, seed, seeds, ...rest }: Omit<Task, 'step'> & { readonly jobs: number },
  told: (report: Report) => void,
): Promise<void> {
  const crews = Array.from({ length: Math.min(jobs, seeds) }, (_, crew) => crew);
  const workers = crews.map((crew) => {
    const worker = fork(program);
    const task: Task = {
      ...rest,
      seed: seed + crew,
      seeds: Math.ceil((seeds - crew) / crews.length),
      step: crews.length,
    };
    worker.send(task);
    return worker;
  });
  const stopAll = () => workers.forEach((worker) => worker.kill());
  await Promise.all(
    workers.map(
      (worker) =>
        new Promise<void>((resolve, reject) => {
          worker.on('message', (report: Report) => {
            told(report);
            if (rest.untilFault && report.faults.length > 0) stopAll();
          });
          worker.on('error', reject);
          worker.on('exit', (code, signal) => {
            if (code === 0 || signal === 'SIGTERM') return resolve();
            stopAll();
            reject(new Error(`a simulation ended with ${code ?? signal}`));
          });
        }),
    ),
  );
}
