const { checkScene, readScore, run, virtualNetwork } = require('rx-lifeline/testing');
const { defer, finalize, map } = require('rxjs');
const { banner, connect } = require('./banner.js');

/** A server that answers whatever it gets. */
const listen = (network) =>
  network.links$.subscribe((link) => link.frames$.subscribe({ next: (frame) => link.send(frame), error: () => {} }));

const marbles = () =>
  run(({ advance, expectObservable, pending }) => {
    const network = virtualNetwork();
    listen(network);
    const connection = connect(network.transport());
    network.weather('-s----------h', { where: { s: 'stall', h: 'heal' }, tempo: 500 });
    expectObservable(banner(connection.state$)).toBe('h 3999ms r 1999ms h 3999ms |', {
      h: 'Hidden',
      r: 'Reconnecting',
    });
    connection.open();
    advance(10_000);
    connection.dispose();
    advance(500);
    expect(pending()).toBe(0);
  });

const words = {
  banner: ({ given, scheduler }) => {
    const weather$ = given('network').pipe(map((letter) => (letter === 's' ? 'stall' : 'heal')));
    const shown$ = defer(() => {
      const network = virtualNetwork({ scheduler });
      listen(network);
      network.weather(weather$);
      const connection = connect(network.transport());
      connection.open();
      return banner(connection.state$).pipe(finalize(() => connection.dispose()));
    });
    return { banner: shown$ };
  },
};

const score = readScore(`# The banner
tempo 500ms

## it says "reconnecting" after 4 s of silence, and hides on return
time     0s        5s
network  -s----------h-
> banner
banner   H=======R===H=
`);

describe('the banner', () => {
  test('says "reconnecting" at 4 s, not before, and hides on return', marbles);

  for (const scene of score.scenes) test(scene.title, () => checkScene(score, scene, words));

  test('is not hindered by the fake timers of the runner', () => {
    jest.useFakeTimers({ now: 0 });
    try {
      marbles();
      for (const scene of score.scenes) checkScene(score, scene, words);
    } finally {
      jest.useRealTimers();
    }
  });
});
