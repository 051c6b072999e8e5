import { type Clients, createClients } from './clients.js';
import { createHubTruth, type HubTruth } from './hubTruth.js';
import { attributes } from './invariants/attributes.js';
import { backfill } from './invariants/backfill.js';
import { causes } from './invariants/causes.js';
import { convergence } from './invariants/convergence.js';
import { delivery } from './invariants/delivery.js';
import { diallings } from './invariants/diallings.js';
import { lost } from './invariants/lost.js';
import { mailboxes } from './invariants/mailboxes.js';
import { notes } from './invariants/notes.js';
import { obedience } from './invariants/obedience.js';
import { outcomes } from './invariants/outcomes.js';
import { patience } from './invariants/patience.js';
import { presence } from './invariants/presence.js';
import { resends } from './invariants/resends.js';
import { rest } from './invariants/rest.js';
import { returns } from './invariants/returns.js';
import { sessions } from './invariants/sessions.js';
import { silence } from './invariants/silence.js';
import { telling } from './invariants/telling.js';
import { tokens } from './invariants/tokens.js';
import { transitions } from './invariants/transitions.js';
import { verdicts } from './invariants/verdicts.js';
import type { Fault, Invariant } from './trace.js';

/** What an invariant is given: what is true by the network and the hub's events, and a way to complain. */
export interface Watch {
  readonly clients: Clients;
  readonly hub: HubTruth;
  /** `giveUp` of channels, in ms. */
  readonly patience: number;
  readonly now: () => number;
  readonly fault: (what: string) => void;
}

/** What must hold, whatever happens. */
const all = {
  transitions,
  causes,
  obedience,
  silence,
  lost,
  patience,
  diallings,
  telling,
  outcomes,
  delivery,
  resends,
  mailboxes,
  backfill,
  attributes,
  notes,
  presence,
  returns,
  sessions,
  verdicts,
  tokens,
  rest,
  convergence,
} as const;

interface InvariantsConfig {
  readonly now: () => number;
  readonly patience: number;
  readonly report: (fault: Fault) => unknown;
}

/** The invariants, behind what they read. */
export function invariants({ now, patience, report }: InvariantsConfig): Invariant[] {
  const clients = createClients();
  const hub = createHubTruth();
  const watch = { clients, hub, patience, now };
  const made = Object.entries(all).map(([invariant, make]) =>
    make({ ...watch, fault: (what) => report({ at: now(), invariant, what }) }),
  );
  // What they read forgets an instant only after they have looked at it.
  const { before, ...rest } = clients;
  return [rest, hub, ...made, { ...(before && { before }) }];
}
