import { optionList } from '../optionList.js';
import { watchFlags } from './watchFlags.js';

/** What `rx-lifeline watch --help` says. */
export const watchHelp = `Usage: rx-lifeline watch <ws-url> [options]

Connects to any WebSocket server and tells, live, whether it is alive: its
state by silence, the links that break and are replaced, their close codes; at
the end a summary. Ctrl-C, SIGTERM or --for ends it. It never gives up.

A server is alive when it is heard. One that speaks only when spoken to needs
--send <text> --every 1s; one that hardly ever speaks --interrupted never: then
only the end of a link is noticed.

${optionList(watchFlags)}

Durations are whole numbers of ms, s, m, h or d: 500ms, 4s, 20m.

Exit code 0: the server was seen alive. 1: it never was. 2: an option is wrong.
`;
