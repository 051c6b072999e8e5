import { expect } from 'chai';
import { EMPTY, Subject } from 'rxjs';
import type { Letter } from '../../../lib/hub/engine.js';
import type { Line } from '../../../lib/hub/line.js';
import { createPump } from '../../../lib/hub/messaging/pump.js';
import type { Session } from '../../../lib/hub/sessions.js';

const letter = (seq: number): Letter => ({ seq, message: `m${seq}`, payload: '1', from: 'rtm\nann', sentAt: 0 });

/** A pump whose reads the test answers. */
function pumping() {
  const said: string[] = [];
  const reads: { readonly after: number; readonly answer: (...seqs: number[]) => void }[] = [];
  const line = {
    say({ text }: { text: string }) {
      const { t, seq } = JSON.parse(text) as { t: string; seq: number };
      said.push(`${t} ${seq}`);
    },
  } as Line;
  const pump = createPump({
    session: { line, fence: {} } as Session,
    engine: {
      letters(_fence, after) {
        const answer$ = new Subject<readonly Letter[]>();
        const answer = (...seqs: number[]): void => {
          answer$.next(seqs.map(letter));
          answer$.complete();
        };
        reads.push({ after, answer });
        return answer$;
      },
      acknowledge: () => EMPTY,
    },
    perform: (operation) => operation.subscribe(),
    window: 1_000,
  });
  return { pump, said, reads };
}

describe('pump', () => {
  it('RTM-10: a read that a login overtook says nothing: the newer position is read', () => {
    const { pump, said, reads } = pumping();
    pump.start({ after: 10, head: 12, missed: 0 });
    pump.start({ after: 9, head: 12, missed: 0 });
    reads[0]!.answer(11, 12);
    expect(said).to.deep.equal([]);
    expect(reads[1]!.after).to.equal(9);
    reads[1]!.answer(10, 11, 12);
    expect(said).to.deep.equal(['peerMessage 10', 'peerMessage 11', 'peerMessage 12', 'continuity 12']);
  });

  it('RTM-10: woken while it reads, it reads once more', () => {
    const { pump, said, reads } = pumping();
    pump.start({ after: 0, head: 0, missed: 0 });
    pump.wake();
    pump.wake();
    expect(reads).to.have.length(1);
    reads[0]!.answer();
    expect(said).to.deep.equal(['continuity 0']);
    expect(reads).to.have.length(2);
    reads[1]!.answer(1);
    reads[2]!.answer();
    expect(said.slice(1)).to.deep.equal(['peerMessage 1']);
    expect(reads).to.have.length(3);
  });

  it('RTM-12: letters that were too old at the end of a back-fill do not keep its report', () => {
    const { pump, said, reads } = pumping();
    pump.start({ after: 0, head: 5, missed: 2 });
    reads[0]!.answer(1, 2, 3);
    reads[1]!.answer(7);
    expect(said.slice(-2)).to.deep.equal(['continuity 5', 'peerMessage 7']);
  });
});
