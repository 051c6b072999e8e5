import { NEVER, type Observable, type Subscription } from 'rxjs';
import type { HubOptions } from '../../lib/hub/hub.js';
import type { Transport } from '../../lib/link/link.js';
import { readFault, type Fault } from '../../lib/testing/fault.js';
import { readDuration } from '../../lib/testing/score/duration.js';
import type { Stage, Word } from '../../lib/testing/score/word.js';
import { virtualNetwork } from '../../lib/testing/virtualNetwork.js';
import { lanesOf, type Tell } from './lanes.js';
import { defined } from './options.js';
import { kindsOfHubLane, virtualHub } from './virtualHub.js';

/** Somebody on the network of a scene. */
export interface Part {
  /** As the lanes have it. */
  readonly name: string;
  /** Everybody in the scene. */
  readonly names: readonly string[];
  readonly transport: Transport;
  /** The lane of a kind, `do` for `ada.do`; `undefined` when the scene gives none. */
  given(kind: string): Observable<string> | undefined;
  /** Says something in the lane of a kind, `state` for `ada.state`. */
  readonly tell: Tell;
}

interface Cast {
  /** The kinds of lane that can be given to somebody, besides `network`. */
  readonly given: readonly string[];
  /** The kinds of lane that somebody has, besides `sent` and `got`, the names of the frames. */
  readonly told: readonly string[];
  readonly latency: number | undefined;
  readonly takeover: string | undefined;
  play(part: Part): Subscription;
}

/** The lanes of a scene that takes place on a network with a hub, among everybody of whom a lane is expected. */
export function onNetwork(stage: Stage, cast: Cast): ReturnType<Word> {
  const lanes = stage.expected.filter((lane) => !stage.has(lane));
  for (const lane of lanes) check(lane, [...cast.told, 'sent', 'got']);
  const names = [...new Set(stage.expected.map(nameIn))].filter((name) => name !== 'hub');
  const orders$ = stage.has('hub') ? stage.given('hub') : undefined;
  const given = new Map(
    names
      .flatMap((name) => ['network', ...cast.given].map((kind) => `${name}.${kind}`))
      .filter((lane) => stage.has(lane))
      .map((lane) => [lane, stage.given(lane)]),
  );

  return lanesOf(lanes, (tell) => {
    const network = virtualNetwork(defined({ latency: cast.latency }));
    const hubOptions = defined({ takeover: cast.takeover as HubOptions['takeover'] });
    const playing = virtualHub(network, orders$, hubOptions, tell);
    for (const name of names) {
      playing.add(
        network.events$.subscribe(({ site, side, kind, frame = '{}' }) => {
          if (site !== name || side !== 'client' || (kind !== 'sent' && kind !== 'delivered')) return;
          tell(`${name}.${kind === 'sent' ? 'sent' : 'got'}`, (JSON.parse(frame) as { t: string }).t);
        }),
      );
      playing.add(
        cast.play({
          name,
          names,
          transport: network.transport(name),
          given: (kind) => given.get(`${name}.${kind}`),
          tell: (kind, value) => tell(`${name}.${kind}`, value),
        }),
      );
      const weather$ = given.get(`${name}.network`) ?? NEVER;
      playing.add(weather$.subscribe((fault) => readFault(faultOf(fault))(network.site(name))));
    }
    return playing;
  });
}

/** A fault as the network knows it: `latency 150ms` is a number of ms there. */
function faultOf(text: string): Fault {
  return text.replace(/\S+/g, (word) => String(readDuration(word) ?? word)) as Fault;
}

/** The user behind a name: what stands before a `-`, so that `ada-phone` is another instance of `ada`. */
export function userOf(name: string): string {
  return name.split('-')[0] ?? name;
}

function nameIn(lane: string): string {
  return lane.split('.')[0] ?? lane;
}

function check(lane: string, told: readonly string[]): void {
  const [name, kind = ''] = lane.split('.');
  const kinds: readonly string[] = name === 'hub' ? kindsOfHubLane : told;
  if (!kinds.includes(kind)) throw new Error(`'${lane}' is no lane here; ${name} has ${kinds.join(', ')}`);
}
