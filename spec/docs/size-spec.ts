import { expect } from 'chai';
import { bundle, budgets, bundles, kilobytes, sizeOf, sizesFile, type Bundle } from '../../scripts/size.js';

/** How far below its budget a bundle may be: a budget that nobody needs says nothing. */
const slack = (budget: number) => Math.max(0.1, budget * 0.03);

describe(`the bundles for browsers, against ${sizesFile} (\`npm run size -- --accept\` renews it)`, () => {
  const granted = budgets();

  it('each have a budget', () => {
    expect(Object.keys(granted)).to.deep.equal(Object.keys(bundles));
  });

  for (const name of Object.keys(bundles)) {
    it(`${name} weighs what its budget says, without rxjs and with it`, async () => {
      const { withoutRxjs, withRxjs } = await sizeOf(name);
      for (const [bytes, budget] of [
        [withoutRxjs, granted[name]!.withoutRxjs],
        [withRxjs, granted[name]!.withRxjs],
      ] as const) {
        expect(kilobytes(bytes), `${bytes} bytes, in kB`).to.be.within(budget - slack(budget) - 1e-9, budget);
      }
    });
  }

  const reachOf = ({ files }: Bundle) => [...new Set(Object.keys(files).map((file) => file.split('/', 2).join('/')))];

  it('a profile brings nothing of the other one, no hub, and no package but rxjs', async () => {
    const rtc = reachOf(await bundle('createRtcChannel + websocket', 'without rxjs'));
    const rtm = reachOf(await bundle('createRtmClient + websocket', 'without rxjs'));
    const shared = ['connection', 'link', 'liveness', 'protocol', 'session', 'transport'];
    const folders = (profile: string) => [...[...shared, profile].map((folder) => `lib/${folder}`)];
    expect(rtc).to.have.members(folders('rtc'));
    expect(rtm).to.have.members(folders('rtm'));
  });

  it('the frames of a profile stay out of the other one', async () => {
    const framesOf = async (name: string) =>
      Object.keys((await bundle(name, 'without rxjs')).files).filter((file) =>
        /protocol\/(messaging|channel)/.test(file),
      );
    expect(await framesOf('createRtcChannel + websocket')).to.deep.equal(['lib/protocol/channelFrames.ts']);
    expect(await framesOf('createRtmClient + websocket')).to.not.include('lib/protocol/channelFrames.ts');
  });

  it('an operator brings no connection with it, and a connection nothing of the protocol', async () => {
    expect(reachOf(await bundle('liveness', 'without rxjs'))).to.deep.equal(['lib/liveness']);
    const connection = reachOf(await bundle('createConnection + websocket', 'without rxjs'));
    expect(connection).to.have.members(
      ['connection', 'link', 'liveness', 'transport'].map((folder) => `lib/${folder}`),
    );
  });
});
