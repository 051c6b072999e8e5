import { expect } from 'chai';
import type { Subscription } from 'rxjs';
import { browserSignals } from '../../lib/link/environment.js';

describe('browserSignals', () => {
  const globals = ['window', 'document'] as const;
  const before = globals.map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
  let subscription: Subscription | undefined;

  class Page extends EventTarget {
    visibilityState = 'visible';
    listeners = 0;
    override addEventListener(...given: Parameters<EventTarget['addEventListener']>) {
      this.listeners++;
      super.addEventListener(...given);
    }
    override removeEventListener(...given: Parameters<EventTarget['removeEventListener']>) {
      this.listeners--;
      super.removeEventListener(...given);
    }
    tell(event: string) {
      this.dispatchEvent(new Event(event));
    }
  }

  const browser = ({ onLine = true, visibilityState = 'visible' } = {}) => {
    const navigator = { onLine };
    const [window, document] = [Object.assign(new Page(), { navigator }), new Page()];
    document.visibilityState = visibilityState;
    Object.entries({ window, document }).forEach(([name, value]) => {
      Object.defineProperty(globalThis, name, { value, configurable: true });
    });
    const seen: string[] = [];
    const listen = () => (subscription = browserSignals().subscribe((signal) => seen.push(signal)));
    return { window, document, navigator, seen, listen };
  };

  afterEach(() => {
    subscription?.unsubscribe();
    globals.forEach((name, index) => {
      const descriptor = before[index];
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    });
  });

  it('NET-6: tells the present state on subscription', () => {
    const { seen, listen } = browser();
    listen();
    expect(seen).to.deep.equal(['online', 'visible']);
  });

  it('NET-6: tells the state that is present then, not when it was made', () => {
    const { seen, navigator, document } = browser();
    const signals$ = browserSignals();
    navigator.onLine = false;
    document.visibilityState = 'hidden';
    subscription = signals$.subscribe((signal) => seen.push(signal));
    expect(seen).to.deep.equal(['offline', 'hidden']);
  });

  it('NET-6: tells each change by its name', () => {
    const { window, document, seen, listen } = browser();
    listen();
    seen.length = 0;
    window.tell('offline');
    window.tell('online');
    document.visibilityState = 'hidden';
    document.tell('visibilitychange');
    document.tell('freeze');
    document.tell('resume');
    document.visibilityState = 'visible';
    document.tell('visibilitychange');
    expect(seen).to.deep.equal(['offline', 'online', 'hidden', 'frozen', 'resumed', 'visible']);
  });

  it('NET-6: a page that is being prerendered counts as visible, a hidden one does not', () => {
    const { document, seen, listen } = browser({ visibilityState: 'prerender' });
    listen();
    document.visibilityState = 'hidden';
    document.tell('visibilitychange');
    expect(seen).to.deep.equal(['online', 'visible', 'hidden']);
  });

  it('NET-6: leaves no listener behind', () => {
    const { window, document, listen } = browser();
    listen();
    expect([window.listeners, document.listeners]).to.deep.equal([2, 3]);
    subscription?.unsubscribe();
    expect([window.listeners, document.listeners]).to.deep.equal([0, 0]);
  });

  it('NET-6: is empty where there is no page', () => {
    const seen: string[] = [];
    browserSignals().subscribe({ next: (signal) => seen.push(signal), complete: () => seen.push('complete') });
    expect(seen).to.deep.equal(['complete']);
  });
});
