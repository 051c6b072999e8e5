import { expect } from 'chai';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';
const quiet = ['quic', 'background-networking', 'component-update', 'sync'].map((what) => `--disable-${what}`);
const folder = 'docs/marbles';
/** What a page of GitHub gives to a picture, in px. */
const column = 830;

/** Runs in the page, on its one picture: what a reader would stumble over. */
const faultsOfPage = `(() => {
  const svg = document.querySelector('svg');
  const whole = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect(), size: parseFloat(getComputedStyle(text).fontSize) }));
  const bands = [...svg.querySelectorAll('path[stroke][fill]')].filter((path) => path.getAttribute('fill') !== 'none').map((path) => path.getBoundingClientRect());
  const faults = [];
  for (const { text, box, size } of texts) {
    if (box.left < whole.left || box.right > whole.right || box.top < whole.top || box.bottom > whole.bottom) faults.push(text + ' is outside');
    if (size < 11) faults.push(text + ' is small: ' + size + ' px');
    const band = bands.find((each) => box.left >= each.left && box.left < each.right && box.top >= each.top - 2 && box.bottom <= each.bottom + 2);
    if (band && box.right > band.right) faults.push(text + ' leaves its band');
  }
  texts.forEach((one, index) => texts.slice(index + 1).forEach((other) => {
    const [a, b] = [one.box, other.box];
    // A line box is higher than what is seen of its letters.
    if (a.left < b.right && b.left < a.right && a.top + 3 < b.bottom - 3 && b.top + 3 < a.bottom - 3) faults.push(one.text + ' meets ' + other.text);
  }));
  return { faults, texts: texts.length, title: svg.querySelector('title').textContent, role: svg.getAttribute('role') };
})()`;

interface Seen {
  readonly faults: readonly string[];
  readonly texts: number;
  readonly title: string;
  readonly role: string;
}

if (!existsSync(executablePath)) {
  console.log(`SKIPPED: the pictures in a browser: no ${executablePath} on this machine`);
} else {
  describe('the pictures in Chromium', function () {
    this.timeout(60_000);
    let browser: Browser;
    let page: Page;

    before(async () => {
      browser = await chromium.launch({
        executablePath,
        args: ['--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet],
      });
      page = await browser.newPage({ viewport: { width: 1_000, height: 900 } });
    });
    after(() => browser.close());

    const look = async (svg: string): Promise<Seen> => {
      await page.setContent(`<!doctype html>${svg}`);
      return page.evaluate<Seen>(faultsOfPage);
    };

    for (const name of readdirSync(folder).filter((each) => each.endsWith('.svg'))) {
      it(`${name}: its texts are inside, apart, in their bands, and none is small`, async () => {
        const { faults, texts, title, role } = await look(readFileSync(`${folder}/${name}`, 'utf8'));
        expect(faults).to.deep.equal([]);
        expect(texts).to.be.above(5);
        expect(title).not.to.equal('');
        expect(role).to.equal('img');
      });
    }

    it('a picture is an image that fits into the column of a page', async () => {
      const svg = readFileSync(`${folder}/timeline.svg`).toString('base64');
      await page.setContent(
        `<!doctype html><body style="width:${column}px;margin:0"><img style="max-width:100%" src="data:image/svg+xml;base64,${svg}">`,
      );
      await page.waitForFunction('document.images[0].complete');
      expect(await page.evaluate('document.images[0].naturalWidth')).to.equal(880);
      expect(await page.evaluate('document.images[0].width')).to.equal(column);
    });

    it('these checks find what they look for', async () => {
      const text = (x: number, y: number, what: string, size = 12) =>
        `<text x="${x}" y="${y}" font-size="${size}">${what}</text>`;
      const band = '<path d="M10 40H60V70H10Z" fill="#fff" stroke="#000"/>';
      const { faults } = await look(
        `<svg width="200" height="100"><title>t</title>${band}${text(190, 20, 'beyond')}${text(10, 20, 'one')}` +
          `${text(12, 22, 'two')}${text(100, 90, 'tiny', 9)}${text(15, 60, 'much too long')}</svg>`,
      );
      expect(faults).to.deep.equal([
        'beyond is outside',
        'tiny is small: 9 px',
        'much too long leaves its band',
        'one meets two',
      ]);
    });
  });
}
