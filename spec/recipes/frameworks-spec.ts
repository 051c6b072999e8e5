/* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- Angular hands out its injectors as abstract classes */
import {
  createEnvironmentInjector,
  type EnvironmentInjector,
  type InjectionToken,
  Injector,
  type Provider,
  runInInjectionContext,
  type Signal,
} from '@angular/core';
import { expect } from 'chai';
import { Window } from 'happy-dom';
import { act, createElement, type FunctionComponent, startTransition, StrictMode } from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import {
  BehaviorSubject,
  catchError,
  defer,
  EMPTY,
  finalize,
  firstValueFrom,
  mergeMap,
  Subject,
  takeUntil,
  type Observable,
} from 'rxjs';
import { eachValueFrom } from 'rxjs-for-await';
import type { ConnectionConfig } from '../../lib/connection/connectionConfig.js';
import { type Connection, createConnection } from '../../lib/connection/createConnection.js';
import { virtualNetwork } from '../../lib/testing/virtualNetwork.js';
import { takenFrom } from './takenFrom.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));
/** Says three things to everybody. */
const server = () => {
  const network = virtualNetwork();
  const served$ = network.links$.pipe(
    mergeMap((link) => {
      for (const frame of ['one', 'two', 'three']) link.send(frame);
      return link.frames$.pipe(catchError(() => EMPTY));
    }),
  );
  served$.subscribe();
  return network.transport();
};
const acting = (what: () => unknown) => act(async () => void what());

describe('for await, as docs/recipes/forAwait.md has it', () => {
  it('API-4: reads every frame in order, however long each takes, and ends with dispose()', async () => {
    const connection = createConnection({ transport: server() });
    connection.open();
    const read: string[] = [];
    for await (const frame of eachValueFrom(connection.frames$)) {
      await turn();
      read.push(frame);
      if (frame === 'three') connection.dispose();
    }
    expect(read).to.deep.equal(['one', 'two', 'three']);
  });

  it('API-4: begins with the present state, also after a while', async () => {
    const connection = createConnection({ transport: server() });
    await firstValueFrom(connection.open());
    const read: string[] = [];
    for await (const state of eachValueFrom(connection.state$)) {
      read.push(state);
      connection.dispose();
    }
    expect(read).to.deep.equal(['connected', 'disconnected']);
  });

  it('API-4: a loop that waits is left by takeUntil before it, not by return()', async () => {
    const source = new Subject<string>();
    const held = eachValueFrom(source);
    const waiting = held.next();
    void held.return?.();
    await turn();
    expect(source.observed).to.equal(true);
    source.complete();
    expect((await waiting).done).to.equal(true);

    const [other, stop] = [new Subject<string>(), new Subject<void>()];
    const next = eachValueFrom(other.pipe(takeUntil(stop))).next();
    stop.next();
    expect((await next).done).to.equal(true);
    expect(other.observed).to.equal(false);
  });
});

describe('a signal in Angular, as docs/recipes/angular.md makes it', () => {
  const { CONNECTION, provideConnection, injectBanner } = takenFrom('docs/recipes/angular.md') as {
    CONNECTION: InjectionToken<Connection>;
    provideConnection(config: ConnectionConfig): Provider;
    injectBanner(): Signal<string>;
  };
  const application = () =>
    createEnvironmentInjector([provideConnection({ transport: server() })], Injector.NULL as EnvironmentInjector);

  it('API-4: has a state at its first reading, and at each change the state of the connection', async () => {
    const injector = application();
    const banner = runInInjectionContext(injector, injectBanner);
    const connection = injector.get(CONNECTION);
    const told = [banner()];
    connection.changes$.subscribe(() => told.push(banner()));
    await firstValueFrom(connection.open());
    connection.close();
    injector.destroy();
    expect(told).to.deep.equal(['You are disconnected.', 'You are connecting.', '', 'You are disconnected.']);
  });

  it('API-4: is right for who comes late, and all share one connection, which ends with the injector', async () => {
    const injector = application();
    const connection = injector.get(CONNECTION);
    await firstValueFrom(connection.open());
    const banners = [1, 2].map(() => runInInjectionContext(injector, injectBanner));
    expect(banners.map((banner) => banner())).to.deep.equal(['', '']);
    let ended = false;
    connection.state$.subscribe({ complete: () => (ended = true) });
    injector.destroy();
    expect([connection.state, ended]).to.deep.equal(['disconnected', true]);
  });
});

describe('a hook for React, as docs/recipes/react.md makes it', () => {
  const { useObservable } = takenFrom('docs/recipes/react.md') as {
    useObservable<T>(changes$: Observable<unknown>, now: () => T, onServer: T): T;
  };
  const globals = ['window', 'document', 'IS_REACT_ACT_ENVIRONMENT'] as const;
  const complaints: unknown[] = [];
  const { error } = console;
  let window: Window;
  let place: HTMLElement;
  let store: BehaviorSubject<string>;
  let subscriptions: number;
  let changes$: Observable<string>;

  beforeEach(() => {
    window = new Window();
    const { document } = window;
    const values = { window, document, IS_REACT_ACT_ENVIRONMENT: true };
    for (const name of globals) Object.defineProperty(globalThis, name, { value: values[name], configurable: true });
    console.error = (...what: unknown[]) => complaints.push(what);
    complaints.length = 0;
    place = document.createElement('main') as unknown as HTMLElement;
    store = new BehaviorSubject('first');
    subscriptions = 0;
    changes$ = defer(() => {
      subscriptions++;
      return store.pipe(finalize(() => subscriptions--));
    });
  });

  afterEach(async () => {
    console.error = error;
    for (const name of globals) Reflect.deleteProperty(globalThis, name);
    await window.happyDOM.close();
    expect(complaints).to.deep.equal([]);
  });

  const Shown: FunctionComponent = () =>
    createElement(
      'p',
      null,
      useObservable(changes$, () => store.value, 'on the server'),
    );
  const strictly = (...children: FunctionComponent[]) =>
    createElement(StrictMode, null, ...children.map((child) => createElement(child)));

  it('API-4: shows the present value and each change, mounted twice by StrictMode, and leaves nothing behind', async () => {
    const root = createRoot(place);
    await acting(() => root.render(strictly(Shown, Shown)));
    expect([place.textContent, subscriptions]).to.deep.equal(['firstfirst', 2]);
    await acting(() => store.next('second'));
    expect([place.textContent, subscriptions]).to.deep.equal(['secondsecond', 2]);
    await acting(() => root.unmount());
    expect(subscriptions).to.equal(0);
  });

  it('API-4: does not miss what changes between rendering and subscribing', async () => {
    const root = createRoot(place);
    let once = true;
    const Meddler: FunctionComponent = () => {
      if (once) store.next('meanwhile');
      once = false;
      return null;
    };
    await acting(() => root.render(createElement('div', null, createElement(Shown), createElement(Meddler))));
    expect(place.textContent).to.equal('meanwhile');
    await acting(() => root.unmount());
  });

  it('API-4: does not tear: a change in the midst of a concurrent rendering shows everywhere or nowhere', async () => {
    const root = createRoot(place);
    const committed: (string | null)[] = [];
    let once = true;
    const Meddler: FunctionComponent = () => {
      if (once) store.next('meanwhile');
      once = false;
      return createElement('i', { ref: () => void committed.push(place.textContent) });
    };
    await acting(() =>
      startTransition(() =>
        root.render(createElement('div', null, ...[Shown, Meddler, Shown].map((part) => createElement(part)))),
      ),
    );
    expect(committed).to.deep.equal(['meanwhilemeanwhile']);
    await acting(() => root.unmount());
  });

  it('API-4: renders on a server, and takes over in the page without a mismatch, whatever the state is by then', async () => {
    place.innerHTML = renderToString(strictly(Shown));
    expect([place.textContent, subscriptions]).to.deep.equal(['on the server', 0]);
    let root!: Root;
    await acting(() => (root = hydrateRoot(place, strictly(Shown))));
    expect(place.textContent).to.equal('first');
    await acting(() => root.unmount());
  });
});
