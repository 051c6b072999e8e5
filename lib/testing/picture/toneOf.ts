import type { Tone } from './shape.js';

const tones: Readonly<Record<Exclude<Tone, 'plain'>, string>> = {
  good: 'connected alive online joined rejoined heard fresh resumed renewed accepted complete success received',
  waiting: 'connecting reconnecting interrupted unheard unreachable missing tired expire cached missed',
  bad: 'failed aborted offline lost gone dropped removed expired refused idle notAccepted peerOffline bored left gap #',
  rest: 'disconnected quit unknown timeout',
};

const toneOfWord = new Map(
  Object.entries(tones).flatMap(([tone, words]) => words.split(' ').map((word) => [word, tone as Tone])),
);

/** The tone of a state or a value, by the first of its words that has a meaning. */
export function toneOf(value: string): Tone {
  const known = value.split(' ').find((word) => toneOfWord.has(word));
  return toneOfWord.get(known ?? '') ?? 'plain';
}
