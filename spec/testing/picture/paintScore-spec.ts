import { expect } from 'chai';
import { paintScore } from '../../../lib/testing/picture/paintScore.js';
import { readScore } from '../../../lib/testing/score/readScore.js';

const text = [
  '# Fish & "chips" <b>',
  'Prose with <&" in it.',
  'proves LIV-2',
  'where A = alive',
  'where O = offline "late" & <gone>',
  'tempo 1s',
  '## on the deadline',
  'time     0s   5s',
  'point    T0   T1',
  'span     [-5s-]',
  'beats    b',
  '> liveness offline=5s mode=<&"',
  'status   A====O==',
].join('\n');
const score = readScore(text);
/** The texts that are seen, entities and all. */
const texts = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!);

describe('paintScore', () => {
  it('paints title, clauses, scenes, names, instants, spans, word, options, states and marbles', () => {
    expect(texts(paintScore(score))).to.include.members([
      'LIV-2',
      'on the deadline',
      'T0',
      'T1',
      '0 s',
      '5 s',
      'liveness',
      'offline',
      'beats',
      'b',
      'status',
      'alive',
    ]);
  });

  it('is the same text every time, and a tree of tags with nothing of the machine in it', () => {
    const svg = paintScore(score);
    expect(svg).to.equal(paintScore(readScore(text.replaceAll('\n', '\r\n'), 'elsewhere/fish.marble')));
    expect(svg).to.match(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="880" height="\d+" viewBox="0 0 880 \d+" role="img"/,
    );
    expect(svg.endsWith('</svg>\n')).to.be.true;
    expect(svg).not.to.match(/NaN|undefined|Infinity|null/);
  });

  it('shows what no XML may hold, controls and halves of characters, as a replacement character', () => {
    const forbidden = ['\u0000', '\u0007', '\u001b', '\ud800', '\udc00', '\ufffe', '\uffff'];
    for (const character of forbidden) {
      const svg = paintScore(
        readScore(text.replaceAll('late', `la${character}te`).replace('Fish', `F${character}ish`)),
      );
      expect(svg).to.include('<title>F\ufffdish').and.to.include('la\ufffdte');
      expect(svg).not.to.include(character);
    }
    expect(paintScore(readScore(text.replace('Fish', '\u{1f41f}')))).to.include('<title>\u{1f41f} &amp;');
  });

  it('escapes every text: no text of a score becomes a tag or an entity', () => {
    const svg = paintScore(score);
    expect(svg).to.include('<title>Fish &amp; &quot;chips&quot; &lt;b&gt;</title>');
    expect(svg).to.include('Prose with &lt;&amp;&quot; in it.');
    expect(texts(svg)).to.include.members(['&lt;&amp;&quot;', '&quot;late&quot; &amp; &lt;gone&gt;']);
    const tags = new Set([...svg.matchAll(/<\/?([^\s/>]+)/g)].map(([, tag]) => tag));
    expect([...tags]).to.have.members(['svg', 'title', 'desc', 'rect', 'path', 'text']);
    expect(svg.replace(/&(amp|lt|gt|quot);/g, '')).not.to.include('&');
  });

  it('tells in words what is given and expected, at which instants, and which spans and names there are', () => {
    const [, description] = /<desc>([^<]*)<\/desc>/.exec(paintScore(score)) ?? [];
    expect(description).to.equal(
      'Prose with &lt;&amp;&quot; in it.\n' +
        'Scene 1 of 1, on the deadline. T0 is at 0 s. T1 is at 5 s. From 0 s to 5 s: 5 s. Given: beats: b at 0 s. ' +
        'Then liveness with offline 5 s, mode &lt;&amp;&quot;. ' +
        'Expected: status: alive at 0 s, offline &quot;late&quot; &amp; &lt;gone&gt; at 5 s.',
    );
  });

  it('is light unless it is told to be dark', () => {
    expect(paintScore(score))
      .to.equal(paintScore(score, { theme: 'light' }))
      .and.include('fill="#ffffff"');
    expect(paintScore(score, { theme: 'dark' }))
      .to.include('fill="#0d1117"')
      .and.not.include('#ffffff');
  });

  it('knows no other theme: RangeError', () => {
    const theme = 'sepia' as 'dark';
    expect(() => paintScore(score, { theme })).to.throw(RangeError, "theme is 'sepia'; it is 'light' or 'dark'");
  });

  it('breaks the axis only where time is left out', () => {
    const paintedWith = (time: string) =>
      paintScore(readScore(['# T', 'tempo 1ms', '## s', `time   ${time}`, 'a      b', '> w', 'c      d'].join('\n')));
    const breaks = (svg: string) => svg.match(/Z" fill="#ffffff"/g)?.length ?? 0;
    expect(breaks(paintedWith('0s ~1ms'))).to.equal(0);
    expect(breaks(paintedWith('0s ~4s'))).to.equal(3);
    expect(breaks(paintedWith('0s ~4s-1ms ~4s'))).to.equal(3);
  });

  it('paints the ways in which a lane begins and ends', () => {
    const ended = (mark: string) =>
      paintScore(readScore(['# T', 'tempo 1s', '## s', 'a   b', '> w', `c   ^--${mark}`].join('\n')));
    const all = ['!', '|', '#', '-'].map(ended);
    expect(new Set(all).size).to.equal(4);
  });
});
