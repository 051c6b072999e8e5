import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { bySecond, mostInOneSecond } from '../../bench/recovery/herd.mjs';
import { faultyLine, nextTry } from '../../bench/recovery/line.mjs';
import { verdict } from '../../bench/recovery/verdict.mjs';

describe('bench: recovery', () => {
  const outage = { began: 1_000, healed: 7_000 };
  const notes = { states: [[0, true]] as const, heard: [900, 1_010], answered: [950] };

  it('an outage that is never told, and ends with a message on the old link, costs only the time since the heal', () => {
    const after = { ...notes, heard: [...notes.heard, 7_200], answered: [...notes.answered, 7_250] };
    expect(verdict(after, outage)).to.deep.equal({ told: Infinity, heard: 200, answered: 250 });
  });

  it('a message counts when the client has said that it is connected, not before', () => {
    const states = [
      [0, true],
      [5_000, false],
      [7_300, true],
    ] as const;
    const after = { states, heard: [900, 7_100, 7_300], answered: [950, 7_299, 7_400] };
    expect(verdict(after, outage)).to.deep.equal({ told: 4_000, heard: 300, answered: 400 });
  });

  it('what has not happened is infinitely late, while the outage lasts too', () => {
    expect(verdict(notes, outage)).to.deep.equal({ told: Infinity, heard: Infinity, answered: Infinity });
    expect(verdict(notes, { began: 1_000, healed: Infinity }).answered).to.equal(Infinity);
  });

  it('a state of before the outage is not told in it', () => {
    const states = [
      [0, true],
      [400, false],
      [900, true],
    ] as const;
    expect(verdict({ ...notes, states }, outage).told).to.equal(Infinity);
  });

  it('TCP tries again after twice the wait each time: at 200, 600, 1 400, 3 000 ms', () => {
    expect([0, 200, 201, 600, 601, 1_401, 3_001].map((now) => nextTry(0, 200, now))).to.deep.equal([
      200, 200, 600, 600, 1_400, 3_000, 6_200,
    ]);
    expect(nextTry(50, 1_000, 1_051)).to.equal(3_050);
  });

  it('a second may begin anywhere, and its end is no longer part of it', () => {
    expect(mostInOneSecond([0, 900, 1_899, 1_900, 5_000])).to.equal(2);
    expect(mostInOneSecond([0, 900, 1_000, 1_899])).to.equal(3);
    expect(mostInOneSecond([])).to.equal(0);
  });

  it('a second in which nothing happens is counted too', () => {
    expect(bySecond([2_100, 5, 999.9, 2_000])).to.deep.equal([2, 0, 2]);
  });

  describe('the line', () => {
    let sockets: Socket[] = [];
    const server = createServer((socket) => {
      socket.on('data', (data) => socket.write(data)).on('error', () => undefined);
      sockets.push(socket);
    });

    const dialled = (port: number) => {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      sockets.push(socket);
      return socket;
    };
    const line = async () => faultyLine((server.address() as AddressInfo).port);
    const answer = async (socket: Socket) => String(((await once(socket, 'data')) as [Buffer])[0]);

    const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

    before(async () => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    });
    afterEach(() => {
      for (const socket of sockets) socket.destroy();
      sockets = [];
    });
    after(() => server.close());

    it('a stall holds what is written, and both sides go on believing; after the heal it arrives in order', async () => {
      const { port, fail, heal, close } = await line();
      const socket = dialled(port);
      socket.write('a');
      expect(await answer(socket)).to.equal('a');
      fail('stall');
      socket.write('b');
      socket.end('c');
      const held = once(socket, 'data', { signal: AbortSignal.timeout(100) }).then(
        () => 'arrived',
        () => 'held',
      );
      expect(await held).to.equal('held');
      expect(socket.destroyed).to.equal(false);
      heal();
      let heard = '';
      for await (const data of socket) heard += String(data);
      expect(heard).to.equal('bc');
      await close();
    });

    it('a cut resets what is open, and what is dialled until the heal', async () => {
      const { port, fail, heal, close } = await line();
      const socket = dialled(port);
      socket.write('a');
      await answer(socket);
      fail('cut');
      await closed(socket);
      await closed(dialled(port));
      heal();
      const again = dialled(port);
      again.write('b');
      expect(await answer(again)).to.equal('b');
      await close();
    });

    it('a connection that both sides have ended leaves nothing behind: the process ends by itself', async () => {
      const program = `
        import { connect, createServer } from 'node:net';
        import { faultyLine } from '${pathToFileURL('bench/recovery/line.mjs').href}';
        const server = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1', async () => {
          const { port, close } = await faultyLine(server.address().port);
          const closeAll = () => { close(); server.close(); };
          connect(port, '127.0.0.1').on('close', closeAll).resume().end('bye');
        });`;
      await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { timeout: 8_000 });
    });
  });
});
