import { expect } from 'chai';
import type { LinkError } from '../../lib/link/linkError.js';
import { isText, socketLink, type WebSocketLike } from '../../lib/transport/socketLink.js';

/** A socket as a browser has it: no `terminate`, and a `close` that refuses what the standard refuses. */
function browserSocket() {
  const log: string[] = [];
  const socket: WebSocketLike = {
    readyState: 1,
    bufferedAmount: 7,
    binaryType: 'blob',
    onopen: null,
    onmessage: null,
    onerror: null,
    onclose: null,
    send: (data) => log.push(`send ${String(data)}`),
    close: (code, reason = '') => {
      if (code !== undefined && code !== 1000 && !(code >= 3000 && code <= 4999)) throw new Error('InvalidAccessError');
      if (Buffer.byteLength(reason) > 123) throw new Error('SyntaxError');
      log.push(`close ${code ?? '-'} ${reason}`);
    },
  };
  const fire = (handler: 'onmessage' | 'onerror' | 'onclose', event: object) => socket[handler]?.(event as never);
  return { socket, log, fire };
}

function linkOf({ socket, log }: ReturnType<typeof browserSocket>) {
  const link = socketLink(socket, {
    side: 'client',
    carries: isText,
    onEnd: (error) => log.push(`end ${error?.code ?? ''}`),
  });
  link.frames$.subscribe({
    next: (frame) => log.push(`frame ${frame}`),
    error: ({ code, clean }: LinkError) => log.push(`error ${code} ${clean}`),
    complete: () => log.push('complete'),
  });
  return link;
}

describe('socketLink', () => {
  it('NET-1: a close of any code and reason never throws, completes at once, and once', () => {
    for (const code of [undefined, 1003, 1006, 4009, NaN]) {
      const browser = browserSocket();
      const link = linkOf(browser);
      link.close(code, 'é'.repeat(200));
      link.close(4009, 'again');
      expect(browser.log.slice(1)).to.deep.equal(['complete', 'end ']);
    }
  });

  it('NET-5: late events of a closed link change nothing, and send does nothing', () => {
    const browser = browserSocket();
    const link = linkOf(browser);
    link.close();
    const before = [...browser.log];
    browser.fire('onmessage', { data: 'late' });
    browser.fire('onmessage', { data: new ArrayBuffer(1) });
    browser.fire('onerror', {});
    browser.fire('onclose', { code: 1006, reason: '', wasClean: false });
    link.send('late');
    expect(browser.log).to.deep.equal(before);
  });

  it('NET-1: a clean close by the other side is an error, and a close after it says nothing', () => {
    const browser = browserSocket();
    const link = linkOf(browser);
    browser.fire('onclose', { code: 1000, reason: 'bye', wasClean: true });
    link.close();
    expect(browser.log).to.deep.equal(['error 1000 true', 'end 1000']);
  });

  it('NET-1: does not send while the socket is closing', () => {
    const browser = browserSocket();
    const link = linkOf({ ...browser, socket: Object.assign(browser.socket, { readyState: 2 }) });
    link.send('late');
    expect(browser.log).to.deep.equal([]);
  });

  it('HUB-7: a binary frame ends a text link with 1003, and what follows it is not delivered', () => {
    const browser = browserSocket();
    linkOf(browser);
    browser.fire('onmessage', { data: 'a' });
    browser.fire('onmessage', { data: new ArrayBuffer(1) });
    browser.fire('onmessage', { data: 'b' });
    expect(browser.log).to.deep.equal(['frame a', 'close - ', 'error 1003 false', 'end 1003']);
  });

  it('NET-1: buffered is what the socket holds', () => {
    expect(linkOf(browserSocket()).buffered).to.equal(7);
  });
});
