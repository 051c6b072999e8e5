import { expect } from 'chai';
import { first } from 'rxjs';
import { changesOf, play, type Scene, type Stage } from './scene.js';

describe('make before break', () => {
  /** Accepted at `welcome`; the second link and those after it open when they are told to. */
  const scene = (at: Scene['at'], more: Partial<Scene> = {}): Scene => ({
    handshake: (link) => {
      link.send('hello');
      return link.frames$.pipe(first((frame) => frame.startsWith('welcome')));
    },
    server: (dial, n) => void (n === 1 && dial.open()),
    at: { 0: ({ dials }) => dials[0]?.say('welcome'), ...at },
    redial: () => 60_000,
    until: 9_000,
    ...more,
  });
  const oldSays = (frame: string) => (stage: Stage) => stage.dials[0]?.say(frame);
  const newSays = (frame: string) => (stage: Stage) => stage.dials[1]?.say(frame);
  const newOpens = (stage: Stage) => stage.dials[1]?.open();

  it('NET-4: on entry into reconnecting a new link is dialled beside the old one', () => {
    const { log, attempts, dials } = play(
      scene(
        { 4_001: ({ note, dials: [old, fresh] }) => note(`old ${old?.state}, new ${fresh?.state}`) },
        { until: 5_000 },
      ),
    );
    expect(log.slice(3)).to.deep.equal([
      '4000 reconnecting INTERRUPTED',
      '4001 old open, new dialling',
      '5000 disconnected LEAVE_CHANNEL',
    ]);
    expect(attempts.slice(3)).to.deep.equal([
      '4000 dialling 2',
      '5000 closed 1 with 1000 hung up',
      '5000 closed 2 with 1000 hung up',
    ]);
    expect(dials).to.have.length(2);
  });

  it('NET-4: the old one speaks before the new one has sent its handshake: the new one is hung up', () => {
    const { log, attempts, dials } = play(
      scene({ 4_500: oldSays('a'), 4_600: newOpens, 4_700: newSays('welcome') }, { until: 6_000 }),
    );
    expect(log.slice(3)).to.deep.equal([
      '4000 reconnecting INTERRUPTED',
      '4500 connected JOIN_SUCCESS',
      '4500 frame a',
      '6000 disconnected LEAVE_CHANNEL',
    ]);
    expect(attempts.slice(3, 5)).to.deep.equal(['4000 dialling 2', '4500 closed 2 with 1000 hung up']);
    expect(dials[1]?.sent).to.deep.equal([]);
  });

  it('NET-4: after that the new one runs to its end; what the old one says is delivered until the acceptance, then never', () => {
    const { log, attempts, dials } = play(
      scene(
        {
          4_500: newOpens,
          4_600: oldSays('a'),
          4_700: oldSays('b'),
          4_800: (stage) => {
            newSays('welcome back')(stage);
            oldSays('too late')(stage);
          },
          4_900: oldSays('much too late'),
          5_000: newSays('c'),
        },
        { until: 6_000 },
      ),
    );
    expect(log.slice(3)).to.deep.equal([
      '4000 reconnecting INTERRUPTED',
      '4600 connected JOIN_SUCCESS',
      '4600 frame a',
      '4700 frame b',
      '4800 frame welcome back',
      '5000 frame c',
      '6000 disconnected LEAVE_CHANNEL',
    ]);
    expect(attempts.slice(3)).to.deep.equal([
      '4000 dialling 2',
      '4500 opened 2',
      '4800 accepted 2',
      '4800 closed 1 with 1000 hung up',
      '6000 closed 2 with 1000 hung up',
    ]);
    expect(dials[1]?.sent).to.deep.equal(['hello']);
  });

  it('NET-4: the old one stays silent: the new one is accepted, and one change says so', () => {
    const { log } = play(scene({ 4_500: newOpens, 5_000: newSays('welcome back') }, { until: 6_000 }));
    expect(log.slice(3)).to.deep.equal([
      '4000 reconnecting INTERRUPTED',
      '5000 connected JOIN_SUCCESS',
      '5000 frame welcome back',
      '6000 disconnected LEAVE_CHANNEL',
    ]);
  });

  it('NET-4: the new one fails first: the old goes on, and no other is dialled', () => {
    const { log, dials } = play(
      scene(
        {
          4_500: newOpens,
          4_600: oldSays('a'),
          4_700: ({ dials }) => dials[1]?.end(),
          4_800: oldSays('b'),
          8_000: oldSays('c'),
        },
        { redial: () => 1, until: 9_000 },
      ),
    );
    expect(log.slice(3)).to.deep.equal([
      '4000 reconnecting INTERRUPTED',
      '4600 connected JOIN_SUCCESS',
      '4600 frame a',
      '4800 frame b',
      '8000 frame c',
      '9000 disconnected LEAVE_CHANNEL',
    ]);
    expect(dials).to.have.length(2);
  });

  it('NET-4: the new one fails while the old is silent: it is dialled again, and the old may still come back', () => {
    const { log, attempts } = play(
      scene({ 4_500: ({ dials }) => dials[1]?.refuse(), 5_500: oldSays('a') }, { redial: () => 700, until: 6_000 }),
    );
    expect(attempts.slice(3, -1)).to.deep.equal([
      '4000 dialling 2',
      '4500 failed 2: link ended: 1006 refused',
      '4500 waiting 3 for 700',
      '5200 dialling 3',
      '5500 closed 3 with 1000 hung up',
    ]);
    expect(log).to.include('5500 connected JOIN_SUCCESS');
  });

  it('NET-4: the old one ends: the new one is not disturbed', () => {
    const { attempts } = play(
      scene({ 4_500: newOpens, 4_600: ({ dials }) => dials[0]?.end(), 4_700: newSays('welcome') }, { until: 5_000 }),
    );
    expect(attempts.slice(3)).to.deep.equal([
      '4000 dialling 2',
      '4500 opened 2',
      '4600 closed 1 with 1006 gone',
      '4700 accepted 2',
      '5000 closed 2 with 1000 hung up',
    ]);
  });

  it('NET-4: a link silent for 10 s is terminated: not at 9 999 ms', () => {
    const ended = (until: number) => play(scene({}, { until, deadlines: { dial: 60_000 } })).attempts;
    expect(ended(9_999)).to.include('9999 closed 1 with 1000 hung up');
    expect(ended(10_001)).to.include('10000 closed 1 with 1006 silent for 10000 ms: given up');
  });

  it('NET-4: it is terminated in that instant, while the one beside it goes on', () => {
    const { log } = play(
      scene(
        { 9_500: newOpens, 10_001: ({ note, dials: [old, fresh] }) => note(`old ${old?.state}, new ${fresh?.state}`) },
        {
          deadlines: { dial: 60_000 },
          until: 11_000,
        },
      ),
    );
    expect(log).to.include('10001 old closed, new open');
  });

  it('NET-4: frames go out on the old link before the acceptance, on the new one after', () => {
    const { dials } = play(
      scene(
        {
          4_500: newOpens,
          4_600: ({ connection }) => connection.send('one'),
          4_700: newSays('welcome'),
          4_800: ({ connection }) => connection.send('two'),
        },
        { until: 5_000 },
      ),
    );
    expect(dials.map(({ sent }) => sent)).to.deep.equal([
      ['hello', 'one'],
      ['hello', 'two'],
    ]);
  });

  it('NET-5: a late success of an attempt that was given up changes nothing', () => {
    const { log, attempts } = play(
      scene({ 8_500: newOpens, 8_600: newSays('welcome') }, { redial: () => 1_000, until: 9_500 }),
    );
    expect(attempts).to.include('8000 failed 2: link ended: 1006 not open within 4000 ms');
    expect(changesOf(log).slice(3)).to.deep.equal(['9500 disconnected LEAVE_CHANNEL']);
  });

  it('NET-5: reconnect() while dialling takes the place of that attempt', () => {
    const { attempts } = play(
      scene(
        {},
        {
          server: () => {},
          at: {
            500: ({ connection }) => connection.reconnect(),
            600: ({ dials }) => dials[0]?.open(),
            700: ({ dials }) => dials[1]?.open(),
          },
          until: 800,
        },
      ),
    );
    expect(attempts).to.deep.equal([
      '0 dialling 1',
      '500 closed 1 with 1000 hung up',
      '500 dialling 2',
      '700 opened 2',
      '800 closed 2 with 1000 hung up',
    ]);
  });
});
