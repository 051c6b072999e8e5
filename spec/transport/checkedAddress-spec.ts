import { expect } from 'chai';
import { checkedAddress } from '../../lib/transport/checkedAddress.js';

describe('checkedAddress', () => {
  const onPage = (href: string, act: () => void) => {
    Object.defineProperty(globalThis, 'location', { value: { href }, configurable: true });
    try {
      act();
    } finally {
      Reflect.deleteProperty(globalThis, 'location');
    }
  };

  for (const right of [
    'ws://h',
    'wss://h:1/a?b=c@d',
    'HTTP://h',
    'https://h',
    'ws+unix:///tmp/s:/a',
    'ws://a:b@h',
    'ws://[::1]:9',
  ]) {
    it(`NET-1: takes ${right}`, () => expect(() => checkedAddress(right, 'url')).not.to.throw());
  }

  const wrong: readonly (readonly [string, string])[] = [
    ['localhost:9', 'localhost:9'],
    ['not a url', 'not a url'],
    ['/live?token=secret', '/live?…'],
    ['ftp://h/x?token=secret', 'ftp://h/x?…'],
    ['ws://h:99999', 'ws://h:99999'],
    ['ws://', 'ws://'],
    ['ws://h/a#secret', 'ws://h/a?…'],
    ['ftp://ann:secret@h', 'ftp:…'],
    ['ws://ann:sec/ret@h:x', 'ws:…'],
    ['ws://h:x/?token=a@secret', 'ws:…'],
  ];
  for (const [address, quoted] of wrong) {
    it(`NET-1: refuses ${address}, and quotes ${quoted}`, () => {
      expect(() => checkedAddress(address, 'url')).to.throw(
        TypeError,
        `url must be an address such as wss://host/path, got '${quoted}'`,
      );
    });
  }

  it('NET-1: takes a relative address on a page, which resolves it', () => {
    for (const address of ['/live', 'live?a=b', '//h/live', '']) {
      onPage('https://h/app/', () => expect(() => checkedAddress(address, 'url')).not.to.throw());
    }
    onPage('https://h/app/', () => expect(() => checkedAddress('localhost:9', 'url')).to.throw(TypeError));
  });
});
