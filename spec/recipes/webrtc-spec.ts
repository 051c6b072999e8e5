import { Subject } from 'rxjs';
import type { Link, Transport } from '../../lib/link/link.js';
import { keepsTheContract } from './contract.js';
import { takenFrom } from './takenFrom.js';

const { dataChannelTransport, answer } = takenFrom('docs/recipes/webrtc.md') as {
  dataChannelTransport(signal: (offer: string) => Promise<string>): Transport;
  answer(offer: string, opened: (link: Link) => void): Promise<string>;
};
const never = new Promise<string>(() => {});

describe('links over data channels, as docs/recipes/webrtc.md makes them', () => {
  keepsTheContract(async () => {
    const links = new Subject<Link>();
    let signal = (offer: string) => answer(offer, (link) => links.next(link));
    return {
      transport: dataChannelTransport((offer) => signal(offer)),
      links$: links.asObservable(),
      connections: () => process.getActiveResourcesInfo().filter((resource) => resource === 'UDPWrap').length,
      refuse: () => (signal = () => Promise.reject(new Error('nobody answers'))),
      ignore: () => (signal = () => never),
      end: () => {},
    };
  });
});
