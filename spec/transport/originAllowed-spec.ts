import { expect } from 'chai';
import { originAllowed, type Origins } from '../../lib/transport/originAllowed.js';

describe('originAllowed', () => {
  const cases: [
    origin: string | undefined,
    host: string | undefined,
    origins: Origins | undefined,
    allowed: boolean,
  ][] = [
    [undefined, 'a.example', undefined, true],
    [undefined, 'a.example', [], true],
    ['https://a.example', 'a.example', undefined, true],
    ['https://a.example', 'A.Example', undefined, true],
    ['http://a.example:8080', 'a.example:8080', undefined, true],
    ['http://a.example:8080', 'a.example', undefined, false],
    ['http://a.example:8080', 'a.example:8081', undefined, false],
    ['https://b.example', 'a.example', undefined, false],
    ['https://a.example.evil', 'a.example', undefined, false],
    ['https://a.example', undefined, undefined, false],
    ['null', 'null', undefined, false],
    ['', '', undefined, false],
    ['rubbish', 'rubbish', undefined, false],
    ['rubbish', undefined, undefined, false],
    ['https://b.example', 'a.example', ['https://b.example'], true],
    ['https://a.example', 'a.example', ['https://b.example'], false],
    ['https://b.example.evil', 'a.example', ['https://b.example'], false],
    ['http://b.example', 'a.example', ['https://b.example'], false],
    ['null', 'a.example', ['null'], true],
    ['https://b.example', 'a.example', 'any', true],
  ];
  for (const [origin, host, origins, allowed] of cases) {
    const who = origin === undefined ? 'no page' : `a page of '${origin}'`;
    it(`HUB-7: ${who} ${allowed ? 'may' : 'may not'} dial ${host}, origins ${JSON.stringify(origins) ?? 'by default'}`, () => {
      const headers = { ...(origin !== undefined && { origin }), ...(host !== undefined && { host }) };
      expect(originAllowed({ headers }, origins)).to.equal(allowed);
    });
  }
});
