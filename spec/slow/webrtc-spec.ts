import { expect } from 'chai';
import { firstValueFrom, Subject, timer } from 'rxjs';
import { RTCPeerConnection } from 'werift';
import type { Link, Transport } from '../../lib/link/link.js';
import { keepsTheContract } from '../recipes/contract.js';
import { takenFrom } from '../recipes/takenFrom.js';
import { probe } from '../transport/probe.js';

const { answer, complete, configuration, dataChannelTransport } = takenFrom('docs/recipes/webrtc.md') as {
  answer(offer: string, opened: (link: Link) => void): Promise<string>;
  complete(connection: RTCPeerConnection): Promise<string>;
  configuration: object;
  dataChannelTransport(signal: (offer: string) => Promise<string>): Transport;
};
const never = new Promise<string>(() => {});
const sockets = () => process.getActiveResourcesInfo().filter((resource) => resource === 'UDPWrap').length;

describe('links over data channels, as docs/recipes/webrtc.md makes them', function () {
  this.timeout(30_000);

  keepsTheContract(async () => {
    const links = new Subject<Link>();
    let signal = (offer: string) => answer(offer, (link) => links.next(link));
    return {
      transport: dataChannelTransport((offer) => signal(offer)),
      links$: links.asObservable(),
      connections: sockets,
      refuse: () => (signal = () => Promise.reject(new Error('nobody answers'))),
      ignore: () => (signal = () => never),
      end: () => {},
    };
  });

  it('NET-10: a link to a mute peer is closed at once, and its connection after 500 ms', async () => {
    const mute = new RTCPeerConnection(configuration);
    const dialled = probe(
      dataChannelTransport(async (sdp) => {
        await mute.setRemoteDescription({ type: 'offer', sdp });
        await mute.setLocalDescription(await mute.createAnswer());
        return complete(mute);
      }),
    );
    const link = await dialled.link;
    const both = sockets();
    link.close();
    expect(await dialled.end).to.equal('complete');
    expect(sockets()).to.equal(both);
    const start = performance.now();
    while (sockets() === both) await firstValueFrom(timer(10));
    expect(performance.now() - start).to.be.within(400, 2_000);
    await mute.close();
  });
});
