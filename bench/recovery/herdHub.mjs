// One process: a hub, and when it accepted whom.
import { firstValueFrom, Subject } from 'rxjs';
import { createHub } from '../../dist/esm/hub/index.js';
import { webSocketLinks } from '../../dist/esm/transport/webSocketLinks.js';
import { answering, clock } from './answering.mjs';

const accepted = [];

answering({
  async listen(port) {
    const hub = createHub({ allowAnonymous: true });
    hub.events$.subscribe(({ type }) => type === 'accepted' && accepted.push(clock()));
    const listening = new Subject();
    const address = firstValueFrom(listening);
    hub.accept(webSocketLinks({ port, host: '127.0.0.1', listening }));
    return { port: (await address).port, since: clock() };
  },
  accepted: () => accepted,
});
